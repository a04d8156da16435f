import { readOwn } from "../json";
import { JsonPathError } from "../jsonpath/errors";
import { parsePath } from "../jsonpath/parse-path";
import { isFunctionPath, type Token } from "../jsonpath/tokens";
import { parseBlocks } from "./parse-template";
import { Scanner } from "./scanner";
import type { Expression, Reference, Step, Statement } from "./syntax";

/** Into any item of a list. */
export const ITEM = 0;
/** Into a member of any name. */
export const MEMBER = 1;
/** Into all items of a list, which are a list again. */
export const ITEMS = 2;

type PathStep = string | typeof ITEM | typeof MEMBER | typeof ITEMS;

/** The way to a value inside of a document. */
export type ReferredPath = readonly PathStep[];

/** More than any honest message has. Lists of samples have two items, so that their size doubles with each step. */
const DEEPEST_PATH = 10;

/** Objects whose members no message holds. */
const OTHERS = new Set(["context", "foreach", "stageVariables", "util"]);

/**
 * The ways to what a template looks up: the `a.b` of `$input.path('$.a.b')`, and the members of variables that stand for
 * what it found, by `#set` or `#foreach`. What another variable stands for is taken for the whole document.
 *
 * @throws TemplateSyntaxError for a text that cannot be parsed
 */
export function listReferredPaths(template: string): readonly ReferredPath[] {
  const scanner = new Scanner(template);
  const finder = new PathFinder();
  finder.visit(parseBlocks(scanner));
  finder.visit([...scanner.macros.values()]);
  return finder.found;
}

class PathFinder {
  readonly found: ReferredPath[] = [];
  readonly #variables = new Map<string, ReferredPath>();

  /** Looks through a part of a template, in the order of its text. */
  visit(part: unknown): void {
    if (typeof part !== "object" || part === null) return;
    const node = part as Statement | Expression;
    if (node.kind === "reference") this.#add(this.#follow(node));
    if (node.kind === "foreach") this.#enter(node.variable, this.#resolve(node.list));
    Object.values(part).forEach((inner) => this.visit(inner));
    if (node.kind === "set" && node.target.steps.length === 0) this.#set(node.target.name, this.#resolve(node.value));
  }

  #add(path: ReferredPath): void {
    // A document is an object: a message that is a list has no route.
    if (typeof path[0] === "string" || path[0] === MEMBER) this.found.push(path);
  }

  #enter(variable: string, list: ReferredPath): void {
    const last = list.at(-1);
    const item: ReferredPath = last === MEMBER || last === ITEMS ? list : [...list, ITEM];
    this.#add(item);
    this.#set(variable, item);
  }

  #set(name: string, path: ReferredPath): void {
    this.#variables.set(name, path.slice(0, DEEPEST_PATH));
  }

  #resolve(value: Expression): ReferredPath {
    return value.kind === "reference" ? this.#follow(value) : [];
  }

  #follow({ name, steps }: Reference): ReferredPath {
    if (OTHERS.has(name)) return [];
    const [first, ...rest] = steps;
    const [start, followed] = name === "input" ? [readLookup(first), rest] : [this.#variables.get(name) ?? [], steps];
    return [...start, ...takeKnown(followed.map(readStep))].slice(0, DEEPEST_PATH);
  }
}

/** Where `path('$.a')` or `json('$.a')` leads. */
function readLookup(step: Step | undefined): ReferredPath {
  if (step?.kind !== "method" || (step.name !== "path" && step.name !== "json")) return [];
  const text = readLiteral(step.arguments[0]);
  if (typeof text !== "string") return [];
  try {
    const path = parsePath(text);
    return isFunctionPath(path) ? [] : takeKnown(path.tokens.map(readToken));
  } catch (error) {
    if (error instanceof JsonPathError) return [];
    throw error;
  }
}

const TOKENS: Readonly<Record<string, PathStep>> = { index: ITEM, slice: ITEMS, wildcard: ITEMS, filter: ITEMS };

function readToken(token: Token): PathStep | undefined {
  return token.kind === "property" ? token.names[0] : TOKENS[token.kind];
}

/** What only lists and maps have leads into them. */
const METHODS: Readonly<Record<string, PathStep>> = { size: ITEM, keySet: MEMBER, values: MEMBER, entrySet: MEMBER };

function readStep(step: Step): PathStep | undefined {
  if (step.kind === "property") return step.name;
  if (step.kind === "method" && step.name !== "get") return readOwn(METHODS, step.name);
  const key = readLiteral(step.kind === "method" ? step.arguments[0] : step.index);
  if (typeof key === "string") return key;
  return step.kind === "index" || key !== undefined ? ITEM : undefined;
}

/** A text in double quotes is one too, where nothing in it is filled in. */
function readLiteral(value: Expression | undefined): unknown {
  if (value?.kind === "literal") return value.value;
  const [first, ...others] = value?.kind === "interpolation" ? value.block : [];
  return first?.kind === "text" && others.length === 0 ? first.text : undefined;
}

function takeKnown<Part>(parts: readonly (Part | undefined)[]): readonly Part[] {
  const known: Part[] = [];
  for (const part of parts) {
    if (part === undefined) break;
    known.push(part);
  }
  return known;
}
