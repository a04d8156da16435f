import { compilePath, type JsonPath, JsonPathError } from "../../jsonpath/compile-path";
import type { Json } from "../../json";
import { stepFunctionsDialect } from "../../jsonpath/step-functions-dialect";
import { buildContext, type Frame } from "../world/frame";

/**
 * A path of the Amazon States Language: into the data at hand (`$`, `$.a`), the context object (`$$`, `$$.State.Name`) or
 * a variable (`$name`, `$name.a[0]`).
 */
export interface PathExpression {
  readonly text: string;
  readonly definite: boolean;
  /** the value, or undefined if there is none */
  find(root: Json, frame: Frame): Json | undefined;
  /** the value; throws PathNotFoundError with the reason if there is none */
  read(root: Json, frame: Frame): Json;
}

const VARIABLE = /^\$([\p{ID_Start}_][\p{ID_Continue}]*)(.*)$/su;

/** Prepares a path; throws for a text that is none. */
export function preparePath(text: string): PathExpression {
  if (text === "$") return { text, definite: true, find: (root) => root, read: (root) => root };
  if (text.startsWith("$$")) return prepareFrom(text, text.slice(1), buildContext);
  const [, name, rest] = VARIABLE.exec(text) ?? [];
  if (name !== undefined) return prepareVariable(text, name, `$${rest}`);
  const path = compilePath(text, stepFunctionsDialect);
  return { text, definite: path.definite, find: (root) => findIn(path, root), read: (root) => path.read(root) };
}

/** A filter or function that does not apply to the data finds nothing, as a path that leads nowhere. */
function findIn(path: JsonPath, root: Json): Json | undefined {
  try {
    return path.find(root);
  } catch (thrown) {
    if (thrown instanceof JsonPathError) return undefined;
    throw thrown;
  }
}

function prepareFrom(text: string, inner: string, rootOf: (frame: Frame) => Json): PathExpression {
  const path = compilePath(inner, stepFunctionsDialect);
  return {
    text,
    definite: path.definite,
    find: (_root, frame) => findIn(path, rootOf(frame)),
    read: (_root, frame) => path.read(rootOf(frame)),
  };
}

/** A variable that nobody assigned reads as a member that is missing. *Assumed*: AWS rejects such definitions. */
function prepareVariable(text: string, name: string, inner: string): PathExpression {
  const path = compilePath(inner, stepFunctionsDialect);
  return {
    text,
    definite: path.definite,
    find: (_root, frame) => {
      const value = frame.variables.read(name);
      return value === undefined ? undefined : findIn(path, value);
    },
    read: (_root, frame) => {
      const value = frame.variables.read(name);
      return value === undefined ? compilePath(`$.${name}`, stepFunctionsDialect).read({}) : path.read(value);
    },
  };
}
