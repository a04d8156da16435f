# A route that runs an Express workflow and answers with its output, in a Lambda function's place.

locals {
  trust = { for service in ["states", "apigateway"] : service => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "${service}.amazonaws.com" }
    }]
  }) }
}

# What the workflow calls, its role must allow by policies of its own: this one calls nothing.
resource "aws_iam_role" "quote_workflow" {
  name               = "quote-workflow"
  assume_role_policy = local.trust.states
}

resource "aws_sfn_state_machine" "quote" {
  name       = "quote"
  type       = "EXPRESS"
  role_arn   = aws_iam_role.quote_workflow.arn
  definition = file("${path.module}/quote.asl.json")
}

resource "aws_iam_role" "quote_integration" {
  name               = "quote-integration"
  assume_role_policy = local.trust.apigateway
}

resource "aws_iam_role_policy" "quote_integration" {
  name = "start"
  role = aws_iam_role.quote_integration.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "states:StartSyncExecution"
      Resource = aws_sfn_state_machine.quote.arn
    }]
  })
}

resource "aws_apigatewayv2_integration" "quote" {
  api_id                        = aws_apigatewayv2_api.socket.id
  integration_type              = "AWS"
  integration_method            = "POST"
  integration_uri               = "arn:aws:apigateway:${data.aws_region.current.name}:states:action/StartSyncExecution"
  credentials_arn               = aws_iam_role.quote_integration.arn
  template_selection_expression = "\\$default"
  passthrough_behavior          = "NEVER"
  request_templates = {
    "$default" = templatefile("${path.module}/quote-request.vtl", { state_machine_arn = aws_sfn_state_machine.quote.arn })
  }
}

resource "aws_apigatewayv2_integration_response" "quote" {
  api_id                        = aws_apigatewayv2_api.socket.id
  integration_id                = aws_apigatewayv2_integration.quote.id
  integration_response_key      = "$default"
  template_selection_expression = "\\$default"
  response_templates            = { "$default" = file("${path.module}/quote-response.vtl") }
}

# The route that there was: its target is another one, and it answers.
resource "aws_apigatewayv2_route" "quote" {
  api_id                              = aws_apigatewayv2_api.socket.id
  route_key                           = "quote"
  target                              = "integrations/${aws_apigatewayv2_integration.quote.id}"
  route_response_selection_expression = "$default"
}

resource "aws_apigatewayv2_route_response" "quote" {
  api_id             = aws_apigatewayv2_api.socket.id
  route_id           = aws_apigatewayv2_route.quote.id
  route_response_key = "$default"
}
