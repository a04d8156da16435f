/** A call of an AWS API as it came over HTTP. */
export interface AwsRequest {
  /** The service in the credential scope of the signature, such as `apigateway`; empty for an unsigned call. */
  readonly service: string;
  /** The region in the credential scope. @default "us-east-1" */
  readonly region: string;
  readonly method: string;
  /** Without the query string, not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Of the credential scope. @default "" for an unsigned call */
  readonly accessKeyId?: string;
  /** What the caller may do. @default everything */
  readonly authorize?: AuthorizeCaller;
}

/** Returns nothing where whoever calls may act on the resource, else AWS's text of the denial. */
export type AuthorizeCaller = (
  action: string,
  resource: string,
  conditionKeys?: Readonly<Record<string, string>>,
) => string | undefined;

/** Its answer. */
export interface AwsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers every call of a service's API, its errors included, as AWS does; never rejects. */
export type CallAwsApi = (request: AwsRequest) => Promise<AwsAnswer> | AwsAnswer;
