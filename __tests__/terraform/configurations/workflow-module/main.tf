# Routes by for_each in a module, each with a workflow that it runs; names by prefix, roles with a path, policies attached to
# several roles at once, a template by templatefile, state machines that publish a version; a KMS key for all of it.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}
provider "aws" { region = "us-east-1" }
data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
locals {
  name = "ex-ws"
  workflows = {
    greet = { StartAt = "Greet", States = { Greet = { Type = "Pass", Parameters = { "greeting.$" = "States.Format('Hello {}', $.name)" }, End = true } } }
    count = { QueryLanguage = "JSONata", StartAt = "Count", States = { Count = { Type = "Pass", Output = "{% $count($states.input.items) %}", End = true } } }
  }
  tags = { Example = local.name }
}
module "ws" {
  source = "./ws"
  name   = local.name
  routes = { for key, _ in local.workflows : key => {
    uri                    = "arn:${data.aws_partition.current.partition}:apigateway:us-east-1:states:action/StartSyncExecution"
    credentials            = aws_iam_role.apigw[0].arn
    operation_name         = title(key)
    throttling_burst_limit = 10
    request_template       = templatefile("${path.module}/start.vtl.tftpl", { arn = aws_sfn_state_machine.this[key].arn })
  } }
  tags = local.tags
}
resource "aws_sfn_state_machine" "this" {
  for_each    = local.workflows
  name_prefix = "${local.name}-${each.key}-"
  type        = "EXPRESS"
  role_arn    = aws_iam_role.sfn.arn
  definition  = jsonencode(each.value)
  publish     = true
  logging_configuration {
    level                  = "ERROR"
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.sfn.arn}:*"
  }
  tracing_configuration { enabled = true }
  encryption_configuration {
    type                              = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id                        = aws_kms_key.sfn.arn
    kms_data_key_reuse_period_seconds = 300
  }
  tags = merge(local.tags, { Name = each.key })
  timeouts { create = "2m" }
}
resource "aws_cloudwatch_log_group" "sfn" {
  name_prefix       = "/aws/vendedlogs/states/${local.name}-"
  retention_in_days = 7
  log_group_class   = "STANDARD"
  skip_destroy      = false
  kms_key_id        = aws_kms_key.sfn.arn
}
resource "aws_kms_key" "sfn" {
  description             = "workflows and their logs"
  deletion_window_in_days = 7
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key.json
  tags                    = local.tags
}
resource "aws_kms_alias" "sfn" {
  name          = "alias/${local.name}"
  target_key_id = aws_kms_key.sfn.key_id
}
data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Allow the account"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }
  statement {
    sid       = "Allow logs"
    actions   = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["logs.us-east-1.amazonaws.com"]
    }
    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:${data.aws_partition.current.partition}:logs:us-east-1:${data.aws_caller_identity.current.account_id}:*"]
    }
  }
}
resource "aws_cloudwatch_log_resource_policy" "sfn" {
  policy_name     = "states"
  policy_document = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "delivery.logs.amazonaws.com" }, Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.sfn.arn}:*" }] })
}
data "aws_iam_policy_document" "assume_sfn" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["states.us-east-1.amazonaws.com", "states.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}
resource "aws_iam_role" "sfn" {
  name_prefix           = "sfn-"
  path                  = "/service/"
  description           = "runs workflows"
  max_session_duration  = 7200
  force_detach_policies = true
  assume_role_policy    = data.aws_iam_policy_document.assume_sfn.json
  managed_policy_arns   = ["arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"]
  inline_policy {
    name   = "logs"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups"], Resource = "*" }] })
  }
  inline_policy {
    name   = "key"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = aws_kms_key.sfn.arn }] })
  }
  tags = local.tags
}
resource "aws_iam_role" "apigw" {
  count              = 1
  name               = "apigw"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = ["apigateway.amazonaws.com"] }, Action = "sts:AssumeRole" }] })
}
resource "aws_iam_policy" "start" {
  name_prefix = "start-"
  description = "start the workflows"
  policy      = jsonencode({ Version = "2012-10-17", Statement = [for each in aws_sfn_state_machine.this : { Effect = "Allow", Action = "states:StartSyncExecution", Resource = each.arn }] })
  tags        = local.tags
}
resource "aws_iam_policy_attachment" "start" {
  name       = "start"
  roles      = [aws_iam_role.apigw[0].name]
  policy_arn = aws_iam_policy.start.arn
}
output "url" { value = module.ws.url }
