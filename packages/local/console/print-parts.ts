/** Elements of a list that are printed at once; what a shorter list holds is looked into. */
const SLICE = 200;
/** How deep a value is looked into for long lists: a trace's execution holds states, and these hold iterations. */
const DEEPEST = 6;
/** Characters that a part has at least, but the last. */
const SHORTEST = 64 * 1024;

/** A value as `JSON.stringify` prints it, in parts, so that others are served between two of them. */
export function* printParts(value: object): Generator<string> {
  let part = "";
  for (const text of print(value, 0)) {
    part += text;
    if (part.length < SHORTEST) continue;
    yield part;
    part = "";
  }
  yield part;
}

function print(value: unknown, depth: number): Iterable<string> {
  if (typeof value !== "object" || value === null || depth === DEEPEST) return [JSON.stringify(value)];
  if (!Array.isArray(value)) return printMembers(value, depth);
  return value.length > SLICE ? printSlices(value) : printElements(value, depth);
}

function* printSlices(values: readonly unknown[]): Generator<string> {
  for (let from = 0; from < values.length; from += SLICE)
    yield `${from === 0 ? "[" : ","}${JSON.stringify(values.slice(from, from + SLICE)).slice(1, -1)}`;
  yield "]";
}

function* printElements(values: readonly unknown[], depth: number): Generator<string> {
  yield "[";
  for (const [index, value] of values.entries()) {
    if (index > 0) yield ",";
    yield* print(value ?? null, depth + 1);
  }
  yield "]";
}

function* printMembers(object: object, depth: number): Generator<string> {
  let before = "{";
  for (const [name, member] of Object.entries(object) as [string, unknown][]) {
    if (member === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    yield* print(member, depth + 1);
    before = ",";
  }
  yield before === "{" ? "{}" : "}";
}
