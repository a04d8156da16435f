/** API Gateway's settings of an account in one region. @see https://docs.aws.amazon.com/apigateway/latest/api/API_Account.html */
export interface AccountSettings {
  /** The role that writes logs; undefined until somebody sets it. */
  readonly cloudwatchRoleArn?: string;
}
