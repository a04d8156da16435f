/** What of the console's API is asked, by the path below its root. */
export type Ask = (path: string) => Promise<string>;

/** What the list tells of a trace. */
interface Listed {
  readonly id: number;
  readonly startedAt: number;
}

/** Characters of the message that the list is searched for: the rest need not be told apart. */
const SEARCHED = 200;

/** The root of the console's API on the server of a WebSocket's address. */
export function nameConsole(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol === "wss:" ? "https" : "http"}://${host}/_console/api/`;
}

/**
 * Resolves to the trace of a message that was sent since a time, as an indented tree: the latest one with its text.
 *
 * @throws Error in the developer form where the server keeps none of it.
 */
export async function readTrace(message: string, since: number, ask: Ask): Promise<string> {
  const query = new URLSearchParams({ kind: "MESSAGE", text: message.slice(0, SEARCHED) });
  const { traces, isKept } = JSON.parse(await ask(`traces?${query.toString()}`)) as TraceList;
  if (!isKept) throw new Error("--explain: the server keeps no traces, got --no-trace; start it without");
  const found = traces.filter(({ startedAt }) => startedAt >= since).at(-1);
  if (found === undefined)
    throw new Error("--explain: the server has no trace of the message, got none since it was sent; send it again");
  return ask(`traces/${found.id}?format=text`);
}

interface TraceList {
  readonly traces: readonly Listed[];
  readonly isKept: boolean;
}

/** Asks a server by HTTP; rejects in the developer form where it does not answer as a console. */
export const askByHttp =
  (root: string): Ask =>
  async (path) => {
    const answer = await fetch(root + path).catch(() => undefined);
    if (answer?.ok) return answer.text();
    const status = answer === undefined ? "no answer" : `the status ${answer.status}`;
    throw new Error(`--explain: there is no console at ${root}, got ${status}; ask an API that npm start serves`);
  };
