import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** What is no source of a project's stacks: tools' folders, tests, what is written about it, and what serves it. */
const OTHERS =
  /^(?:node_modules|cdktf\.out.*|coverage|dist|build|__tests__|docs|packages|\..*|.*\.(?:tfstate.*|log|md))$/;
/** What decides the stacks, by the ends of files' names. */
const SOURCE = /\.(?:m?[jt]s|json|vtl)$/;

/**
 * The source that was saved last, by its path in the project, if that was after cdktf synthesized into the output folder;
 * undefined where all are older, or where nothing was synthesized.
 */
export function findNewerSource(project: string, output: string): string | undefined {
  const written = statSync(join(output, "manifest.json"), { throwIfNoEntry: false })?.mtimeMs;
  if (written === undefined) return undefined;
  const newer = listSources(project, resolve(output))
    .map((file) => ({ file, saved: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .filter(({ saved }) => saved > written)
    .sort((a, b) => b.saved - a.saved);
  return newer[0] && relative(project, newer[0].file);
}

/** The line that tells it of the project that an output folder lies in, empty where there is nothing to tell. */
export function describeNewerSource(output: string): string {
  const project = dirname(resolve(output));
  const source = existsSync(join(project, "cdktf.json")) ? findNewerSource(project, output) : undefined;
  if (source === undefined) return "";
  return `warning: ${output}: is older than what it was made of, got ${source} saved after it; 'npm run synth' writes it anew\n`;
}

/** The output folder may have any name. */
function listSources(folder: string, output: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !OTHERS.test(name) && resolve(folder, name) !== output)
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return listSources(path, output);
      return SOURCE.test(entry.name) ? [path] : [];
    });
}
