import { statSync } from "node:fs";
import { resolve } from "node:path";

/** A module of the user's project that runs as a Lambda function. */
export interface FunctionModule {
  /** absolute path */
  readonly module: string;
  /** the name of the export that handles events */
  readonly handler: string;
}

/** What a module's file may end with, in the order they are tried. */
const EXTENSIONS = ["", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];

interface OptionPlace {
  /** What says it, such as `--lambda`. */
  readonly where: string;
  /** The folder that paths start at. */
  readonly root: string;
}

/**
 * Reads `NAME=MODULE[.HANDLER]`: the name of a function, and the path of a module, its extension left out or not. The handler is `handler` where none is named.
 *
 * @throws Error when the text has another form, or no module is there.
 */
export function readFunctionOption(text: string, { where, root }: OptionPlace): readonly [string, FunctionModule] {
  const [, name, path] = /^([\w-]{1,64})=(.+)$/s.exec(text) ?? [];
  if (!name || !path)
    throw new Error(`${where}: not NAME=MODULE[.HANDLER], got '${text}'; write quote=src/quote.handler`);
  const place = `${where} ${name}`;
  const module = findModule(resolve(root, path));
  if (module) return [name, { module: requireReadable(place, module), handler: "handler" }];
  const dot = path.lastIndexOf(".");
  const shorter = dot > 0 ? findModule(resolve(root, path.slice(0, dot))) : undefined;
  if (shorter) return [name, { module: requireReadable(place, shorter), handler: path.slice(dot + 1) }];
  throw new Error(`${place}: there is no such module, got '${path}'; name a file such as src/${name}.ts`);
}

/** @throws Error for a module of TypeScript where nothing here reads it. */
function requireReadable(place: string, module: string): string {
  if (!/\.[cm]?ts$/.test(module) || readsTypeScript()) return module;
  throw new Error(
    `${place}: is TypeScript, and tsx is not installed, got '${module}'; install tsx beside this package, or name JavaScript`,
  );
}

function readsTypeScript(): boolean {
  try {
    require.resolve("tsx/cjs");
    return true;
  } catch {
    return false;
  }
}

function findModule(path: string): string | undefined {
  return EXTENSIONS.map((extension) => `${path}${extension}`).find((file) =>
    statSync(file, { throwIfNoEntry: false })?.isFile(),
  );
}
