import { isJsonObject, type Json } from "@sfn-websocket/languages/json";

/** The address that one stack was deployed to. */
export interface Endpoint {
  readonly stack: string;
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

const OUTPUT = "ApiEndpoint";

/**
 * The addresses among Terraform's outputs: a state file, or what `terraform output -json` or
 * `cdktf deploy --outputs-file` wrote. Empty where there are none.
 *
 * @throws Error when the text is no JSON.
 */
export function readEndpoints(text: string, source: OutputsSource): readonly Endpoint[] {
  const json = parse(text, source.from);
  if (!isJsonObject(json)) return [];
  const outputs = isJsonObject(json.outputs) ? json.outputs : json;
  const url = readOutput(outputs);
  if (url !== undefined) return [{ ...source, url }];
  return Object.entries(outputs).flatMap(([stack, members]) => {
    const ofStack = readOutput(members);
    return ofStack === undefined ? [] : [{ stack, url: ofStack, from: source.from }];
  });
}

function readOutput(outputs: Json): string | undefined {
  const output = isJsonObject(outputs) && Object.hasOwn(outputs, OUTPUT) ? outputs[OUTPUT] : undefined;
  const value = isJsonObject(output) ? output.value : output;
  return typeof value === "string" ? value : undefined;
}

function parse(text: string, from: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Error(`${from}: not JSON, got ${text.length} characters; write it again`);
  }
}
