/** A value that is left to JSONata's library. */
class NotDirect extends Error {}
/** Thrown again and again: making an Error takes longer than what is evaluated. */
const NOT_DIRECT = new NotDirect("left to JSONata's library");

/** More elements than these are left to the library, which gives the event loop its turns. */
const MAXIMUM_ELEMENTS = 1_000;

/**
 * Returns a value.
 *
 * @throws NotDirect for undefined.
 */
export function requireHere<T>(value: T | undefined): T {
  if (value === undefined) throw NOT_DIRECT;
  return value;
}

/**
 * Returns a value.
 *
 * @throws NotDirect for a long array.
 */
export function requireFew(value: unknown): unknown {
  if (Array.isArray(value) && value.length > MAXIMUM_ELEMENTS) throw NOT_DIRECT;
  return value;
}

/** Whether JSONata takes an object for a function, though it be data. */
export function isFunctionLike(value: object): boolean {
  return "_jsonata_function" in value || "_jsonata_lambda" in value;
}
