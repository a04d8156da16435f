import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { requireRead } from "@sfn-websocket/run/require-file";

/** Folders that hold nothing which somebody edits. */
const OTHERS = /^(?:node_modules|cdktf\.out.*|\..+)$/;

/** What a file holds, by its name's end, also below a name of Terraform's templates. */
const KINDS = [
  { kind: "definition", ending: /\.asl\.json(?:\.tftpl)?$/ },
  { kind: "template", ending: /\.vtl(?:\.tftpl)?$/ },
] as const;

export interface CheckedFile {
  readonly path: string;
  readonly kind: (typeof KINDS)[number]["kind"];
}

/**
 * The workflows and mapping templates that paths name: files, and all in folders.
 *
 * @throws Error for a path that is not there, or a file that is neither
 */
export function listFiles(paths: readonly string[]): readonly CheckedFile[] {
  return paths.flatMap((path) => {
    const found = requireRead(path, { what: "a file or a folder that exists", read: () => statSync(path) });
    if (found.isDirectory()) return listFolder(path);
    const kind = findKind(path);
    if (kind === undefined) {
      throw new Error(`${path}: is neither a workflow nor a mapping template; name a file *.asl.json or *.vtl`);
    }
    return [{ path, kind }];
  });
}

function listFolder(folder: string): readonly CheckedFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return OTHERS.test(entry.name) ? [] : listFolder(path);
      const kind = findKind(entry.name);
      return kind === undefined ? [] : [{ path, kind }];
    });
}

function findKind(name: string): CheckedFile["kind"] | undefined {
  return KINDS.find(({ ending }) => ending.test(name))?.kind;
}
