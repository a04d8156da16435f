/**
 * Attributes that the provider cannot change on a resource that exists, so that another takes its place, by type. Only a
 * plan knows all; these are those of the types that the stacks here are made of.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/tree/v5.100.0/internal/service documented: `ForceNew`
 */
export const FORCED_REPLACEMENTS: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_api_key: ["value"],
  aws_api_gateway_usage_plan_key: ["key_id", "key_type", "usage_plan_id"],
  aws_apigatewayv2_api: ["protocol_type"],
  aws_apigatewayv2_api_mapping: ["api_id", "domain_name"],
  aws_apigatewayv2_authorizer: ["api_id"],
  aws_apigatewayv2_deployment: ["api_id", "triggers"],
  aws_apigatewayv2_domain_name: ["domain_name"],
  aws_apigatewayv2_integration: ["api_id", "integration_subtype", "integration_type"],
  aws_apigatewayv2_integration_response: ["api_id", "integration_id"],
  aws_apigatewayv2_model: ["api_id"],
  aws_apigatewayv2_route: ["api_id"],
  aws_apigatewayv2_route_response: ["api_id", "route_id"],
  aws_apigatewayv2_stage: ["api_id", "name"],
  aws_cloudwatch_composite_alarm: ["alarm_name"],
  aws_cloudwatch_dashboard: ["dashboard_name"],
  aws_cloudwatch_log_group: ["log_group_class", "name", "name_prefix"],
  aws_cloudwatch_metric_alarm: ["alarm_name"],
  aws_dynamodb_table: ["hash_key", "local_secondary_index", "name", "range_key"],
  aws_iam_policy: ["description", "name", "name_prefix", "path"],
  aws_iam_role: ["name", "name_prefix", "path"],
  aws_iam_role_policy: ["name", "name_prefix", "role"],
  aws_iam_role_policy_attachment: ["policy_arn", "role"],
  aws_sfn_activity: ["name"],
  aws_sfn_alias: ["name"],
  aws_sfn_state_machine: ["name", "name_prefix", "type"],
};
