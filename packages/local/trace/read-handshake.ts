import type { RouteEvent } from "../apigateway/route-event";
import type { TracedHandshake } from "./trace";

/** What is called so is a secret, or is taken for one: tokens and keys of every name, and what somebody signs or logs in with. */
const SECRET = /token|secret|signature|passw|auth|session|credential|jwt|assertion|api-?key/i;

/** Of the headers these too. */
const SECRET_HEADER = /^(?:cookie|set-cookie|sec-websocket-key)$/;

/** Of a query all of a signature too, and the code of a login. */
const SECRET_QUERY = /^x-amz-|code/i;

/** A JSON Web Token, wherever it stands: a page, which can send no header, sends its own as a subprotocol. */
const WEB_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

const HIDDEN = "...";

/** The upgrade request of a connection; of what is secret, or may be, only the name. */
export function readHandshake({ parameters, path = "/", connection }: RouteEvent): TracedHandshake {
  const headers = Object.fromEntries(
    Object.entries(parameters.header).map(([given, value]) => {
      const name = given.toLowerCase();
      return [name, hide(name, value, SECRET_HEADER)] as const;
    }),
  );
  const query = Object.fromEntries(
    Object.entries(parameters.querystring).map(([name, value]) => [name, hide(name, value, SECRET_QUERY)] as const),
  );
  const protocols = headers["sec-websocket-protocol"] ?? "";
  return {
    path: path.split("?")[0] ?? "/",
    sourceIp: connection.identity.sourceIp,
    headers,
    query,
    protocols: protocols.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()])),
  };
}

const hide = (name: string, value: string, others: RegExp): string =>
  SECRET.test(name) || others.test(name) ? HIDDEN : value.replace(WEB_TOKEN, HIDDEN);
