import type { SocketRequest } from "@sfn-websocket/local/console/client-api";

/** A name and a value that are being written. */
export interface Pair {
  readonly name: string;
  readonly value: string;
}

/** What a socket is to be opened with, as it is written. */
export interface HandshakeForm {
  readonly address: string;
  readonly query: readonly Pair[];
  readonly headers: readonly Pair[];
  /** Parted by commas. */
  readonly protocols: string;
  /** Goes into the header `x-api-key`: AWS reads it nowhere else, so that no page of a browser can send one. */
  readonly apiKey: string;
}

/** What is sent of a form: pairs without a name are left out. */
export function writeHandshake({
  address,
  query,
  headers,
  protocols,
  apiKey,
}: HandshakeForm): Omit<SocketRequest, "relay"> {
  const search = new URLSearchParams(named(query).map(({ name, value }): [string, string] => [name, value])).toString();
  const sent = [...named(headers), ...(apiKey === "" ? [] : [{ name: "x-api-key", value: apiKey }])];
  return {
    address: search === "" ? address : `${address}${address.includes("?") ? "&" : "?"}${search}`,
    headers: sent.map(({ name, value }) => [name, value] as const),
    protocols: protocols.split(",").flatMap((each) => each.trim() || []),
  };
}

const named = (pairs: readonly Pair[]): readonly Pair[] => pairs.filter(({ name }) => name !== "");
