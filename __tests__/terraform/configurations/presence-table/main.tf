# DynamoDB asked without a function: $connect puts an item, a route scans; a pong without one; a stage that deploys by itself,
# with access logs; a domain name. Answers are selected by a regular expression, or by `$default`.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}
provider "aws" {
  region = "us-east-1"
  default_tags { tags = { Owner = "team" } }
}
data "aws_region" "current" {}
resource "aws_apigatewayv2_api" "ws" {
  name                       = "presence"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}
resource "aws_apigatewayv2_integration" "connect" {
  api_id                 = aws_apigatewayv2_api.ws.id
  integration_type       = "AWS"
  credentials_arn        = aws_iam_role.ws.arn
  integration_method     = "POST"
  integration_uri        = "arn:aws:apigateway:${data.aws_region.current.name}:dynamodb:action/PutItem"
  passthrough_behavior   = "WHEN_NO_MATCH"
  timeout_milliseconds   = 29000
  payload_format_version = "1.0"
  request_templates = {
    "application/json" = <<EOF
{
  "TableName": "${aws_dynamodb_table.c.name}",
  "Item": {
    "id": { "S": "$context.connectionId" },
    "req": { "S": "$$context.requestId" },
    #set($until = ($context.requestTimeEpoch / 1000) + 7200)
    "until": { "N": "$until" }
  }
}
EOF
  }
  lifecycle { ignore_changes = [passthrough_behavior] }
}
resource "aws_apigatewayv2_integration_response" "connect" {
  api_id                   = aws_apigatewayv2_api.ws.id
  integration_id           = aws_apigatewayv2_integration.connect.id
  integration_response_key = "/200/"
}
resource "aws_apigatewayv2_route" "connect" {
  api_id                              = aws_apigatewayv2_api.ws.id
  route_key                           = "$connect"
  authorization_type                  = "NONE"
  api_key_required                    = false
  operation_name                      = "Note who is here"
  route_response_selection_expression = "$default"
  target                              = "integrations/${aws_apigatewayv2_integration.connect.id}"
}
resource "aws_apigatewayv2_route_response" "connect" {
  api_id             = aws_apigatewayv2_api.ws.id
  route_id           = aws_apigatewayv2_route.connect.id
  route_response_key = "$default"
}
resource "aws_apigatewayv2_integration" "ping" {
  api_id                        = aws_apigatewayv2_api.ws.id
  integration_type              = "MOCK"
  template_selection_expression = "200"
  request_templates             = { "200" = jsonencode({ statusCode = 200 }) }
  lifecycle { ignore_changes = [passthrough_behavior] }
}
resource "aws_apigatewayv2_integration_response" "ping" {
  api_id                        = aws_apigatewayv2_api.ws.id
  integration_id                = aws_apigatewayv2_integration.ping.id
  integration_response_key      = "/200/"
  template_selection_expression = "200"
  response_templates            = { "200" = jsonencode({ type = "pong", at = "$context.requestTimeEpoch" }) }
}
resource "aws_apigatewayv2_route" "ping" {
  api_id                              = aws_apigatewayv2_api.ws.id
  route_key                           = "ping"
  route_response_selection_expression = "$default"
  target                              = join("/", ["integrations", aws_apigatewayv2_integration.ping.id])
}
resource "aws_apigatewayv2_route_response" "ping" {
  api_id             = aws_apigatewayv2_api.ws.id
  route_id           = aws_apigatewayv2_route.ping.id
  route_response_key = "$default"
}
resource "aws_apigatewayv2_integration" "scan" {
  api_id                        = aws_apigatewayv2_api.ws.id
  integration_type              = "AWS"
  credentials_arn               = aws_iam_role.ws.arn
  integration_method            = "POST"
  integration_uri               = "arn:aws:apigateway:us-east-1:dynamodb:action/Scan"
  request_templates             = { "$default" = jsonencode({ TableName = aws_dynamodb_table.c.id }) }
  template_selection_expression = "\\$default"
}
resource "aws_apigatewayv2_integration_response" "scan" {
  api_id                        = aws_apigatewayv2_api.ws.id
  integration_id                = aws_apigatewayv2_integration.scan.id
  integration_response_key      = "$default"
  template_selection_expression = "\\$default"
  response_templates = { "$default" = <<VTL
#set($root = $input.path('$'))
{"here": [#foreach($item in $root.Items)"$item.id.S"#if($foreach.hasNext),#end#end], "n": $root.Count, "req": "$root.Items[0].req.S"}
VTL
  }
}
resource "aws_apigatewayv2_route" "scan" {
  api_id                              = aws_apigatewayv2_api.ws.id
  route_key                           = "who"
  route_response_selection_expression = "$default"
  target                              = "integrations/${aws_apigatewayv2_integration.scan.id}"
}
resource "aws_apigatewayv2_route_response" "scan" {
  api_id             = aws_apigatewayv2_api.ws.id
  route_id           = aws_apigatewayv2_route.scan.id
  route_response_key = "$default"
}
resource "aws_iam_role" "ws" {
  name               = "ws"
  assume_role_policy = <<EOF
{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Principal": { "Service": "apigateway.amazonaws.com" }, "Action": "sts:AssumeRole" } ] }
EOF
}
resource "aws_iam_role_policy" "ws" {
  role   = aws_iam_role.ws.name
  policy = <<EOF
{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": ["*"], "Resource": "*" } ] }
EOF
}
resource "aws_apigatewayv2_deployment" "d" {
  api_id     = aws_apigatewayv2_route.scan.api_id
  depends_on = [aws_apigatewayv2_route.connect, aws_apigatewayv2_route_response.ping, aws_apigatewayv2_integration_response.ping]
  lifecycle { create_before_destroy = true }
}
resource "aws_apigatewayv2_stage" "s" {
  api_id      = aws_apigatewayv2_api.ws.id
  name        = "latest"
  auto_deploy = true
  description = "Default Stage"
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({ request = { id = "$context.requestId", ext = "$context.extendedRequestId" }, client = { ip = "$context.identity.sourceIp", agent = "$context.identity.userAgent" },
      http        = { path = "$context.path", routeKey = "$context.routeKey", protocol = "$context.protocol", method = "$context.httpMethod" },
      integration = { status = "$context.integrationStatus", latency = "$context.integrationLatency", err = "$context.integrationErrorMessage" },
      error       = { t = "$context.error.responseType", m = "$context.error.message", s = "$context.error.messageString" },
    response = { status = "$context.status", len = "$context.responseLength", data = "$context.dataProcessed", lat = "$context.responseLatency" } })
  }
  default_route_settings {
    data_trace_enabled     = true
    logging_level          = null
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
  lifecycle { ignore_changes = [deployment_id] }
  depends_on = [aws_api_gateway_account.a]
}
resource "aws_apigatewayv2_domain_name" "ws" {
  domain_name = "ws.example.com"
  domain_name_configuration {
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}
resource "aws_apigatewayv2_api_mapping" "ws" {
  api_id      = aws_apigatewayv2_api.ws.id
  domain_name = aws_apigatewayv2_domain_name.ws.id
  stage       = aws_apigatewayv2_stage.s.id
}
resource "aws_cloudwatch_log_group" "access" {
  name              = "presence-access"
  retention_in_days = "3"
}
resource "aws_dynamodb_table" "c" {
  name           = "presence-connections"
  billing_mode   = "PAY_PER_REQUEST"
  read_capacity  = 0
  write_capacity = 0
  hash_key       = "id"
  range_key      = "req"
  attribute {
    name = "id"
    type = "S"
  }
  attribute {
    name = "req"
    type = "S"
  }
  ttl {
    enabled        = true
    attribute_name = "until"
  }
  stream_enabled   = true
  stream_view_type = "KEYS_ONLY"
}
output "endpoint" { value = aws_apigatewayv2_api.ws.api_endpoint }
resource "aws_iam_role" "logs" {
  name               = "api_gateway_cloudwatch_global"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "apigateway.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "aws_iam_role_policy" "logs" {
  name   = "default"
  role   = aws_iam_role.logs.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents", "logs:GetLogEvents", "logs:FilterLogEvents"], Resource = "*" }] })
}
resource "aws_api_gateway_account" "a" {
  cloudwatch_role_arn = aws_iam_role.logs.arn
  depends_on          = [aws_iam_role_policy.logs]
}
