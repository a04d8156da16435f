/**
 * Attributes that hold secrets, whether or not the plan marks them, by type of resource; list positions are left out of
 * the paths. The provider marks most; CloudFront's custom headers, where the secret between a distribution and its origin
 * usually stands, it does not.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs documented
 */
export const SECRET_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_api_key: ["value"],
  aws_cloudfront_distribution: ["origin.custom_header.value"],
  aws_cloudwatch_event_connection: ["auth_parameters"],
  aws_cognito_user_pool_client: ["client_secret"],
  aws_db_instance: ["password"],
  aws_iam_access_key: ["secret", "ses_smtp_password_v4"],
  aws_lambda_function: ["environment.variables"],
  aws_secretsmanager_secret_version: ["secret_string", "secret_binary"],
  aws_ssm_parameter: ["value", "insecure_value"],
};

/**
 * Those of them that hold more than secrets: a function's variable may be the region's name, and every ARN would be
 * hidden for it.
 */
export const UNSHARED_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  aws_lambda_function: ["environment.variables"],
  aws_ssm_parameter: ["insecure_value"],
};
