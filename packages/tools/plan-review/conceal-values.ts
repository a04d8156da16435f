import { isJsonObject, type Json, readOwn } from "@sfn-websocket/languages/json";
import { SECRET_ATTRIBUTES, UNSHARED_ATTRIBUTES } from "./secret-attributes";
import { isNamedSecret, listSecretLooks } from "./secret-looks";
import { Sensitive, Unknown, type Value } from "./values";

/** What Terraform says of a value beside the value itself: trees of its form, `true` where they hold. */
export interface Marks {
  /** Those before and after: what was sensitive on either side is on both, or the other side would tell it. */
  readonly sensitive: readonly (Json | undefined)[];
  readonly unknown?: Json;
}

/** The texts that no output may hold: a text that holds one is sensitive itself. Shorter ones would hide everything. */
export type Secrets = readonly string[];
const SHORTEST_SECRET = 8;

/** A value of a resource, with what Terraform says of it. */
interface MarkedValue {
  /** The resource's. */
  readonly type: string;
  readonly value: Json | undefined;
  readonly marks: Marks;
}

/** Returns the value with what may not be read or is not known yet taken out. */
export function concealValue(marked: MarkedValue, secrets: Secrets): Value | undefined {
  return walk({ ...marked, path: "" }, secrets);
}

/** The secret texts in a value. */
export function listSecrets(marked: MarkedValue): Secrets {
  const texts: string[] = [];
  collect({ ...marked, path: "" }, texts);
  return [...new Set(texts.flatMap(listForms))].filter((text) => text.length >= SHORTEST_SECRET);
}

/** A text as it stands by itself, and within JSON as JavaScript and as Terraform's `jsonencode` write it. */
function listForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const encode = (character: string) => `\\u00${character.charCodeAt(0).toString(16)}`;
  return [text, json, json.replaceAll(/[<>&]/g, encode)];
}

/** `(sensitive)` instead of a text that holds a secret. */
export function concealText(text: string, secrets: Secrets): string {
  return secrets.some((secret) => text.includes(secret)) ? "(sensitive)" : text;
}

interface Place extends MarkedValue {
  /** Member names joined by dots, without the positions in lists. */
  readonly path: string;
}

function walk(place: Place, secrets: Secrets): Value | undefined {
  const { value, marks } = place;
  if (isSecret(place)) return new Sensitive(value);
  if (marks.unknown === true) return new Unknown();
  if (typeof value === "string") return secrets.some((secret) => value.includes(secret)) ? new Sensitive(value) : value;
  if (Array.isArray(value) || Array.isArray(marks.unknown))
    return listItems(place).map((item) => walk(item, secrets) ?? null);
  if (!isJsonObject(value) && !isJsonObject(marks.unknown)) return value;
  const members = listMembers(place).flatMap(([name, member]) => {
    const concealed = walk(member, secrets);
    return concealed === undefined ? [] : [[concealText(name, secrets), concealed] as const];
  });
  return isJsonObject(value) || members.length > 0 ? Object.fromEntries(members) : value;
}

function collect(place: Place, texts: string[]): void {
  if (typeof place.value === "string") texts.push(...listSecretLooks(place.value));
  if (isSecret(place)) return isShared(place) ? collectTexts(place.value, texts) : undefined;
  if (Array.isArray(place.value)) for (const item of listItems(place)) collect(item, texts);
  else if (isJsonObject(place.value)) for (const [, member] of listMembers(place)) collect(member, texts);
}

function collectTexts(value: Json | undefined, texts: string[]): void {
  if (typeof value === "string") texts.push(value);
  else if (Array.isArray(value)) for (const item of value) collectTexts(item, texts);
  else if (isJsonObject(value)) for (const item of Object.values(value)) collectTexts(item, texts);
}

function isSecret({ type, path, marks, value }: Place): boolean {
  const known = readOwn(SECRET_ATTRIBUTES, type);
  if (marks.sensitive.includes(true) || known?.includes(path) === true) return true;
  return typeof value === "string" && (isNamedSecret(path, value) || listSecretLooks(value).length > 0);
}

/** Whether other texts may hold the secret: what is often none is hidden where it stands, and only there. */
function isShared({ type, path, marks }: Place): boolean {
  if (marks.sensitive.includes(true)) return true;
  const [known, unshared] = [SECRET_ATTRIBUTES, UNSHARED_ATTRIBUTES].map((table) => readOwn(table, type));
  return known?.includes(path) === true && unshared?.includes(path) !== true;
}

/** What is sensitive of one item is of all: before and after need not hold the same item at the same position. */
function listItems({ type, value, marks, path }: Place): Place[] {
  const items = Array.isArray(value) ? value : [];
  const unknown = Array.isArray(marks.unknown) ? marks.unknown : [];
  const sensitive = marks.sensitive.flatMap((mark) => (Array.isArray(mark) ? mark : []));
  return Array.from({ length: Math.max(items.length, unknown.length) }, (_, index) => ({
    type,
    value: items[index],
    marks: { sensitive, unknown: unknown[index] },
    path,
  }));
}

function listMembers({ type, value, marks, path }: Place): [string, Place][] {
  const members = isJsonObject(value) ? value : {};
  const unknown = isJsonObject(marks.unknown) ? marks.unknown : {};
  return Object.keys({ ...members, ...unknown }).map((name) => {
    const sensitive = marks.sensitive.map((mark) => (isJsonObject(mark) ? readOwn(mark, name) : undefined));
    return [
      name,
      {
        type,
        value: readOwn(members, name),
        marks: { sensitive, unknown: readOwn(unknown, name) },
        path: path === "" ? name : `${path}.${name}`,
      },
    ];
  });
}
