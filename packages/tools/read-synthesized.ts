import { statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, normalize, resolve } from "node:path";
import { findJson, isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { requireFile, requireRead } from "@sfn-websocket/run/require-file";

/** The synthesized stacks of a folder or a file, by their names. */
export type Synthesized = ReadonlyMap<string, JsonObject>;

const WHAT = "what 'npm run synth' writes: cdktf.out";

/**
 * Reads cdktf's output folder, by its own name or its manifest's, or one `cdk.tf.json`.
 *
 * @throws Error for a path where there is neither.
 */
export function readSynthesized(path: string): Synthesized {
  if (isOneStack(path)) return new Map([[nameStack(path), readStack(path)]]);
  const folder = isManifest(path) ? dirname(path) : path;
  const { stacks } = readObject(join(folder, "manifest.json"));
  const listed = isJsonObject(stacks) ? Object.entries(stacks) : [];
  return new Map(listed.map(([name, stack]) => [name, readStack(locateStack(folder, name, stack))]));
}

/** Whether a path is a stack's file. @throws Error for a path where there is nothing */
export function isOneStack(path: string): boolean {
  const found = requireRead(path, { what: WHAT, read: () => statSync(path) });
  return !found.isDirectory() && !isManifest(path);
}

const isManifest = (path: string): boolean => basename(path) === "manifest.json";

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
  const name = basename(path).replace(/(\.tf)?\.json$/, "");
  return /^(cdk|main)$/.test(name) ? basename(dirname(resolve(path))) : name;
}

function readStack(path: string): JsonObject {
  const stack = readObject(path);
  if ("format_version" in stack)
    throw new Error(
      `${path}: is not a synthesized stack, got what 'terraform show -json' prints; 'npm run plan:review' takes it alone`,
    );
  return stack;
}

function readObject(path: string): JsonObject {
  const text = requireFile(path, WHAT);
  const json = findJson(text);
  if (isJsonObject(json)) return json;
  throw new Error(`${path}: is not a JSON object, got ${Buffer.byteLength(text)} bytes of other text; name ${WHAT}`);
}
