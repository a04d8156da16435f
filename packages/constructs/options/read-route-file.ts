import { readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { findNearestName } from "@sfn-websocket/languages/nearest-name";

/** A file that a route names. */
export interface RouteFile {
  readonly routeKey: string;
  /** What the file holds; such files stand in a folder of that name and an `s`. */
  readonly kind: "workflow" | "model";
  /** Path relative to `root`. */
  readonly path: string;
  /** The project's directory. */
  readonly root: string;
}

/** The file's text, or what is wrong where there is none: the nearest name that there is, if any is near. */
export function readRouteFile(file: RouteFile): { readonly text: string } | { readonly problem: string } {
  const path = join(file.root, file.path);
  try {
    const text = readFileSync(path, "utf8");
    if (isNamedSo(path)) return { text };
  } catch {
    // There is none.
  }
  return { problem: reportMissing(file) };
}

/** Whether a file has its name with these capitals: macOS and Windows find it by others too, and a pipeline does not. */
function isNamedSo(path: string): boolean {
  const name = basename(path).normalize();
  return readdirSync(dirname(path)).some((each) => each.normalize() === name);
}

/** Names are compared without what all such files have in common, which would make any two look alike. */
function reportMissing({ routeKey, kind, path, root }: RouteFile): string {
  const folders = new Set([posix.dirname(path), `${kind}s`]);
  const existing = new Map(
    [...folders].flatMap((folder) => listFiles(root, folder)).map((file) => [nameFile(file), file]),
  );
  const nearest = findNearestName(nameFile(path), existing.keys()) ?? "";
  const advice = existing.has(nearest)
    ? `did you mean '${existing.get(nearest)}'`
    : `create it, or name a file of ${kind}s/`;
  return `route '${routeKey}': ${kind} file '${path}' does not exist; ${advice}`;
}

function nameFile(path: string): string {
  return posix.basename(path).replace(/(\.(asl|schema))?\.json$/, "");
}

function listFiles(root: string, folder: string): readonly string[] {
  try {
    const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".json"));
    return names.sort().map((name) => posix.join(folder, name));
  } catch {
    return [];
  }
}
