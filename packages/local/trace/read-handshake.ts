import type { RouteEvent } from "../apigateway/route-event";
import type { TracedHandshake } from "./trace";

/** Headers whose values are secrets, or a hash over what was signed with one. */
const SECRET_HEADER =
  /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|sec-websocket-key)$|token|secret|signature|password|api-?key/;

/** Parts of a query that are secrets: tokens of every name, and all of a signature. */
const SECRET_QUERY = /^x-amz-|token|secret|signature|password|auth|code|session|api-?key/i;

const HIDDEN = "...";

/** The upgrade request of a connection; of what is secret, or may be, only the name. */
export function readHandshake({ parameters, path = "/", connection }: RouteEvent): TracedHandshake {
  const headers = Object.entries(parameters.header).map(([name, value]) => [name.toLowerCase(), value] as const);
  const shown = headers.map(([name, value]) => [name, SECRET_HEADER.test(name) ? HIDDEN : value]);
  const query = Object.entries(parameters.querystring).map(([name, value]) => [
    name,
    SECRET_QUERY.test(name) ? HIDDEN : value,
  ]);
  const protocols = headers.find(([name]) => name === "sec-websocket-protocol")?.[1] ?? "";
  return {
    path: path.split("?")[0] ?? "/",
    sourceIp: connection.identity.sourceIp,
    headers: Object.fromEntries(shown) as Record<string, string>,
    query: Object.fromEntries(query) as Record<string, string>,
    protocols: protocols.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()])),
  };
}
