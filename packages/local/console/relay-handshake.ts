import type { SocketRequest } from "./client-api";
import { ConsoleProblem } from "./console-problem";

/** Where this server was reached. */
export interface Self {
  readonly address: string;
  readonly port: number;
  /** The id of the open connection of a client that calls itself so. */
  readonly findConnection: (userAgent: string) => string | undefined;
}

/** How a socket is opened. */
export interface Handshake {
  readonly url: string;
  readonly protocols: readonly string[];
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** The connection's id, once it is open. */
  readonly connectionId: () => string | undefined;
}

/** What a header's name and a subprotocol are made of. @see https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const TOKEN = /^[!#$%&'*+.^`|~\w-]+$/;
/** Printable ASCII and blanks: no line end, which would begin another header. */
const VALUE = /^[\t\x20-\x7e\xa0-\xff]*$/;
/** What the handshake itself consists of. */
const OWN =
  /^(?:connection|upgrade|host|content-length|transfer-encoding|expect|te|trailer|keep-alive|sec-websocket-.*)$/i;
const MOST_HEADERS = 100;
const LONGEST_ADDRESS = 8_192;

/**
 * Reads what a socket is to be opened with. Whatever host the address has, this server is what is called.
 *
 * @throws ConsoleProblem for the first thing that no handshake can have.
 */
export function readHandshake(
  request: SocketRequest,
  { self, userAgent }: { readonly self: Self; readonly userAgent: string },
): Handshake {
  const address = readAddress(request.address);
  const headers = readHeaders(request.headers ?? []);
  const isNamed = Object.keys(headers).some((name) => name.toLowerCase() === "user-agent");
  const host = self.address.includes(":") ? `[${self.address}]` : self.address;
  return {
    url: `ws://${host}:${self.port}${address.pathname}${address.search}`,
    protocols: readProtocols(request.protocols ?? []),
    headers: { ...(isNamed ? {} : { "User-Agent": [userAgent] }), ...headers, Host: [address.host] },
    connectionId: () => (isNamed ? undefined : self.findConnection(userAgent)),
  };
}

function readAddress(text: string): URL {
  const address = text.length <= LONGEST_ADDRESS && URL.canParse(text) ? new URL(text) : undefined;
  if (!address || !/^wss?:$/.test(address.protocol) || address.username !== "" || address.hash !== "")
    throw refuse("address", "no address of a WebSocket", text, "write it as ws://127.0.0.1:4566/api");
  return address;
}

function readHeaders(pairs: readonly unknown[]): Record<string, readonly string[]> {
  if (pairs.length > MOST_HEADERS) throw refuse("headers", "too many", String(pairs.length), `keep to ${MOST_HEADERS}`);
  const headers = new Map<string, readonly string[]>();
  for (const pair of pairs) {
    const [name, value]: readonly unknown[] = Array.isArray(pair) ? pair : [];
    if (typeof name !== "string" || !TOKEN.test(name))
      throw refuse("headers", "no header's name", name, "write it as x-api-key");
    if (OWN.test(name)) throw refuse("headers", "a header of the handshake itself", name, "leave it out");
    if (typeof value !== "string" || !VALUE.test(value))
      throw refuse("headers", `no value of the header '${name}'`, value, "use ASCII on one line");
    headers.set(name, [...(headers.get(name) ?? []), value]);
  }
  return Object.fromEntries(headers);
}

function readProtocols(protocols: readonly unknown[]): readonly string[] {
  const wrong = protocols.find(
    (each, index) => typeof each !== "string" || !TOKEN.test(each) || protocols.indexOf(each) !== index,
  );
  if (wrong !== undefined)
    throw refuse("protocols", "no subprotocol, or one that is there twice", wrong, "write it as ocpp1.6");
  return protocols.map(String);
}

function refuse(member: string, what: string, got: unknown, advice: string): ConsoleProblem {
  const shown = typeof got === "string" ? `'${got.slice(0, 80)}'` : (JSON.stringify(got)?.slice(0, 80) ?? "none");
  return new ConsoleProblem(400, `sockets.${member}: ${what}, got ${shown}; ${advice}`);
}
