# The shape of nearly every WebSocket API in Terraform: functions on $connect, $disconnect and a message route, a table of
# connections, policies of the functions' roles, permissions, a deployment that depends on the routes, a stage.
data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

resource "aws_dynamodb_table" "connections" {
  name           = "chat_connections"
  read_capacity  = 5
  write_capacity = 5
  hash_key       = "connectionId"
  attribute {
    name = "connectionId"
    type = "S"
  }
  server_side_encryption { enabled = true }
}

resource "aws_iam_policy" "table" {
  name   = "chat-table"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:*", Resource = aws_dynamodb_table.connections.arn }] })
}

resource "aws_iam_role" "functions" {
  name               = "chat-functions"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy_attachment" "table" {
  role       = aws_iam_role.functions.name
  policy_arn = aws_iam_policy.table.arn
}

resource "aws_iam_role_policy" "post" {
  name   = "post"
  role   = aws_iam_role.functions.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "execute-api:ManageConnections", Resource = "${aws_apigatewayv2_api.chat.execution_arn}/*" }] })
}

locals {
  routes = { connect = "$connect", disconnect = "$disconnect", send = "sendmessage" }
}

resource "aws_lambda_function" "functions" {
  for_each         = local.routes
  function_name    = "chat-${each.key}"
  role             = aws_iam_role.functions.arn
  handler          = "chat.${each.key}"
  runtime          = "nodejs22.x"
  filename         = "${abspath(path.module)}/code.zip"
  source_code_hash = filebase64sha256("${path.module}/code.zip")
  memory_size      = 256
  environment { variables = { TABLE_NAME = aws_dynamodb_table.connections.name } }
}

resource "aws_lambda_permission" "functions" {
  for_each      = local.routes
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.functions[each.key].function_name
  principal     = "apigateway.amazonaws.com"
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.message"
}

resource "aws_apigatewayv2_integration" "functions" {
  for_each           = local.routes
  api_id             = aws_apigatewayv2_api.chat.id
  integration_type   = "AWS_PROXY"
  integration_method = "POST"
  integration_uri    = aws_lambda_function.functions[each.key].invoke_arn
}

resource "aws_apigatewayv2_route" "routes" {
  for_each       = local.routes
  api_id         = aws_apigatewayv2_api.chat.id
  route_key      = each.value
  operation_name = each.key
  target         = "integrations/${aws_apigatewayv2_integration.functions[each.key].id}"
}

resource "aws_apigatewayv2_deployment" "chat" {
  api_id     = aws_apigatewayv2_api.chat.id
  depends_on = [aws_apigatewayv2_route.routes]
}

resource "aws_apigatewayv2_stage" "chat" {
  api_id        = aws_apigatewayv2_api.chat.id
  name          = "Prod"
  description   = "Prod Stage"
  deployment_id = aws_apigatewayv2_deployment.chat.id
}
