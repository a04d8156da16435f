/**
 * What the integrations are asked that call no API with a model, in the form of api-responses.ts. *Documented*: the members,
 * and which of them are required; of `Authentication` and `InvocationConfig`, which say the same, one is. What is `any` has
 * rules of its own, which the task is told when it runs.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
 */
export const integrationRequests: Readonly<Record<string, string>> = {
  apigateway: `
invoke: Invocation
Invocation = {ApiEndpoint! string, Method! string, Headers any, Stage string, Path string, QueryParameters any, RequestBody any, AllowNullValues boolean, AuthType string}
`,
  http: `
invoke: Invocation
Invocation = {ApiEndpoint! string, Method! string, Authentication Connection, InvocationConfig Connection, Headers any, QueryParameters any, RequestBody any, Transform Transform}
Connection = {ConnectionArn string}
Transform = {RequestBodyEncoding string, RequestEncodingOptions EncodingOptions}
EncodingOptions = {ArrayFormat string}
`,
};
