import { listMarks, MARKS, type VariableName } from "./marks";
import { type ModuleIds, snakeCase } from "./module-ids";
import { listLimits, namePattern, PATH, readNameParts } from "./physical-names";
import type { Blocks } from "./read-stack";
import { type Part, printTemplate, splitTemplate } from "./template";

/** A name of a resource before it is cut. */
export interface FullName {
  readonly name: string;
  readonly longest: number;
}

/** Says a stack's texts in the module's words. */
export interface Rewriter {
  /** The pieces of a template: marks are expressions, references name the module's blocks. */
  readonly rewrite: (template: string) => readonly Part[];
  /** An address, as `depends_on` takes it. */
  readonly rewriteAddress: (address: string) => string;
  /** The variables that were written so far. */
  readonly used: Set<VariableName>;
  /** The names of resources that were written so far, by their keys in `local.names`. */
  readonly names: Map<string, FullName>;
  /** Whether names hold a stage's. */
  readonly hasStage: boolean;
}

interface Context {
  readonly region: string;
  readonly ids: ModuleIds;
  readonly resources: Blocks;
}

export function createRewriter({ region, ids, resources }: Context): Rewriter {
  const used = new Set<VariableName>();
  const names = new Map<string, FullName>();
  const writeText = createWriteText(region, listLimits(resources), { used, names });
  const rewriteAddress = (address: string) =>
    address.replaceAll(/\b(?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*/g, (found) => {
      const id = ids.get(found);
      return id === undefined ? found : found.replace(/[^.]*$/, id);
    });
  const writeExpression = (expression: string): Part => ({
    expression: printTemplate(writeText(rewriteAddress(expression))),
  });
  return {
    rewrite: (template) =>
      splitTemplate(template).flatMap((part) =>
        "text" in part ? writeText(part.text) : [writeExpression(part.expression)],
      ),
    rewriteAddress,
    used,
    names,
    hasStage: JSON.stringify(resources).includes(`${MARKS.name}-${MARKS.stageName}-`),
  };
}

/** Returns what writes a text's marks and names as expressions, and notes the variables and names that it wrote. */
function createWriteText(
  region: string,
  limits: ReturnType<typeof listLimits>,
  { used, names }: Pick<Rewriter, "used" | "names">,
): (text: string) => readonly Part[] {
  const marks = listMarks(region);
  const writeName = (match: RegExpMatchArray): Part => {
    const { whole, before, after, hasPath } = readNameParts(match);
    used.add("name");
    if (hasPath) used.add("role_path");
    const name = `${before}\${local.base_name}${after}${hasPath ? PATH : ""}`;
    const limit = limits.get(whole);
    if (limit === undefined) return { expression: name === "${local.base_name}" ? "local.base_name" : `"${name}"` };
    const key = chooseKey(snakeCase(`${limit.kind}${after}`), { name, longest: limit.longest }, names);
    return { expression: `local.names.${key}` };
  };
  const writeMarks = (text: string): readonly Part[] => {
    const [mark] = marks.filter((each) => text.includes(each.text));
    if (mark === undefined) return text === "" ? [] : [{ text }];
    used.add(mark.variable);
    const at = text.indexOf(mark.text);
    const rest = writeMarks(text.slice(at + mark.text.length));
    return [...writeMarks(text.slice(0, at)), { expression: mark.expression }, ...rest];
  };
  const writeText = (text: string): readonly Part[] => {
    const [match] = text.matchAll(namePattern(region));
    if (match === undefined) return writeMarks(text);
    const rest = text.slice(match.index + match[0].length);
    return [...writeMarks(text.slice(0, match.index)), writeName(match), ...writeText(rest)];
  };
  return writeText;
}

/** The key of a name in `local.names`: another name of the same key gets a number. */
function chooseKey(key: string, { name, longest }: FullName, names: Map<string, FullName>): string {
  const taken = names.get(key);
  if (taken === undefined) names.set(key, { name, longest });
  else if (taken.name !== name || taken.longest !== longest) return chooseKey(`${key}_2`, { name, longest }, names);
  return key;
}
