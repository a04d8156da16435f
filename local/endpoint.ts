import type { Aws } from "./aws";

/** A request to an AWS API. */
export interface EndpointRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface EndpointAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Answers a call of an AWS API as AWS does: the JSON protocol's by its `X-Amz-Target`, the query protocol's by its
 * `Action`. An action that is not emulated gets AWS's answer to an unknown one, and `log` names it.
 */
export async function callEndpoint(
  aws: Aws,
  request: EndpointRequest,
  log: (line: string) => void,
): Promise<EndpointAnswer> {
  const target = header(request, "x-amz-target");
  if (target !== undefined) return callJson(aws, request, target, log);
  const action = new URLSearchParams(request.body).get("Action") ?? "";
  const xml = aws.sts.call(action);
  if (xml !== undefined) return { status: 200, headers: { "content-type": "text/xml" }, body: xml };
  log(`AWS endpoint: the action is not emulated, got '${action || "none"}'`);
  const error = `<Error><Type>Sender</Type><Code>InvalidAction</Code><Message>Could not find operation ${escapeXml(action)}</Message></Error>`;
  return { status: 400, headers: { "content-type": "text/xml" }, body: `<ErrorResponse>${error}</ErrorResponse>` };
}

async function callJson(
  aws: Aws,
  request: EndpointRequest,
  target: string,
  log: (line: string) => void,
): Promise<EndpointAnswer> {
  const [service = "", action = ""] = target.split(".");
  const headers = { "content-type": "application/x-amz-json-1.0" };
  if (service === "AWSStepFunctions") {
    const { stepfunctions } = aws.region(signedRegion(request));
    const answer = await stepfunctions.call(action, request.body, { authorize: () => undefined });
    if (answer.body.includes("UnknownOperationException"))
      log(`AWS endpoint: the action is not emulated, got '${target}'`);
    return { ...answer, headers };
  }
  log(`AWS endpoint: the action is not emulated, got '${target}'`);
  return { status: 400, headers, body: '{"__type":"com.amazon.coral.service#UnknownOperationException"}' };
}

/** Returns the region in the credential scope of the request's signature. */
function signedRegion(request: EndpointRequest): string {
  return /Credential=[^/]*\/\d+\/([\w-]+)\//.exec(header(request, "authorization") ?? "")?.[1] ?? "us-east-1";
}

function header({ headers }: EndpointRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

const escapeXml = (text: string): string => text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
