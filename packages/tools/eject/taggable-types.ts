/**
 * The types of resources that take tags, of those that stacks here are made of and of those often put beside them.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs each type's page: documented
 */
export const TAGGABLE: readonly string[] = [
  "aws_acm_certificate",
  "aws_api_gateway_api_key",
  "aws_api_gateway_usage_plan",
  "aws_apigatewayv2_api",
  "aws_apigatewayv2_domain_name",
  "aws_apigatewayv2_stage",
  "aws_cloudfront_distribution",
  "aws_cloudwatch_event_bus",
  "aws_cloudwatch_event_rule",
  "aws_cloudwatch_log_group",
  "aws_cloudwatch_metric_alarm",
  "aws_cognito_user_pool",
  "aws_dynamodb_table",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_kinesis_stream",
  "aws_kms_key",
  "aws_lambda_function",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
  "aws_security_group",
  "aws_sfn_activity",
  "aws_sfn_state_machine",
  "aws_sns_topic",
  "aws_sqs_queue",
  "aws_ssm_parameter",
  "aws_wafv2_web_acl",
];

/** Types without tags: whether they are of the stacks here is held by a test. */
export const UNTAGGED: readonly string[] = [
  "aws_api_gateway_account",
  "aws_api_gateway_usage_plan_key",
  "aws_apigatewayv2_api_mapping",
  "aws_apigatewayv2_authorizer",
  "aws_apigatewayv2_deployment",
  "aws_apigatewayv2_integration",
  "aws_apigatewayv2_integration_response",
  "aws_apigatewayv2_model",
  "aws_apigatewayv2_route",
  "aws_apigatewayv2_route_response",
  "aws_cloudfront_function",
  "aws_cloudfront_origin_request_policy",
  "aws_cloudwatch_dashboard",
  "aws_dynamodb_table_item",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_lambda_permission",
  "aws_route53_record",
  "aws_sfn_alias",
  "aws_sns_topic_subscription",
  "aws_sqs_queue_policy",
];
