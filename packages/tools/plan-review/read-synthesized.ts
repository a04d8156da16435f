import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, normalize, resolve } from "node:path";
import { findJson, isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** The synthesized stacks of a folder or a file, by their names. */
export type Synthesized = ReadonlyMap<string, JsonObject>;

/**
 * Reads cdktf's output folder, or one `cdk.tf.json`.
 *
 * @throws Error for a path where there is neither.
 */
export function readSynthesized(path: string): Synthesized {
  if (!existsSync(path)) throw new Error(`${path}: cannot be read, got ENOENT; name cdktf's output folder: cdktf.out`);
  if (!statSync(path).isDirectory()) return new Map([[nameStack(path), readStack(path)]]);
  const manifest = readObject(join(path, "manifest.json"));
  const stacks = isJsonObject(manifest["stacks"]) ? Object.entries(manifest["stacks"]) : [];
  return new Map(stacks.map(([name, stack]) => [name, readStack(locateStack(path, name, stack))]));
}

/** A stack is read from within the folder only, whatever a manifest of somebody else's says. */
function locateStack(folder: string, name: string, stack: Json): string {
  const path = isJsonObject(stack) ? stack["synthesizedStackPath"] : undefined;
  if (typeof path !== "string" || isAbsolute(path) || normalize(path).startsWith(".."))
    throw new Error(
      `${folder}: manifest.json names no file of stack '${name}' in it, got ${JSON.stringify(path)}; run 'npm run synth'`,
    );
  return join(folder, path);
}

/** `chat` for `stacks/chat/cdk.tf.json` and `chat.tf.json`. */
function nameStack(path: string): string {
  const name = basename(path)
    .replace(/\.json$/, "")
    .replace(/\.tf$/, "");
  return /^(cdk|main)$/.test(name) ? basename(dirname(resolve(path))) : name;
}

function readStack(path: string): JsonObject {
  const stack = readObject(path);
  if ("format_version" in stack)
    throw new Error(`${path}: is not a synthesized stack, got what 'terraform show -json' prints; leave out --before`);
  return stack;
}

function readObject(path: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new Error(`${path}: cannot be read, got ${code}; run 'npm run synth'`);
  }
  const json = findJson(text);
  if (isJsonObject(json)) return json;
  throw new Error(
    `${path}: is not a JSON object, got ${Buffer.byteLength(text)} bytes of other text; run 'npm run synth'`,
  );
}
