# `terraform test` makes all of it, asserts, and destroys it again.
run "makes_an_api_with_a_stage" {
  assert {
    condition     = startswith(aws_apigatewayv2_api.socket.api_endpoint, "wss://")
    error_message = "the API has no address"
  }
  assert {
    condition     = aws_apigatewayv2_stage.dev.auto_deploy
    error_message = "the stage does not follow its routes"
  }
}
