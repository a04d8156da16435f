/** Where CloudWatch Logs is asked. */
export interface LogsEndpoint {
  /** Such as `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  readonly region: string;
}

export interface LoggedEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
  readonly eventId?: string;
}

interface Answers {
  readonly DescribeLogGroups: { readonly logGroups: readonly { readonly logGroupName: string }[] };
  readonly FilterLogEvents: { readonly events: readonly LoggedEvent[] };
}

/**
 * Calls an action, and resolves to the list that its pages hold together. This machine's AWS reads the region of a
 * signature, and checks none.
 *
 * @throws Error when nobody answers, or with AWS's text of the refusal.
 */
export async function listAll<Name extends keyof Answers, Member extends keyof Answers[Name]>(
  at: LogsEndpoint,
  { action, member, request }: { readonly action: Name; readonly member: Member; readonly request: object },
): Promise<readonly Answers[Name][Member][]> {
  const pages: Answers[Name][Member][] = [];
  let nextToken: string | undefined;
  do {
    const answer = await call<Answers[Name]>(at, action, { ...request, nextToken });
    pages.push(answer[member]);
    ({ nextToken } = answer);
  } while (nextToken !== undefined);
  return pages;
}

async function call<Answer>(
  { endpoint, region }: LogsEndpoint,
  action: string,
  body: object,
): Promise<Answer & { readonly nextToken?: string }> {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `Logs_20140328.${action}`,
    authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/logs/aws4_request`,
  };
  const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => {
    throw new Error(`--endpoint: nobody answers, got '${endpoint}'; run 'npm start' or 'npm run endpoint' first`);
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${action}: is refused, got ${response.status} ${text}; check the log group's name`);
  return JSON.parse(text) as Answer & { readonly nextToken?: string };
}
