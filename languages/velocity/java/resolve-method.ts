import { EvaluationError } from "../errors";
import type { MethodTable, Value } from "../values";

interface Overload {
  readonly types: readonly string[];
  readonly apply: (...values: Value[]) => Value;
}

/** Methods by name, each with its overloads. */
export type Methods = ReadonlyMap<string, readonly Overload[]>;

/** Which values a Java type takes. A type whose name ends with `?` takes null as well. */
const types: Readonly<Record<string, (value: Value) => boolean>> = {
  Object: () => true,
  String: (value) => typeof value === "string",
  int: (value) => typeof value === "number" && value === (value | 0),
  boolean: (value) => typeof value === "boolean",
  Number: (value) => typeof value === "number",
  Collection: Array.isArray,
  Map: (value) => value instanceof Map,
};

/** Makes the methods of a table ready to be resolved: its keys are Java's signatures. */
export function prepareMethods(...tables: readonly MethodTable[]): Methods {
  const methods = new Map<string, Overload[]>();
  for (const [signature, apply] of tables.flatMap((table) => Object.entries(table))) {
    const [name = "", list = ""] = signature.slice(0, -1).split("(");
    const overload = { types: list === "" ? [] : list.split(","), apply: apply as Overload["apply"] };
    methods.set(name, [...(methods.get(name) ?? []), overload]);
  }
  return methods;
}

/**
 * The method of the name that takes these arguments, undefined if there is none.
 *
 * @throws EvaluationError for a null where the method needs an object, as Java does
 */
export function resolveMethod(methods: Methods, name: string, values: readonly Value[]): Overload["apply"] | undefined {
  for (const { types: parameters, apply } of methods.get(name) ?? []) {
    if (takes(parameters, values)) {
      const at = values.findIndex(
        (value, index) =>
          value === null && !isNullable(parameters[parameters.length === values.length ? index : 0] ?? ""),
      );
      if (at !== -1) throw new EvaluationError(`method '${name}': argument ${at + 1} is null; pass a value`);
      return apply;
    }
  }
  return undefined;
}

function isNullable(type: string): boolean {
  return type === "Object" || type.endsWith("?") || type.endsWith("...");
}

/** A last type with `...` takes any number of values. */
function takes(parameters: readonly string[], values: readonly Value[]): boolean {
  const variable = parameters.at(-1)?.endsWith("...") === true;
  if (variable ? values.length < parameters.length - 1 : values.length !== parameters.length) return false;
  return values.every((value, index) => {
    const type = (parameters[index] ?? "Object").replace(/\?|\.\.\./, "");
    return value === null ? type !== "int" && type !== "boolean" : types[type]?.(value) === true;
  });
}
