import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isJsonObject, type Json } from "@sfn-websocket/languages/jsonpath/json";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { requireText } from "../require-text";
import { describeOther } from "./describe-other";
import { findDuplicate } from "./find-duplicate";

/** One Terraform configuration in JSON syntax. */
export interface SynthesizedStack {
  readonly name: string;
  readonly file: string;
  /** As it was written: an object or a list of objects. */
  readonly configuration: Json;
}

/**
 * Reads the stacks that `path` holds: a folder with cdktf's `manifest.json`, or one `*.tf.json` file.
 *
 * @throws Error when there is none, or one is not JSON.
 */
export function readStacks(path: string): readonly SynthesizedStack[] {
  const other = describeOther(path);
  if (other !== undefined) throw new Error(other);
  if (existsSync(path) && statSync(path).isFile()) return [readStack(basename(dirname(path)), path)];
  const manifestFile = join(path, "manifest.json");
  if (!existsSync(manifestFile))
    throw new Error(
      `${path}: no synthesized stacks, got no manifest.json; run 'npm run synth' or name a *.tf.json file`,
    );
  const manifest = readJson(manifestFile);
  const stacks = isJsonObject(manifest) && isJsonObject(manifest.stacks) ? Object.values(manifest.stacks) : [];
  return stacks
    .filter(isJsonObject)
    .map(({ name, synthesizedStackPath }) => readStack(String(name), join(path, String(synthesizedStackPath))));
}

function readStack(name: string, file: string): SynthesizedStack {
  const configuration = readJson(file);
  if (typeof configuration === "object" && configuration !== null) return { name, file, configuration };
  throw new Error(
    `${file}: a Terraform configuration is an object, got ${JSON.stringify(configuration)}; synthesize it again`,
  );
}

function readJson(file: string): Json {
  const text = requireText(file, () => readFileSync(file, "utf8"));
  const json = parseJsonFile(file, text);
  const twin = findDuplicate(text);
  if (twin === undefined) return json;
  throw new Error(`${file}: '${twin}' stands twice in one object; write it once, with a list of both`);
}
