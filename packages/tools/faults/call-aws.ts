/** A call of one of AWS's JSON protocols, or of its query protocol where the body is no object. */
export interface AwsCall {
  readonly service: string;
  /** `AWSStepFunctions.ListStateMachines` */
  readonly target?: string;
  readonly body: object | string;
}

/** The header of a call by nobody, which this project's endpoint takes: of its signature the service alone is read. */
export const signAsNobody = (service: string): { readonly authorization: string } => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`,
});

/** Milliseconds until an endpoint that does not answer counts as hung. */
const PATIENCE = 30_000;

/** Calls an endpoint with nobody's signature, which this project's takes; the status and the body of its answer. */
export async function callAws(url: string, { service, target, body }: AwsCall): Promise<readonly [number, string]> {
  const response = await fetch(new URL("/", url.replace(/^ws/, "http")), {
    method: "POST",
    signal: AbortSignal.timeout(PATIENCE),
    headers: {
      ...signAsNobody(service),
      ...(target === undefined
        ? { "content-type": "application/x-www-form-urlencoded" }
        : { "content-type": "application/x-amz-json-1.0", "x-amz-target": target }),
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return [response.status, await response.text()];
}

const LOGS = "Logs_20140328";

/** Whether a log group was created. */
export async function createLogGroup(url: string, logGroupName: string): Promise<boolean> {
  const [status] = await callAws(url, { service: "logs", target: `${LOGS}.CreateLogGroup`, body: { logGroupName } });
  return status === 200;
}

/** The names of all log groups. */
export async function listLogGroups(url: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (let nextToken: string | undefined; ;) {
    const body = nextToken === undefined ? {} : { nextToken };
    const [, text] = await callAws(url, { service: "logs", target: `${LOGS}.DescribeLogGroups`, body });
    const page = JSON.parse(text) as { logGroups: { logGroupName: string }[]; nextToken?: string };
    names.push(...page.logGroups.map(({ logGroupName }) => logGroupName));
    if (page.nextToken === undefined) return names;
    ({ nextToken } = page);
  }
}

export async function deleteLogGroup(url: string, logGroupName: string): Promise<void> {
  await callAws(url, { service: "logs", target: `${LOGS}.DeleteLogGroup`, body: { logGroupName } });
}
