import { EvaluationError } from "../errors";
import { JavaChar } from "../values";
import type { MethodTable, Value } from "../values";

type Method = (...values: Value[]) => Value;

interface Parameter {
  readonly takes: (value: Value) => boolean;
  readonly nullable: boolean;
}

interface Overload {
  readonly parameters: readonly Parameter[];
  /** What the values beyond the parameters are taken as: those of Java's `Object...`. */
  readonly rest: boolean;
  readonly apply: Method;
}

/** Methods by name, each with its overloads. */
export type Methods = ReadonlyMap<string, readonly Overload[]>;

/** Which values a Java type takes, null apart. */
const types: Readonly<Record<string, (value: Value) => boolean>> = {
  Object: () => true,
  String: (value) => typeof value === "string",
  int: (value) => typeof value === "number" && value === (value | 0),
  char: (value) => value instanceof JavaChar,
  boolean: (value) => typeof value === "boolean",
  Number: (value) => typeof value === "number",
  Collection: Array.isArray,
  Map: (value) => value instanceof Map,
};

/**
 * Makes the methods of tables ready to be resolved: their keys are Java's signatures. A type whose name ends with `?` is
 * one whose method takes null; of `Object`, all do.
 */
export function prepareMethods(...tables: readonly MethodTable[]): Methods {
  const methods = new Map<string, Overload[]>();
  for (const [signature, apply] of tables.flatMap((table) => Object.entries(table))) {
    const [name = "", list = ""] = signature.slice(0, -1).split("(");
    const rest = list.endsWith("...");
    const names = list === "" ? [] : list.split(",").slice(0, rest ? -1 : undefined);
    const overload = { parameters: names.map(prepareParameter), rest, apply: apply as Method };
    methods.set(name, [...(methods.get(name) ?? []), overload]);
  }
  return methods;
}

function prepareParameter(type: string): Parameter {
  const takesType = types[type.replace("?", "")] ?? (() => false);
  const primitive = ["int", "char", "boolean"].includes(type);
  const takes = primitive ? takesType : (value: Value) => value === null || takesType(value);
  return { takes, nullable: primitive || type === "Object" || type.endsWith("?") };
}

/**
 * The method of the name that takes these arguments, undefined if there is none.
 *
 * @throws EvaluationError for a null where the method needs an object, as Java does
 */
export function resolveMethod(methods: Methods, name: string, values: readonly Value[]): Method | undefined {
  const overloads = methods.get(name);
  if (overloads === undefined) return undefined;
  for (const overload of overloads) {
    if (takesAll(overload, values)) return overload.apply;
  }
  return undefined;
}

function takesAll({ parameters, rest }: Overload, values: readonly Value[]): boolean {
  if (rest ? values.length < parameters.length : values.length !== parameters.length) return false;
  let missing = -1;
  for (let index = 0; index < parameters.length; index++) {
    const value = values[index] ?? null;
    const parameter = parameters[index];
    if (parameter?.takes(value) !== true) return false;
    if (value === null && !parameter.nullable && missing === -1) missing = index;
  }
  if (missing !== -1) throw new EvaluationError(`argument ${missing + 1} is null; pass a value`);
  return true;
}
