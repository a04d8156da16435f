/** What was sent where: what an explanation may depend on. */
export interface Sent {
  readonly url: URL;
  readonly message: string;
  /** The member `action` of the message, where it has one. */
  readonly action?: string;
  readonly isSigned: boolean;
  readonly hasApiKey: boolean;
  /** Seconds that each answer was waited for. */
  readonly timeout: number;
}

/** Whether the address is this machine's, so `npm start` and not AWS. */
export function isLocal({ url }: Pick<Sent, "url">): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}

/** The path of a stage, e.g. `api`; the last part, since locally the API's id may stand before it. */
const stageOf = ({ url }: Sent): string =>
  url.pathname
    .split("/")
    .filter((part) => part !== "")
    .at(-1) ?? "";

/**
 * Where the cause of a failed message is written.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
export function look(sent: Sent): string {
  if (isLocal(sent)) return "the cause is in what 'npm start' prints";
  const [, api = "<api id>"] = /^([^.]+)\.execute-api\./.exec(sent.url.hostname) ?? [];
  const group = `/aws/apigateway/${api}/${stageOf(sent) || "<stage>"}`;
  return `the cause is in the execution log, group ${group}, of a route with executionLogLevel "ERROR"; 'npm start' prints it for the same message`;
}

/** Where the cause of a failed `$connect` is written. */
export const lookAtConnect = (sent: Sent): string =>
  isLocal(sent) ? look(sent) : "the cause is in the logs of $connect: the API's access log, and those of its function";

/** What a wrong address may be wrong in. */
export function stageMayBeWrong(sent: Sent): string {
  const { url } = sent;
  const stage = stageOf(sent);
  const source = isLocal(sent) ? "what 'npm start' prints" : "the output ApiEndpoint";
  if (!isLocal(sent) && !/\.execute-api\./.test(url.hostname))
    return `the custom domain may have no API mapping for '${url.pathname}': compare with ${source}`;
  return stage === ""
    ? `the URL has no stage: it ends in the stage's name, as in ${source}`
    : `there may be no stage '${stage}' or no such API: compare with ${source}`;
}

/** Advice for a URL of AWS without TLS. */
export function tlsOnly({ url }: Sent): readonly string[] {
  return url.protocol === "ws:" && /\.amazonaws\.com(\.cn)?$/.test(url.hostname)
    ? ["API Gateway speaks TLS only: use wss://"]
    : [];
}
