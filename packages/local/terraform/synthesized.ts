import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { DEEPEST, isTooDeep } from "@sfn-websocket/languages/nesting";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { requireRead } from "@sfn-websocket/run/require-file";
import { requireText } from "../require-text";
import { describeOther } from "./describe-other";
import { isState, readState } from "./read-state";

/** One Terraform configuration in JSON syntax. */
export interface SynthesizedStack {
  readonly name: string;
  readonly file: string;
  /** As it was written: an object or a list of objects. */
  readonly configuration: Json;
  /** What the program that wrote it warned of. @default [] */
  readonly warnings?: readonly string[];
}

const FOLDER = "a folder of Terraform's files";

/**
 * Reads the stacks that `path` holds: a folder with cdktf's `manifest.json`, one `*.tf.json` file, or a state.
 *
 * @throws Error when there is none, or one is not JSON.
 */
export function readStacks(path: string): readonly SynthesizedStack[] {
  const other = describeOther(path);
  if (other !== undefined) throw new Error(other);
  const what = `${FOLDER}, or a *.tf.json file`;
  if (requireRead(path, { what, read: () => statSync(path).isFile() }))
    return [readStack(basename(dirname(path)), path)];
  const manifestFile = join(path, "manifest.json");
  if (!existsSync(manifestFile))
    throw new Error(
      `${path}: neither Terraform's files nor synthesized stacks, got no *.tf and no manifest.json; name ${FOLDER}, or run 'npm run synth'`,
    );
  const manifest = readJson(manifestFile);
  const stacks = isJsonObject(manifest) && isJsonObject(manifest.stacks) ? Object.values(manifest.stacks) : [];
  return stacks.filter(isJsonObject).map(({ name, synthesizedStackPath, annotations }) => {
    if (typeof name !== "string" || typeof synthesizedStackPath !== "string")
      throw new Error(
        `${manifestFile}: a stack has a name and a path, got ${JSON.stringify({ name, synthesizedStackPath })}; synthesize it again`,
      );
    return { ...readStack(name, join(path, synthesizedStackPath)), warnings: listWarnings(annotations) };
  });
}

/** The warnings among the annotations of cdktf's manifest. @see https://developer.hashicorp.com/terraform/cdktf documented, as Annotations */
function listWarnings(annotations: Json | undefined): readonly string[] {
  if (!Array.isArray(annotations)) return [];
  return annotations
    .filter(isJsonObject)
    .filter(({ level }) => level === "@cdktf/warn")
    .flatMap(({ message }) => (typeof message === "string" ? [message] : []));
}

function readStack(name: string, file: string): SynthesizedStack {
  const json = readJson(file);
  if (isTooDeep(json)) throw new Error(`${file}: nests deeper than ${DEEPEST} levels; write it flatter`);
  const configuration = isState(json) ? readState(json, file) : json;
  if (typeof configuration === "object" && configuration !== null) return { name, file, configuration };
  throw new Error(
    `${file}: a Terraform configuration is an object, got ${JSON.stringify(configuration)}; synthesize it again`,
  );
}

function readJson(file: string): Json {
  const text = requireText(file, () => readFileSync(file, "utf8"));
  // Of a block that may be there more than once, Terraform takes a list.
  return parseJsonFile(file, text, "write it once, with a list of both");
}
