import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { SourceText } from "./module-files";
import { escapeTerraform, type Part } from "./template";

/** A definition of the project's, as it is written. */
export interface WorkflowSource {
  /** `place-order.asl.json` */
  readonly name: string;
  readonly text: string;
}

/** The project's workflows: its files `*.asl.json`, in the order of their paths. */
export function listSources(project: string): readonly WorkflowSource[] {
  return listFiles(project).map((file) => ({ name: basename(file), text: readFileSync(file, "utf8") }));
}

const OTHERS = /^(?:node_modules|cdktf\.out.*|__tests__|packages|docs|\..*)$/;

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      if (OTHERS.test(entry.name)) return [];
      if (entry.isDirectory()) return listFiles(join(folder, entry.name));
      return entry.name.endsWith(".asl.json") ? [join(folder, entry.name)] : [];
    });
}

/** A source, and what stands for its placeholders in a synthesized definition. */
export interface FoundSource extends SourceText {
  readonly name: string;
}

/** The source that a definition was made of, if it is one of these: word for word but for its placeholders. */
export function findSource(
  definition: string,
  sources: readonly WorkflowSource[],
  rewrite: (template: string) => readonly Part[],
): FoundSource | undefined {
  for (const { name, text } of sources) {
    const captured = matchSource(definition, text);
    if (captured === undefined) continue;
    const values = new Map([...captured].map(([placeholder, value]) => [placeholder, rewrite(value)] as const));
    return { name, text, values };
  }
  return undefined;
}

/** What stands for each placeholder; undefined where the texts differ otherwise. */
function matchSource(definition: string, source: string): ReadonlyMap<string, string> | undefined {
  const names: string[] = [];
  const pattern = source
    .split(/(\$?\$\{\w+\})/)
    .map((piece) => {
      const name = /^\$\{(\w+)\}$/.exec(piece)?.[1];
      if (name === undefined) return quote(/^\$\$\{\w+\}$/.test(piece) ? piece : escapeTerraform(piece));
      const group = names.indexOf(name);
      if (group >= 0) return `(?:\\${group + 1})`;
      names.push(name);
      return '([^"\\n]*?)';
    })
    .join("");
  const match = new RegExp(`^${pattern}$`).exec(definition);
  if (match === null) return undefined;
  return new Map(names.map((name, index) => [name, match[index + 1] ?? ""]));
}

const quote = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
