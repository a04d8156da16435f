/** A number that JavaScript prints in another way than it was written: one with more digits than it can hold, or `1.0`. */
export class Literal {
  constructor(readonly text: string) {}
}

/** A value of JSON, as it was written. */
export type Data = null | boolean | number | string | Literal | readonly Data[] | DataObject;

export type DataObject = { readonly [name: string]: Data };

export function isDataObject(value: Data): value is DataObject {
  return typeof value === "object" && value !== null && !isList(value) && !(value instanceof Literal);
}

export function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value);
}

/** Reads JSON, its numbers as they were written where the browser tells it; undefined for a text that is none. */
export function parseData(text: string): { readonly value: Data } | undefined {
  try {
    return { value: JSON.parse(text, keepDigits) };
  } catch {
    return undefined;
  }
}

/** @see https://tc39.es/proposal-json-parse-with-source/ its `context.source` */
function keepDigits(_name: string, value: Data, context?: { readonly source?: string }): Data {
  const source = context?.source;
  return typeof value === "number" && source !== undefined && String(value) !== source ? new Literal(source) : value;
}

/** A value as JSON, on one line, cut where it is longer than `most` characters. */
export function printData(value: Data, most = 200): string {
  const text = print(value, most);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** No more than what will be shown is printed of a long value. */
function print(value: Data, most: number): string {
  if (value instanceof Literal) return value.text;
  if (isList(value)) return `[${printAll(value, most, (element, rest) => print(element, rest))}]`;
  if (!isDataObject(value)) return JSON.stringify(value);
  return `{${printAll(Object.entries(value), most, ([name, member], rest) => `${JSON.stringify(name)}: ${print(member, rest)}`)}}`;
}

function printAll<T>(values: readonly T[], most: number, write: (value: T, most: number) => string): string {
  const texts: string[] = [];
  let rest = most;
  for (const value of values) {
    if (rest <= 0) break;
    const text = write(value, rest);
    texts.push(text);
    rest -= text.length + 2;
  }
  return texts.join(", ");
}
