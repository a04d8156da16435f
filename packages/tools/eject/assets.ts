import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { listFolder } from "@sfn-websocket/run/require-file";
import { snakeCase } from "./module-ids";

/** The files that a stack brings along, such as a function's code. */
export interface AssetPaths {
  /** Their bytes, by path in the module. */
  readonly bytes: ReadonlyMap<string, Buffer>;
  /** What stands in the module for a text that names such a file, or holds its hash; undefined for any other. */
  readonly rewrite: (text: string, attribute: string) => string | undefined;
}

interface Asset {
  /** As the stack names its folder: `assets/Code/0A1B…`. */
  readonly folder: string;
  readonly hash: string;
  /** Its folder in the module: `assets/code`. */
  readonly place: string;
  readonly files: readonly string[];
}

/** The assets of a synthesized stack's folder. cdktf names each one's by its hash; in a module it keeps its place. */
export function readAssets(folder: string): AssetPaths {
  const assets = listFolder(join(folder, "assets")).flatMap((id) =>
    listFolder(join(folder, "assets", id)).map((hash): Asset => {
      const own = `assets/${id}/${hash}`;
      const files = readdirSync(join(folder, own), { recursive: true, encoding: "utf8" })
        .filter((file) => statSync(join(folder, own, file)).isFile())
        .map((file) => file.replaceAll(sep, "/"));
      return { folder: own, hash, place: `assets/${snakeCase(id)}`, files: files.sort() };
    }),
  );
  const bytes = assets.flatMap(({ folder: own, place, files }) =>
    files.map((file) => [`${place}/${file}`, readFileSync(join(folder, own, file))] as const),
  );
  return { bytes: new Map(bytes), rewrite: (text, attribute) => rewritePath(text, attribute, assets) };
}

function rewritePath(text: string, attribute: string, assets: readonly Asset[]): string | undefined {
  for (const { folder, hash, place, files } of assets) {
    if (text === folder || text.startsWith(`${folder}/`)) return `\${path.module}/${place}${text.slice(folder.length)}`;
    const [only, ...others] = files;
    if (text === hash && attribute === "source_code_hash" && only !== undefined && others.length === 0) {
      return `\${filebase64sha256("\${path.module}/${place}/${only}")}`;
    }
  }
  return undefined;
}
