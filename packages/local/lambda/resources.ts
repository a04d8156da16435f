/** CreateFunction's request, as far as a function of this machine needs it. @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export interface CreateFunctionRequest {
  readonly functionArn: string;
  readonly functionName: string;
  /** MB. @default 128 */
  readonly memorySize?: number;
  /** Seconds, 1 to 900. @default 3 */
  readonly timeout?: number;
  /** @default none */
  readonly environment?: Readonly<Record<string, string>>;
}

export type FunctionConfiguration = Required<CreateFunctionRequest>;

/** AddPermission's request. @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export interface Permission {
  readonly functionArn: string;
  readonly action: string;
  /** a service's name, such as `apigateway.amazonaws.com` */
  readonly principal: string;
  /** an ARN, `*` and `?` in it are wildcards. @default any source */
  readonly sourceArn?: string;
}
