import { isJsonObject, type Json } from "@sfn-websocket/languages/json";

/** Reads a value of a state that was kept on the disk; throws an Error that names the place where it has another shape. */
export type Read<T> = (value: unknown, place: string) => T;

/** How the members of a structure are read, of which none that is always there may be left out. */
export type Members<T> = { readonly [Name in RequiredNames<T>]: Read<T[Name]> } & {
  readonly [Name in Exclude<keyof T, RequiredNames<T>>]?: Read<T[Name]>;
};

type RequiredNames<T> = { [Name in keyof T]-?: undefined extends T[Name] ? never : Name }[keyof T];

export const text: Read<string> = (value, place) => (typeof value === "string" ? value : fail("a text", value, place));

export const number: Read<number> = (value, place) =>
  typeof value === "number" ? value : fail("a number", value, place);

export const flag: Read<boolean> = (value, place) =>
  typeof value === "boolean" ? value : fail("a flag", value, place);

export const oneOf =
  <const T extends string>(...values: readonly T[]): Read<T> =>
  (value, place) =>
    values.find((each) => each === value) ?? fail(`one of ${values.join(", ")}`, value, place);

/** What is absent is undefined. */
export const optional =
  <T>(read: Read<T>): Read<T | undefined> =>
  (value, place) =>
    value === undefined ? undefined : read(value, place);

/** What is absent is an empty list: it was kept before there were such things. */
export const list =
  <T>(item: Read<T>): Read<readonly T[]> =>
  (value, place) => {
    if (value === undefined) return [];
    if (!Array.isArray(value)) return fail("a list", value, place);
    return value.map((each: unknown, index) => item(each, `${place}[${index}]`));
  };

/** A list of names, each with what it names: the entries of a map. */
export const entries = <T>(named: Read<T>): Read<readonly (readonly [string, T])[]> =>
  list((value, place) => {
    if (!Array.isArray(value)) return fail("a pair", value, place);
    return [text(value[0], `${place}[0]`), named(value[1], `${place}[1]`)];
  });

/** What a list of names with what they name is the entries of. */
export const mapOf =
  <T>(named: Read<T>): Read<Map<string, T>> =>
  (value, place) =>
    new Map(entries(named)(value, place));

/** Any structure; what is in it is not looked at. */
export const structure =
  <T extends object>(): Read<T> =>
  (value, place) =>
    isStructure<T>(value) ? value : fail("a structure", value, place);

/** A structure with its members; members that are not named are kept as they are. */
export const structureOf =
  <T extends object>(members: Members<T>): Read<T> =>
  (value, place) => {
    const whole = structure<T>()(value, place);
    const held = new Map<string, unknown>(Object.entries(whole));
    const read = Object.entries<Read<unknown>>({ ...members })
      .map(([name, each]) => [name, each(held.get(name), `${place}.${name}`)] as const)
      .filter(([, each]) => each !== undefined);
    return { ...whole, ...Object.fromEntries(read) };
  };

/** The state of a service, for which an empty object stands where it keeps nothing. */
export function readKept<T>(read: Read<T>, state: Json, place: string): T {
  return read(isJsonObject(state) && Object.keys(state).length === 0 ? undefined : state, place);
}

/** Returns a state as plain JSON: the entries of a map are a list. */
export const printKept = (state: unknown): Json =>
  JSON.parse(JSON.stringify(state, (_, value: unknown) => (value instanceof Map ? [...value] : value))) as Json;

/** Replaces all that a map holds. */
export function refill<T>(held: Map<string, T>, values: readonly T[], keyOf: (value: T) => string): void {
  held.clear();
  for (const value of values) held.set(keyOf(value), value);
}

const isStructure = <T extends object>(value: unknown): value is T =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Characters. */
const LONGEST = 100;

function fail(wanted: string, value: unknown, place: string): never {
  throw new Error(`${place}: not ${wanted}, got ${describe(value)}`);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return isStructure(value) ? "a structure" : JSON.stringify(value ?? null).slice(0, LONGEST);
}
