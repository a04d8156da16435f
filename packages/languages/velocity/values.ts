import { spendWork } from "./work";

/**
 * The values of a template, each standing for one of Java's: a number is an Integer or Long, a bigint is one that is
 * beyond 2^53, a plain array is json-smart's JSONArray, a Map is a LinkedHashMap.
 */
export type Value = null | boolean | number | bigint | string | JavaDouble | JavaChar | Value[] | JavaMap | JavaObject;

/** A LinkedHashMap whose keys are strings: all keys that JSON has. */
export type JavaMap = Map<string, Value>;

/** java.lang.Double, which prints and divides otherwise than an Integer of the same size. */
export class JavaDouble {
  constructor(readonly value: number) {}

  valueOf(): number {
    return this.value;
  }

  toString(): string {
    return formatDouble(this.value);
  }
}

/** java.lang.Character, which prints as a text of one UTF-16 unit, but is none. */
export class JavaChar {
  constructor(readonly char: string) {}

  toString(): string {
    return this.char;
  }
}

/** java.util.ArrayList: what a list written in the template is; it prints otherwise than a JSONArray. */
export class ArrayList extends Array<Value> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** An object with methods of its own, such as `$input`; `text` is what it prints, null prints nothing. */
export interface JavaObject {
  /** Shared by all objects of a kind, as a class is. */
  readonly methods: MethodTable;
  /** What `#foreach` walks over. */
  readonly items?: () => Iterable<Value>;
  readonly text?: () => string | null;
}

/** Methods by Java signature, `substring(int,int)`: each receives the object before the arguments. */
export type MethodTable = Readonly<Record<string, (...values: never[]) => Value>>;

/** No methods. */
export const noMethods: MethodTable = {};

/** Makes an ArrayList of these items. */
export function createArrayList(items: Iterable<Value>): ArrayList {
  const list = new ArrayList();
  for (const item of items) list.push(item);
  spendWork(3 * list.length);
  return list;
}

export function isJavaObject(value: Value): value is JavaObject {
  return typeof value === "object" && value !== null && "methods" in value;
}

/** An Integer, Long or BigInteger of this size. */
export function createInteger(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** The text of Double.toString: `1.0`, `1.0E10`. */
function formatDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const size = Math.abs(value);
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  if (size < 1e-3 || size >= 1e7) return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
  const text = String(value);
  return text.includes(".") ? text : `${text}.0`;
}
