import { isJsonObject, type Json, requireJson } from "@sfn-websocket/languages/json";

/** The address that one stack was deployed to. */
export interface Endpoint {
  readonly stack: string;
  /** The output that holds it. */
  readonly name: string;
  readonly url: string;
  /** The file or folder that it was read from. */
  readonly from: string;
  /** cdktf's output folder that it was deployed from, where it is known. */
  readonly output?: string;
}

/** Where a text with outputs comes from. */
export interface OutputsSource {
  readonly from: string;
  /** The stack of a text that names none. */
  readonly stack: string;
}

/** What the stacks of this project call their address. */
const OUTPUT = "ApiEndpoint";

/**
 * The addresses among Terraform's outputs: a state file, or what `terraform output -json` or
 * `cdktf deploy --outputs-file` wrote. A stack without an output `ApiEndpoint` has those that are a WebSocket's URL. Empty
 * where there are none.
 *
 * @throws Error when the text is no JSON.
 */
export function readEndpoints(text: string, source: OutputsSource): readonly Endpoint[] {
  const unreadable = () => new Error(`${source.from}: not JSON, got ${text.length} characters; write it again`);
  const json = requireJson(text, unreadable);
  if (!isJsonObject(json)) return [];
  const outputs = isJsonObject(json.outputs) ? json.outputs : json;
  const found = readAddresses(outputs);
  if (found.length > 0) return found.map((address) => ({ ...source, ...address }));
  return Object.entries(outputs).flatMap(([stack, members]) =>
    readAddresses(members).map((address) => ({ stack, ...address, from: source.from })),
  );
}

function readAddresses(outputs: Json): readonly { readonly name: string; readonly url: string }[] {
  if (!isJsonObject(outputs)) return [];
  const texts = Object.entries(outputs).flatMap(([name, output]) => {
    const value = isJsonObject(output) ? output.value : output;
    return typeof value === "string" ? [{ name, url: value }] : [];
  });
  const own = texts.filter(({ name }) => name === OUTPUT);
  return own.length > 0 ? own : texts.filter(({ url }) => /^wss?:/.test(url));
}
