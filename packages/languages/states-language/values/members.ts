import type { Json, JsonObject } from "../../json";

/** Sets an own member, also one that is named `__proto__`. */
export function setMember<T>(object: Record<string, T>, name: string, value: T): void {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

/** A copy of the object in which the member has the value. */
export function withMember(object: JsonObject, name: string, value: Json): JsonObject {
  const copy: JsonObject = {};
  for (const other of Object.keys(object)) setMember(copy, other, object[other] ?? null);
  setMember(copy, name, value);
  return copy;
}
