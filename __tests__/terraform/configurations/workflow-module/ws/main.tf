variable "name" { type = string }
variable "tags" { type = map(string) }
variable "routes" { type = any }
resource "aws_apigatewayv2_api" "this" {
  count                        = 1
  name                         = var.name
  description                  = "My websocket API"
  protocol_type                = "WEBSOCKET"
  version                      = "v1"
  disable_execute_api_endpoint = false
  route_selection_expression   = "$request.body.action"
  api_key_selection_expression = "$request.header.x-api-key"
  tags                         = var.tags
}
resource "aws_apigatewayv2_integration" "this" {
  for_each                      = var.routes
  api_id                        = aws_apigatewayv2_api.this[0].id
  description                   = try(each.value.description, null)
  integration_type              = "AWS"
  integration_method            = "POST"
  integration_uri               = each.value.uri
  connection_type               = "INTERNET"
  credentials_arn               = each.value.credentials
  timeout_milliseconds          = try(each.value.timeout, null)
  template_selection_expression = "\\$default"
  request_templates             = { "$default" = each.value.request_template }
  dynamic "tls_config" {
    for_each = try([each.value.tls], [])
    content { server_name_to_verify = tls_config.value }
  }
  lifecycle { create_before_destroy = true }
}
resource "aws_apigatewayv2_route" "this" {
  for_each                            = var.routes
  api_id                              = aws_apigatewayv2_api.this[0].id
  route_key                           = each.key
  operation_name                      = try(each.value.operation_name, null)
  route_response_selection_expression = "$default"
  target                              = "integrations/${aws_apigatewayv2_integration.this[each.key].id}"
}
resource "aws_apigatewayv2_integration_response" "this" {
  for_each                      = var.routes
  api_id                        = aws_apigatewayv2_api.this[0].id
  integration_id                = aws_apigatewayv2_integration.this[each.key].id
  integration_response_key      = "/2\\d{2}/"
  content_handling_strategy     = "CONVERT_TO_TEXT"
  template_selection_expression = "$${integration.response.statuscode}"
  response_templates            = { "200" = "#set($o = $util.parseJson($input.path('$.output')))$input.path('$.output')" }
}
resource "aws_apigatewayv2_route_response" "this" {
  for_each           = var.routes
  api_id             = aws_apigatewayv2_api.this[0].id
  route_id           = aws_apigatewayv2_route.this[each.key].id
  route_response_key = "$default"
}
resource "aws_apigatewayv2_deployment" "this" {
  count       = 1
  api_id      = aws_apigatewayv2_api.this[0].id
  description = "managed by Terraform"
  triggers    = { redeployment = sha1(jsonencode(var.routes)) }
  depends_on  = [aws_apigatewayv2_route_response.this]
  lifecycle { create_before_destroy = true }
}
resource "aws_apigatewayv2_stage" "this" {
  count         = 1
  api_id        = aws_apigatewayv2_api.this[0].id
  name          = "prod"
  deployment_id = aws_apigatewayv2_deployment.this[0].id
  dynamic "route_settings" {
    for_each = { for k, v in var.routes : k => v if can(v.throttling_burst_limit) }
    content {
      route_key              = route_settings.key
      throttling_burst_limit = route_settings.value.throttling_burst_limit
      throttling_rate_limit  = 5
    }
  }
  stage_variables = { env = "prod" }
  tags            = var.tags
}
output "url" { value = aws_apigatewayv2_stage.this[0].invoke_url }
