/** Who assumes a role. */
export interface AssumeRoleRequest {
  readonly roleArn: string;
  /** The service that assumes it, such as `apigateway.amazonaws.com`; or the ARN of a role that does. */
  readonly principalService: string;
  readonly sessionName: string;
  /**
   * The condition keys that the caller supplies, in both steps: `aws:SourceArn`, `aws:SourceAccount`. API Gateway supplies
   * none for integrations' roles.
   */
  readonly conditionKeys: Readonly<Record<string, string | readonly string[]>>;
}

/** What the role's session is to do. */
export interface AuthorizeRequest extends AssumeRoleRequest {
  /** Such as `states:StartSyncExecution`. */
  readonly action: string;
  /** The ARN that the action is on. */
  readonly resource: string;
}
