import { lstatSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles, refuseChanged } from "./git-files";
import { listOtherProviders, rewriteText } from "./rewrite-text";

/** A file that the migration changes. */
export interface Migrated {
  readonly path: string;
  readonly lines: number;
}

export interface Migration {
  readonly changed: readonly Migrated[];
  /** Providers of CDKTF that are left, by their names. */
  readonly left: readonly string[];
}

/** Files that are text and may name a package or a command; `npm install` writes the lock file anew. */
const TEXT = /(\.([cm]?[jt]s|json|md|ya?ml|sh)|(^|\/)\.ci\/run)$/;
const LOCK = /(^|\/)package-lock\.json$/;
/** What speaks of both: the migration itself, and what holds the project against other packages. */
const BOTH = /(^|\/)(migrate-cdktn|upgrade(-differences)?|compare-synthesis)(\/|\.)/;

/**
 * Rewrites the files of a checkout from CDKTF to CDK Terrain; a dry run changes nothing.
 *
 * @throws Error where the folder is no checkout, or has changes that are not committed
 */
export function migrate(folder: string, isDry: boolean): Migration {
  const reason = isDry ? undefined : refuseChanged(folder);
  if (reason !== undefined) throw new Error(reason);
  const texts = listFiles(folder)
    .filter((path) => isRewritten(folder, path))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  const rewritten = texts
    .map(({ path, text }) => ({ path, text, young: rewriteText(path, text) }))
    .filter(({ text, young }) => young !== text);
  if (!isDry) for (const { path, young } of rewritten) writeFileSync(join(folder, path), young);
  return {
    changed: rewritten.map(({ path, text, young }) => ({ path, lines: countChanged(text, young) })),
    left: [...new Set(texts.flatMap(({ path, text }) => listOtherProviders(path, text)))],
  };
}

function isRewritten(folder: string, path: string): boolean {
  if (!TEXT.test(path) || LOCK.test(path) || BOTH.test(path)) return false;
  return lstatSync(join(folder, path), { throwIfNoEntry: false })?.isFile() ?? false;
}

/** No rule adds or drops a line. */
function countChanged(text: string, young: string): number {
  const lines = young.split("\n");
  return text.split("\n").filter((line, index) => line !== lines[index]).length;
}
