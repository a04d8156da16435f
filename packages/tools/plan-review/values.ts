import { type Json, readOwn } from "@sfn-websocket/languages/json";

/** A value that nobody may read: it compares, and prints nothing but that it is sensitive. */
export class Sensitive {
  readonly #text: string;

  constructor(value: Json | undefined) {
    this.#text = JSON.stringify(value) ?? "";
  }

  isSame(other: Sensitive): boolean {
    return this.#text === other.#text;
  }

  toJSON(): string {
    return "(sensitive)";
  }
}

/** A value that only Terraform will know, and what it refers to where that is known. */
export class Unknown {
  constructor(readonly reference?: string) {}

  toJSON(): string {
    return this.reference === undefined ? "(known after apply)" : `(${this.reference})`;
  }
}

/** A value of a resource, as far as it may be read and is known. */
export type Value = null | boolean | number | string | Sensitive | Unknown | readonly Value[] | ValueObject;
export interface ValueObject {
  readonly [name: string]: Value;
}

/** True if and only if `value` has members: neither a list nor a value that is sensitive or unknown. */
export function isValueObject(value: Value | undefined): value is ValueObject {
  return typeof value === "object" && value !== null && !isOpaque(value) && !isList(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** True if and only if nothing is known of the value but that it is there. */
export function isOpaque(value: Value | undefined): value is Sensitive | Unknown {
  return value instanceof Sensitive || value instanceof Unknown;
}

/** True for what Terraform's providers write for "not set": null, no text, an empty list or object. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (isList(value)) return value.every(isEmpty);
  return isValueObject(value) && Object.keys(value).length === 0;
}

/** Whether two values are surely the same; what is unknown is the same as nothing else, unless both refer to one. */
export function isSame(one: Value | undefined, other: Value | undefined): boolean {
  if (isEmpty(one) && isEmpty(other)) return true;
  if (one instanceof Sensitive && other instanceof Sensitive) return one.isSame(other);
  if (one instanceof Unknown && other instanceof Unknown)
    return one.reference !== undefined && one.reference === other.reference;
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  if (!isValueObject(one) || !isValueObject(other)) return one === other;
  return Object.keys({ ...one, ...other }).every((name) => isSame(readOwn(one, name), readOwn(other, name)));
}

/**
 * The value at a path of member names; of a list the first item is taken, since Terraform writes a single block as a
 * list of one. What is opaque on the way is the answer.
 */
export function readValue(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  const [name, ...rest] = path;
  const inner = isList(value) ? value[0] : value;
  if (name === undefined) return value;
  if (isOpaque(inner)) return inner;
  return isValueObject(inner) ? readValue(readOwn(inner, name), ...rest) : undefined;
}

/** The text at a path, undefined where there is none or it may not be read. */
export function readText(value: Value | undefined, ...path: readonly string[]): string | undefined {
  const found = readValue(value, ...path);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** The number at a path, undefined where there is none or it may not be read. */
export function readNumber(value: Value | undefined, ...path: readonly string[]): number | undefined {
  const found = readValue(value, ...path);
  return typeof found === "number" ? found : undefined;
}

/** The blocks at a path: Terraform writes them as a list, a synthesized stack one alone as an object. */
export function readBlocks(value: Value | undefined, ...path: readonly string[]): readonly ValueObject[] {
  const found = readValue(value, ...path);
  if (isList(found)) return found.filter(isValueObject);
  return isValueObject(found) ? [found] : [];
}

/** The value on one line for people: texts as they are, everything else as JSON. */
export function printValue(value: Value | undefined): string {
  if (value === undefined || value === null) return "not set";
  if (typeof value === "string") return value === "" ? '""' : value;
  return isOpaque(value) ? value.toJSON() : JSON.stringify(value);
}
