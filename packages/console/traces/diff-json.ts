import { type Data, type DataObject, isDataObject, isList, Literal } from "./data";

/** A place in JSON at which two values differ; one that is there in one of them only has no other side. */
export interface Change {
  /** Such as `$.items[2].price`. */
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  readonly before?: Data;
  readonly after?: Data;
}

/** Changes that are worked out; data that differ in more are told as such by `isCut`. */
const MOST = 500;

/** Returns where two values differ, in the order of the later one. */
export function diffJson(before: Data, after: Data): { readonly changes: readonly Change[]; readonly isCut: boolean } {
  const changes: Change[] = [];
  for (const change of compare("$", before, after)) {
    if (changes.length === MOST) return { changes, isCut: true };
    changes.push(change);
  }
  return { changes, isCut: false };
}

function* compare(path: string, before: Data, after: Data): Generator<Change> {
  if (before === after) return;
  if (isSameLiteral(before, after)) return;
  if (isList(before) && isList(after)) yield* compareArrays(path, before, after);
  else if (isDataObject(before) && isDataObject(after)) yield* compareObjects(path, before, after);
  else yield { path, kind: "changed", before, after };
}

function* compareObjects(path: string, before: DataObject, after: DataObject): Generator<Change> {
  for (const [name, value] of Object.entries(after)) {
    const inner = path + writeMember(name);
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    if (old === undefined) yield { path: inner, kind: "added", after: value };
    else yield* compare(inner, old, value);
  }
  for (const [name, value] of Object.entries(before)) {
    if (!Object.hasOwn(after, name)) yield { path: path + writeMember(name), kind: "removed", before: value };
  }
}

/** What begins and what ends alike stays; what is between is compared element by element. */
function* compareArrays(path: string, before: readonly Data[], after: readonly Data[]): Generator<Change> {
  const shorter = Math.min(before.length, after.length);
  let [head, tail] = [0, 0];
  while (head < shorter && isEqual(before[head], after[head])) head++;
  while (tail < shorter - head && isEqual(before.at(-1 - tail), after.at(-1 - tail))) tail++;
  const [olds, news] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  for (let index = 0; index < Math.max(olds.length, news.length); index++) {
    const [inner, old, value] = [`${path}[${head + index}]`, olds[index], news[index]];
    if (old === undefined && value !== undefined) yield { path: inner, kind: "added", after: value };
    else if (value === undefined && old !== undefined) yield { path: inner, kind: "removed", before: old };
    else if (old !== undefined && value !== undefined) yield* compare(inner, old, value);
  }
}

function isEqual(one: Data | undefined, other: Data | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return compare("", one, other).next().done === true;
}

function isSameLiteral(one: Data, other: Data): boolean {
  return one instanceof Literal && other instanceof Literal && one.text === other.text;
}

function writeMember(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
