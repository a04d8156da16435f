/** Headers by name, as the handshake sends them. */
export type Headers = Readonly<Record<string, string>>;

/** A name of RFC 9110. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** Headers that the handshake itself writes, each with what to do instead. */
const OWN: Readonly<Record<string, string>> = {
  "sec-websocket-protocol": "use --subprotocol",
  "sec-websocket-key": "drop it",
  "sec-websocket-version": "drop it",
  "sec-websocket-extensions": "drop it",
  connection: "drop it",
  upgrade: "drop it",
};

/**
 * Reads headers written as `Name: value`.
 *
 * @throws Error that tells which one is wrong, never its value.
 */
export function readHeaders(lines: readonly string[]): Headers {
  const headers = new Map<string, readonly [string, string]>();
  lines.forEach((line, index) => {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim();
    const value = line.slice(colon + 1).trim();
    if (!TOKEN.test(name))
      throw new Error(
        `--header: number ${index + 1} has no name, got one that is not shown; write it as in 'Name: value'`,
      );
    const advice = OWN[name.toLowerCase()];
    if (advice !== undefined) throw new Error(`--header: belongs to the handshake itself, got '${name}'; ${advice}`);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw new Error(
        `--header: the value of '${name}' has a character that headers cannot hold, got one that is not shown; encode it`,
      );
    if (headers.has(name.toLowerCase())) throw new Error(`--header: a name twice, got '${name}'; drop one of the two`);
    headers.set(name.toLowerCase(), [name, value]);
  });
  return Object.fromEntries(headers.values());
}

/** The value of a header in any case. */
export function findHeader(headers: Headers, name: string): string | undefined {
  return Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
}
