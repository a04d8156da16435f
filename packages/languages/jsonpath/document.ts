/**
 * How a path looks at a document. A document is what `JSON.parse` returns, or the same with a `Map` for each object
 * (which keeps the order of keys such as "1") and with class instances as leaves (which keep a number's Java type).
 * Only own members are reached.
 */

/** True if and only if `value` has named members: a `Map` or a plain object, not an array, not another class. */
export function isMap(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (value instanceof Map) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The member, or undefined where there is none. */
export function getMember(map: object, name: string): unknown {
  if (map instanceof Map) return map.get(name);
  return Object.hasOwn(map, name) ? (map as Record<string, unknown>)[name] : undefined;
}

/** The names of the members, in the document's order. */
export function listNames(map: object): string[] {
  return map instanceof Map ? [...map.keys()] : Object.keys(map);
}

/** A map of these members, of the same kind as `like`. */
export function createMap(like: object, members: [string, unknown][]): object {
  return like instanceof Map ? new Map(members) : Object.fromEntries(members);
}

/** True for a number of any kind: JavaScript's two, or a leaf whose `valueOf` is a number. */
export function isNumber(value: unknown): boolean {
  if (typeof value === "number" || typeof value === "bigint") return true;
  const isLeaf = typeof value === "object" && value !== null && !Array.isArray(value) && !isMap(value);
  return isLeaf && typeof (value as { valueOf(): unknown }).valueOf() === "number";
}
