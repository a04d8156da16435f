import { createHash } from "node:crypto";
import { EvaluationLimit, MAXIMUM_DEPTH, MAXIMUM_RANGE } from "../values/evaluation-limits";
import type { Chance } from "../fields/intrinsic-functions";
import { nestsDeeperThan } from "../values/json-nesting";
import { drawAsJava } from "../fields/java-random";
import type { LibraryFunction } from "./jsonata-library";
import { requireFillable } from "./jsonata-messages";
import { isBeyondStrictJson } from "../values/strict-json";

type Values = readonly unknown[];

/** A function that Step Functions adds: how many values it takes at most, and its result. */
interface AddedFunction {
  readonly maximum: number;
  apply(values: Values, chance: Chance): unknown;
}

/**
 * The functions that Step Functions adds to JSONata, by name without `$`. *Measured* on AWS by others, texts included:
 * floci-io/floci issues 2662 and 2737, and what its code and documentation say of AWS.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn
 */
const added: Readonly<Record<string, AddedFunction>> = {
  partition: { maximum: 2, apply: ([array, size]) => partition(array, size) },
  range: { maximum: 3, apply: (values) => range(values) },
  hash: { maximum: 2, apply: ([data, algorithm]) => hash(data, algorithm) },
  random: {
    maximum: 1,
    apply: ([seed], chance) => (seed === undefined ? chance.random() : drawAsJava(requireNumber(seed, 1))),
  },
  uuid: { maximum: 0, apply: (_values, chance) => chance.uuid() },
  parse: { maximum: 1, apply: ([text]) => parse(text) },
};

/** True for the name of a function that Step Functions adds. */
export function addsFunction(name: string): boolean {
  return Object.hasOwn(added, name);
}

/** The functions that Step Functions adds, as values of JSONata. */
export function makeJsonataFunctions(chance: Chance): Record<string, LibraryFunction> {
  return Object.fromEntries(
    Object.entries(added).map(([name, { maximum, apply }]): [string, LibraryFunction] => {
      const implementation = (...values: unknown[]): unknown => {
        if (values.length > maximum) throw wrongArgument(maximum + 1);
        return apply(values, chance);
      };
      implementation.toString = () => `(${"abc".slice(0, maximum).split("").join(", ")})`;
      return [name, { _jsonata_function: true, implementation, arity: maximum }];
    }),
  );
}

/** An error as JSONata raises them: it adds the name of the function and the message for the code. */
const wrongArgument = (index: number): object => ({ code: "T0410", index });
function refuse(message: string): object {
  requireFillable(message);
  return { code: "D3137", message };
}

function requireNumber(value: unknown, index: number): number {
  if (typeof value !== "number") throw wrongArgument(index);
  return Math.trunc(value) + 0;
}

function partition(array: unknown, size: unknown): unknown {
  if (array === undefined) return undefined;
  if (!Array.isArray(array)) throw { code: "T0412", index: 1 };
  if (array.length === 0) return undefined;
  if (size === undefined) return [array];
  const length = requireNumber(size, 2);
  if (length < 0) throw refuse("Second argument must be zero or greater");
  if (length === 0) return undefined;
  const chunks: unknown[] = [];
  for (let start = 0; start < array.length; start += length) chunks.push(array.slice(start, start + length));
  return chunks;
}

function range([first, last, by]: Values): unknown {
  const [start, end] = [requireNumber(first, 1), requireNumber(last, 2)];
  if (by === undefined) return undefined;
  const step = requireNumber(by, 3);
  if (step === 0 || (step > 0 && start > end) || (step < 0 && start < end)) return undefined;
  const length = Math.floor((end - start) / step) + 1;
  if (!(length <= MAXIMUM_RANGE)) throw new EvaluationLimit("memory");
  return length === 1 ? start : Array.from({ length }, (_, index) => start + index * step);
}

const ALGORITHMS = ["SHA-1", "SHA-384", "SHA-256", "SHA-512", "MD5"];

function hash(data: unknown, algorithm: unknown): unknown {
  if (typeof data !== "string") throw wrongArgument(1);
  if (algorithm === undefined) return undefined;
  if (typeof algorithm !== "string") throw wrongArgument(2);
  if (!ALGORITHMS.includes(algorithm)) {
    throw refuse(`Hash algorithm '${algorithm}' must be one of ${ALGORITHMS.join(", ")}`);
  }
  return createHash(algorithm.replace("-", "").toLowerCase()).update(data, "utf8").digest("hex");
}

/** *Recorded*: -0 is 0; *measured*: a name that stands twice and a number beyond a double are no JSON. */
function parse(text: unknown): unknown {
  if (text === undefined) return undefined;
  if (typeof text !== "string") throw wrongArgument(1);
  if (nestsDeeperThan(MAXIMUM_DEPTH, text)) throw refuse("Invalid JSON");
  const value = parseJson(text);
  if (isBeyondStrictJson(text)) throw refuse("Invalid JSON");
  return value === 0 ? 0 : value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse("Invalid JSON");
  }
}
