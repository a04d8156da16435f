# No route_selection_expression: the provider sends its default, "$request.method $request.path".
resource "aws_apigatewayv2_api" "socket" {
  name          = "no-expression"
  protocol_type = "WEBSOCKET"
}

resource "aws_apigatewayv2_integration" "mock" {
  api_id            = aws_apigatewayv2_api.socket.id
  integration_type  = "MOCK"
  request_templates = { "application/json" = jsonencode({ statusCode = 200 }) }
}

resource "aws_apigatewayv2_integration_response" "mock" {
  api_id                   = aws_apigatewayv2_api.socket.id
  integration_id           = aws_apigatewayv2_integration.mock.id
  integration_response_key = "$default"
  response_templates       = { "application/json" = "default" }
}

resource "aws_apigatewayv2_route" "default" {
  api_id    = aws_apigatewayv2_api.socket.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.mock.id}"
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
