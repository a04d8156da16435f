import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import type { Constraint, Constraints } from "./constraints";

/**
 * Returns the members of a request, at any depth, that its constraints do not name, so that they have no effect: each
 * once, by its path, such as `Tags.Key` of every item of `Tags`.
 */
export function findUnused(body: Json, constraints: Constraints): readonly string[] {
  const found: string[] = [];
  collectUnused({ value: body, path: "", found }, { members: constraints });
  return found.length === 0 ? found : [...new Set(found)];
}

/** Returns the parameters of a query string that are not known, each once; those of a signature in it have an effect. */
export const findUnusedParameters = (query: URLSearchParams, known: readonly string[]): readonly string[] =>
  [...new Set(query.keys())].filter((name) => !known.includes(name) && !name.startsWith("X-Amz-"));

interface Search {
  readonly value: Json;
  readonly path: string;
  readonly found: string[];
}

/** Every message of a client passes here: nothing is made for a request whose members are all used. */
function collectUnused({ value, path, found }: Search, { members, item }: Constraint): void {
  if (value === null || typeof value !== "object") return;
  if (item !== undefined) for (const each of Object.values(value)) collectUnused({ value: each, path, found }, item);
  // An element of XML that comes several times.
  if (members !== undefined && Array.isArray(value))
    for (const each of value) collectUnused({ value: each, path, found }, { members });
  if (members === undefined || !isJsonObject(value)) return;
  for (const name of Object.keys(value)) {
    const each = value[name] ?? null;
    const known = Object.hasOwn(members, name) ? members[name] : undefined;
    if (each === null || (known !== undefined && typeof each !== "object")) continue;
    const inner = path === "" ? name : `${path}.${name}`;
    if (known === undefined) found.push(inner);
    else collectUnused({ value: each, path: inner, found }, known);
  }
}

/** A name is the caller's, and anything: no more is printed or remembered. */
const MOST = { names: 50, characters: 200, remembered: 1_000 };

/** Tells the developer of members of an action's request that have no effect. */
export type LogUnused = (action: string, names: readonly string[]) => void;

/**
 * Returns what writes one line for the members of an action that have no effect, such as `IAM: CreateRole: the member
 * 'PermissionsBoundary' is not used here`. What was said once is not said again: a message of a client brings its
 * members each time.
 */
export function createUnusedLog(service: string, log: (line: string) => void): LogUnused {
  const told = new Set<string>();
  return (action, names) => {
    const keyOf = (name: string) => `${action} ${name.slice(0, MOST.characters)}`;
    const news = names.filter((name) => !told.has(keyOf(name)));
    if (news.length === 0) return;
    if (told.size > MOST.remembered) told.clear();
    for (const name of news.slice(0, MOST.names)) told.add(keyOf(name));
    log(`${service}: ${action}: ${describeUnused(news)} not used here`);
  };
}

function describeUnused(names: readonly string[]): string {
  const shown = names.slice(0, MOST.names).map(quote);
  if (names.length > MOST.names) shown.push(`and ${names.length - MOST.names} more`);
  return names.length === 1 ? `the member ${shown[0]} is` : `the members ${shown.join(", ")} are`;
}

const quote = (name: string): string => `'${JSON.stringify(name.slice(0, MOST.characters)).slice(1, -1)}'`;
