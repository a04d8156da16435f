import { readOwn } from "../json";
import { isMap, isNumber, listNames } from "./document";
import { InvalidPathError, JsonPathError } from "./errors";

/** What a function is called with: the value the path has come to, and the values of the arguments. */
interface Call {
  readonly model: unknown;
  readonly values: readonly unknown[];
}

/** The functions that may end a path. @see https://github.com/json-path/JsonPath#functions */
const functions: Readonly<Record<string, (call: Call) => unknown>> = {
  min: (call) => listNumbers(call).reduce((least, number) => Math.min(least, number)),
  max: (call) => listNumbers(call).reduce((most, number) => Math.max(most, number)),
  sum: (call) => add(listNumbers(call)),
  avg: (call) => mean(listNumbers(call)),
  stddev: (call) => deviate(listNumbers(call)),
  length: measureLength,
  size: measureLength,
  keys: ({ model }) => (isMap(model) ? listNames(model) : null),
  concat: ({ model, values }) =>
    [
      ...(Array.isArray(model) ? model.filter((item) => typeof item === "string") : []),
      ...values.flatMap(flattenText),
    ].join(""),
  append: ({ model, values }) => (Array.isArray(model) ? [...model, ...values] : model),
  first: (call) => selectItem(call, 0),
  last: (call) => selectItem(call, -1),
  index: (call) => selectItem(call, Number(listNumbers({ model: null, values: call.values })[0])),
};

/**
 * The result of the function on the value.
 *
 * @throws InvalidPathError if no function has this name
 * @throws JsonPathError if the function cannot be applied: `$.empty.sum()`
 */
export function callFunction(name: string, call: Call): unknown {
  const apply = readOwn(functions, name);
  if (apply === undefined) throw new InvalidPathError(`Function with name: ${name} does not exist.`);
  return apply(call);
}

function listNumbers({ model, values }: Call): number[] {
  const fromModel: unknown[] = Array.isArray(model) ? model : [];
  const numbers = [...fromModel, ...values.flat()].filter(isNumber).map(Number);
  if (numbers.length > 0) return numbers;
  throw new JsonPathError("Aggregation function attempted to calculate value using empty array");
}

function add(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function mean(numbers: readonly number[]): number {
  return add(numbers) / numbers.length;
}

function deviate(numbers: readonly number[]): number {
  const count = numbers.length;
  return Math.sqrt(add(numbers.map((number) => number * number)) / count - mean(numbers) ** 2);
}

function measureLength({ model, values }: Call): number | null {
  for (const value of [values[0], model]) {
    if (Array.isArray(value)) return value.length;
  }
  return isMap(model) ? listNames(model).length : null;
}

function flattenText(value: unknown): unknown[] {
  return Array.isArray(value) ? value.filter((item) => item !== null) : value === null ? [] : [value];
}

function selectItem({ model }: Call, index: number): unknown {
  if (!Array.isArray(model))
    throw new JsonPathError("Aggregation function attempted to calculate value using empty array");
  const at = index < 0 ? model.length + index : index;
  if (at >= 0 && at < model.length) return model[at] as unknown;
  throw new JsonPathError(`Target index:${index} larger than object count:${model.length}`);
}
