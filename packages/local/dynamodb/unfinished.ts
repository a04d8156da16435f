import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { CallDatabase } from "./database";

/** A call of the database by which what takes several ends, be it done or undone. */
export type NotedCall =
  | { readonly action: "PutItem"; readonly request: { readonly TableName: string; readonly Item: Json } }
  | { readonly action: "DeleteItem"; readonly request: { readonly TableName: string; readonly Key: JsonObject } };

/**
 * What is still to be done of something that takes several calls of the database. It is kept in a file meanwhile: whatever
 * ends this process, the next one does it before all else, so that nothing is half there.
 */
export interface Unfinished {
  /** Notes calls that can be made twice. @throws Error where the file cannot be written: nothing has happened then. */
  note(calls: readonly NotedCall[]): void;
  /** Those of the noted calls are not to be made any more. @default none is */
  forget(calls?: readonly NotedCall[]): void;
  /** Makes the calls and forgets them; tells how many items the database does not take. */
  finish(call: CallDatabase, log: (line: string) => void): Promise<void>;
}

/** @param file where it is kept. @default it ends with the process */
export function openUnfinished(file?: string): Unfinished {
  let noted = file === undefined ? [] : read(file);
  const keep = (calls: readonly NotedCall[]) => {
    if (file !== undefined && calls.length > 0) write(file, JSON.stringify(calls));
    else if (file !== undefined && noted.length > 0) rmSync(file, { force: true });
    noted = calls;
  };
  return {
    note: (calls) => keep([...noted, ...calls]),
    forget: (calls = noted) => keep(noted.filter((each) => !calls.includes(each))),
    async finish(call, log) {
      const refused = new Map<string, number>();
      for (const { action, request } of noted) {
        const { TableName } = request;
        const { status } = await call(action, JSON.stringify(request));
        if (status !== 200 && action === "PutItem") refused.set(TableName, (refused.get(TableName) ?? 0) + 1);
      }
      keep([]);
      for (const [name, count] of refused) log(`table '${name}': ${count} items do not fit its new index and are gone`);
    },
  };
}

function read(file: string): readonly NotedCall[] {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as readonly NotedCall[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new Error(`--state: ${file} cannot be read; restore or remove it`);
  }
}

function write(file: string, text: string): void {
  const draft = `${file}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}
