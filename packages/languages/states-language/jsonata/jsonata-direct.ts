import { type Json, readOwn } from "../../json";
import { toDoubles } from "../../jsonpath/read-json";
import { buildContext, type Frame } from "../world/frame";
import { directFunctions } from "./jsonata-direct-functions";
import { DIRECT_OPERATORS, isTrue, negate } from "./jsonata-direct-operators";
import { isFunctionLike, requireFew, requireHere } from "./jsonata-direct-values";
import type { StatesMembers } from "../fields/states-members";
import { isNode, nodesOf, type SyntaxNode, walk } from "./jsonata-tree";
import { toJson } from "../values/to-json";

/** Evaluates an expression at once; undefined where that cannot be, or where it has no value of JSON. */
export type DirectJsonata = (frame: Frame, members: StatesMembers) => Json | undefined;

/** What a part is evaluated with. */
interface Place {
  readonly frame: Frame;
  readonly members: StatesMembers;
}

/** A part of an expression; throws NotDirect for values that it leaves to JSONata's library. */
type Part = (place: Place) => unknown;

/** Larger expressions are left to the library, which counts how deep they nest. */
const MAXIMUM_NODES = 100;
/** An expression is left to the library for ever when that was necessary so many times more often than not. */
const MAXIMUM_MISSES = 20;

/**
 * Prepares an expression whose parts are among the plain ones below: what JSONata's library evaluates with promises for
 * each part is so evaluated with none, to the same value. The library has the last word: it evaluates whatever a part does
 * not know, such as a name looked up in an array, and whatever fails. Undefined for an expression with other parts.
 */
export function compileDirect(tree: SyntaxNode): DirectJsonata | undefined {
  let nodes = 0;
  walk(tree, () => nodes++);
  const part = nodes > MAXIMUM_NODES ? undefined : compile(tree);
  if (part === undefined) return undefined;
  let misses = 0;
  return (frame, members) => {
    if (misses > MAXIMUM_MISSES) return undefined;
    try {
      const json = toJson(part({ frame, members }));
      if (json !== undefined && misses > 0) misses--;
      return json;
    } catch {
      misses++;
      return undefined;
    }
  };
}

function compile(node: unknown): Part | undefined {
  if (!isNode(node)) return undefined;
  const form = forms[node.type];
  if (form === undefined || !hasOnly(node, form.members)) return undefined;
  return form.compile(node);
}

function hasOnly(node: SyntaxNode, members: readonly string[]): boolean {
  return Object.keys(node).every((name) => members.includes(name) || node[name] === undefined);
}

function compileAll(nodes: readonly unknown[]): readonly Part[] | undefined {
  const parts = nodes.map(compile);
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

/** A type of nodes: the members that it may have, and how it is compiled; undefined if it is not plain. */
interface Form {
  readonly members: readonly string[];
  readonly compile: (node: SyntaxNode) => Part | undefined;
}

const literal: Form = {
  members: ["type", "value", "position"],
  compile:
    ({ value }) =>
    () =>
      value,
};

const forms: Readonly<Record<string, Form>> = {
  string: literal,
  number: literal,
  value: literal,
  variable: { members: ["type", "value", "position"], compile: ({ value }) => compileVariable(String(value)) },
  path: { members: ["type", "steps"], compile: ({ steps }) => compilePath(nodesOf(steps)) },
  block: {
    members: ["type", "position", "expressions"],
    compile: ({ expressions }) => (nodesOf(expressions).length === 1 ? compile(nodesOf(expressions)[0]) : undefined),
  },
  condition: { members: ["type", "position", "condition", "then", "else"], compile: compileCondition },
  unary: { members: ["type", "value", "position", "expression", "expressions", "lhs"], compile: compileUnary },
  binary: { members: ["type", "value", "position", "lhs", "rhs"], compile: compileBinary },
  function: { members: ["type", "value", "position", "arguments", "procedure"], compile: compileCall },
};

/** A name that no variable has may be a function's. */
function compileVariable(name: string): Part | undefined {
  if (name === "states" || !/^\w+$/.test(name)) return undefined;
  return ({ frame }) => requireFew(toDoubles(requireHere(frame.variables.read(name))));
}

/** The members of `$states`. */
const roots: Readonly<Record<string, Part>> = {
  input: ({ frame }) => toDoubles(frame.data),
  context: ({ frame }) => toDoubles(buildContext(frame)),
  result: ({ members: { result } }) => (result === undefined ? undefined : toDoubles(result)),
  errorOutput: ({ members: { errorOutput } }) => (errorOutput === undefined ? undefined : toDoubles(errorOutput)),
};

function compilePath([first, ...others]: readonly SyntaxNode[]): Part | undefined {
  if (!isStep(first, "variable") || !others.every((step) => isStep(step, "name"))) return undefined;
  const names = others.map(({ value }) => String(value));
  const [member = "", ...rest] = names;
  if (first.value !== "states") return compileSteps(compile(first), names);
  return compileSteps(readOwn(roots, member), rest);
}

/** Whether a step is of a type, and has no predicate or the like. */
const isStep = (node: SyntaxNode | undefined, type: string): node is SyntaxNode =>
  node?.type === type && hasOnly(node, literal.members);

function compileSteps(root: Part | undefined, names: readonly string[]): Part | undefined {
  if (root === undefined) return undefined;
  return (place) => {
    let value = root(place);
    for (const name of names) value = readMember(value, name);
    return requireFew(value);
  };
}

/** A member of an object; undefined for what has none. The library looks into each element of an array. */
function readMember(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) || isFunctionLike(value)) return requireHere(undefined);
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

function compileCondition({ condition, then, else: otherwise }: SyntaxNode): Part | undefined {
  const parts = compileAll(otherwise === undefined ? [condition, then] : [condition, then, otherwise]);
  const [when, first, second = () => undefined] = parts ?? [];
  if (when === undefined || first === undefined) return undefined;
  return (place) => (isTrue(when(place)) ? first(place) : second(place));
}

function compileUnary({ value, expression, expressions, lhs }: SyntaxNode): Part | undefined {
  if (value === "[" && Array.isArray(expressions)) return compileArray(nodesOf(expressions));
  if (value === "{" && Array.isArray(lhs)) return compileObject(lhs);
  const operand = value === "-" ? compile(expression) : undefined;
  return operand && ((place) => negate(operand(place)));
}

/** Elements that are arrays are appended, but those written in brackets. */
function compileArray(nodes: readonly SyntaxNode[]): Part | undefined {
  const parts = compileAll(nodes);
  return (
    parts &&
    ((place) => {
      const array: unknown[] = [];
      for (const [index, part] of parts.entries()) {
        const value = part(place);
        if (Array.isArray(value) && nodes[index]?.value !== "[") array.push(...(value as unknown[]));
        else if (value !== undefined) array.push(value);
      }
      return requireFew(array);
    })
  );
}

/** Keys that are no strings, stand twice or are JSONata's own are errors, or left out: the library says which. */
function compileObject(pairs: readonly unknown[]): Part | undefined {
  const compiled = pairs.map((pair) => (Array.isArray(pair) ? compileAll(pair as unknown[]) : undefined));
  if (!compiled.every((parts) => parts?.length === 2)) return undefined;
  return (place) => {
    const object: Record<string, unknown> = Object.create(null);
    const keys = new Set<unknown>();
    for (const [key, member] of compiled as (readonly [Part, Part])[]) {
      const name = key(place);
      if (typeof name !== "string" || name.startsWith("_jsonata_") || keys.has(name)) return requireHere(undefined);
      keys.add(name);
      const value = member(place);
      if (value !== undefined) object[name] = value;
    }
    return object;
  };
}

function compileBinary({ value, lhs, rhs }: SyntaxNode): Part | undefined {
  const [left, right] = compileAll([lhs, rhs]) ?? [];
  if (left === undefined || right === undefined) return undefined;
  if (value === "and") return (place) => isTrue(left(place)) && isTrue(right(place));
  if (value === "or") return (place) => isTrue(left(place)) || isTrue(right(place));
  const operator = readOwn(DIRECT_OPERATORS, String(value));
  return operator && ((place) => operator(left(place), right(place)));
}

/** A variable of the workflow may hide a function. */
function compileCall({ procedure, arguments: given }: SyntaxNode): Part | undefined {
  const [parts, name] = [compileAll(nodesOf(given)), isNode(procedure) ? String(procedure.value) : ""];
  const call = isNode(procedure) && isStep(procedure, "variable") ? readOwn(directFunctions, name) : undefined;
  const [part, ...others] = parts ?? [];
  if (call === undefined || part === undefined || others.length > 0) return undefined;
  return (place) => {
    if (place.frame.variables.read(name) !== undefined) return requireHere(undefined);
    return call(part(place));
  };
}
