# An API whose routes run a function. The route `quote`, which did so too, runs a workflow: quote.tf.
data "aws_region" "current" {}

resource "aws_apigatewayv2_api" "socket" {
  name                       = "shop"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_integration" "echo" {
  api_id             = aws_apigatewayv2_api.socket.id
  integration_type   = "AWS_PROXY"
  integration_method = "POST"
  integration_uri    = "arn:aws:lambda:us-east-1:123456789012:function:echo"
}

resource "aws_apigatewayv2_route" "default" {
  api_id                              = aws_apigatewayv2_api.socket.id
  route_key                           = "$default"
  target                              = "integrations/${aws_apigatewayv2_integration.echo.id}"
  route_response_selection_expression = "$default"
}

resource "aws_apigatewayv2_route_response" "default" {
  api_id             = aws_apigatewayv2_api.socket.id
  route_id           = aws_apigatewayv2_route.default.id
  route_response_key = "$default"
}

resource "aws_apigatewayv2_stage" "dev" {
  api_id      = aws_apigatewayv2_api.socket.id
  name        = "dev"
  auto_deploy = true
}
