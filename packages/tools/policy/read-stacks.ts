import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isJsonObject, type JsonObject, requireJson } from "@sfn-websocket/languages/json";

/** The Terraform JSON of one stack. */
export interface StackJson {
  /** The stack's id; of a file that cdktf did not write, its name. */
  readonly stack: string;
  readonly terraform: JsonObject;
}

/**
 * The stacks of a directory that cdktf wrote, in its manifest's order, or the one of a file.
 *
 * @throws Error when there is nothing to read, which says what to do.
 */
export function readStacks(path: string): readonly StackJson[] {
  if (path.endsWith(".json") && basename(path) !== "manifest.json") return [readStack(nameStack(path), path)];
  const directory = basename(path) === "manifest.json" ? dirname(path) : path;
  if (statSync(directory, { throwIfNoEntry: false })?.isFile())
    throw new Error(
      `${path}: is no JSON by its name, got a file; name a directory that cdktf wrote, or a file *.tf.json`,
    );
  const { stacks } = readObject(join(directory, "manifest.json"));
  const listed = isJsonObject(stacks) ? Object.entries(stacks) : [];
  if (listed.length === 0) throw new Error(`${directory}: holds no stack, got an empty manifest; add one to main.ts`);
  return listed.map(([id, stack]) => {
    const written = isJsonObject(stack) ? stack["synthesizedStackPath"] : undefined;
    return readStack(id, join(directory, typeof written === "string" ? written : join("stacks", id, "cdk.tf.json")));
  });
}

function readStack(stack: string, file: string): StackJson {
  return { stack, terraform: readObject(file) };
}

/** `stacks/api/cdk.tf.json` is the stack `api`, `main.tf.json` is `main`. */
function nameStack(file: string): string {
  const name = basename(file).replace(/\.tf\.json$|\.json$/, "");
  return name === "cdk" ? basename(dirname(file)) : name;
}

function readObject(file: string): JsonObject {
  const text = read(file);
  const unreadable = () => new Error(`${file}: not JSON, got ${text.length} characters; run 'npm run synth'`);
  const value = requireJson(text, unreadable);
  if (!isJsonObject(value)) throw new Error(`${file}: not Terraform's JSON, got no object; run 'npm run synth'`);
  return value;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${file}: cannot be read, got ${code}; run 'npm run synth', which writes cdktf.out`);
  }
}
