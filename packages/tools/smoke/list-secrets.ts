import type { Headers } from "./read-headers";

/** Names of headers and of parameters whose values are not printed. */
const SECRET = /key|token|secret|signature|credential|password|auth|cookie/i;

/** Values of a handshake that a server may repeat in its answers, and that are not to be printed. */
export function listSecrets(url: string, headers: Headers): readonly string[] {
  const named = [...Object.entries(headers), ...new URL(url).searchParams].filter(([name]) => SECRET.test(name));
  // A scheme may stand before a token.
  return named.flatMap(([, value]) => [value, value.replace(/^\S+ /, "")]);
}
