import type { Trace } from "@sfn-websocket/local/trace/trace";
import { type CopyText, type Place, refuseCut } from "./copy-text";
import { writeCommand } from "./shell-word";

/** What a handshake has by itself, and what is left out of a trace for its secrets. */
const OWN_HEADERS = /^(host|connection|upgrade|sec-websocket-.*|authorization|cookie|x-api-key)$/;
/** What wscat waits for an answer, in seconds, unless it is told otherwise. */
const PATIENCE = 2;

/** Returns the `wscat` command that opens such a connection, or sends such a message. @see https://github.com/websockets/wscat */
export function writeWscat(trace: Trace, { address }: Place): CopyText {
  const options = OPTIONS[trace.kind]?.(trace);
  if (options === undefined) return { refused: `wscat: sends messages only, got ${trace.kind}` };
  if (address === undefined) return { refused: "wscat: the stage has no address" };
  const cut = trace.received && refuseCut("the message", trace.received);
  if (cut !== undefined) return { refused: cut };
  return { text: writeCommand("wscat", [["--connect", address + writeQuery(trace)], ...options]) };
}

const OPTIONS: Readonly<Record<string, (trace: Trace) => string[][]>> = {
  CONNECT: ({ handshake }) => [
    ...(handshake?.protocols ?? []).map((protocol) => ["--subprotocol", protocol]),
    ...Object.entries(handshake?.headers ?? {})
      .filter(([name]) => !OWN_HEADERS.test(name))
      .map(([name, value]) => ["--header", `${name}:${value}`]),
  ],
  MESSAGE: ({ received, duration = 0 }) => [
    ["--execute", received?.text ?? ""],
    ...(duration >= PATIENCE * 500 ? [["--wait", String(Math.ceil(duration / 1000) + PATIENCE)]] : []),
  ],
};

function writeQuery({ handshake }: Trace): string {
  const query = new URLSearchParams(handshake?.query).toString();
  return query === "" ? "" : `?${query}`;
}
