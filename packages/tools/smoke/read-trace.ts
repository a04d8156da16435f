import { findJson } from "@sfn-websocket/languages/json";

/** What of the console's API is asked, by the path below its root. */
export type Ask = (path: string) => Promise<string>;

/** What the list tells of a trace. */
interface Listed {
  readonly id: number;
}

/** Characters of the message that the list is searched for: the rest need not be told apart. */
const SEARCHED = 200;

/** The root of the console's API on the server of a WebSocket's address. */
export function nameConsole(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol === "wss:" ? "https" : "http"}://${host}/_console/api/`;
}

/** The id of the latest trace before a message is sent, whose own is higher; 0 where there is none, or no console. */
export async function readLatest(ask: Ask): Promise<number> {
  const list = await ask("traces?limit=1")
    .then(readList)
    .catch(() => undefined);
  return list?.traces.at(-1)?.id ?? 0;
}

/**
 * Resolves to the trace of a message as an indented tree: of those after another one, the latest with its text. Times
 * would not tell them apart, as a server's clock may be slower (`--speed`).
 *
 * @throws Error in the developer form where the server keeps none of it.
 */
export async function readTrace(message: string, after: number, ask: Ask): Promise<string> {
  const query = new URLSearchParams({ kind: "MESSAGE", after: String(after), text: message.slice(0, SEARCHED) });
  const { traces, isKept } = readList(await ask(`traces?${query.toString()}`));
  if (!isKept) throw new Error("--explain: the server keeps no traces, got --no-trace; start it without");
  const found = traces.at(-1);
  if (found === undefined)
    throw new Error("--explain: the server has no trace of the message, got none since it was sent; send it again");
  return ask(`traces/${found.id}?format=text`);
}

interface TraceList {
  readonly traces: readonly Listed[];
  readonly isKept: boolean;
}

function readList(text: string): TraceList {
  const list = Object(findJson(text)) as Partial<TraceList>;
  if (Array.isArray(list.traces)) return { traces: list.traces, isKept: list.isKept === true };
  const got = JSON.stringify(text.slice(0, 40));
  throw new Error(`--explain: no list of traces is there, got ${got}; ask an API that npm start serves`);
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
