import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { listNames, suggestName } from "@sfn-websocket/languages/nearest-name";
import { ConsoleProblem } from "./console-problem";

/** What a member of a request must be. */
export interface RequestMember {
  readonly kind: "text" | "number" | "object" | "list";
  /** @default it may be left out */
  readonly isRequired?: true;
  /** @default any */
  readonly values?: readonly string[];
  /** Of a number. @default any */
  readonly from?: number;
  readonly to?: number;
}

/** One row for each member of a request. */
export type RequestMembers<Request> = { readonly [Name in keyof Request & string]-?: RequestMember };

const KINDS: Readonly<Record<RequestMember["kind"], (value: Json) => boolean>> = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  object: isJsonObject,
  list: Array.isArray,
};

/**
 * The body of a call, whose members are what the rows say.
 *
 * @throws ConsoleProblem for the first that is not, and for one that no row knows.
 */
export function readRequest<Request>(call: string, body: string, members: RequestMembers<Request>): Request {
  const request = readObject(call, body);
  const rows = new Map(Object.entries<RequestMember>(members));
  for (const name of Object.keys(request))
    if (!rows.has(name))
      throw refuse(
        `${call}: has no such member, got '${name}'`,
        suggestName(name, rows.keys(), `use ${listNames(rows.keys())}`),
      );
  for (const [name, row] of rows) requireMember(`${call}.${name}`, request[name], row);
  return request as Request;
}

/** The body of a call, whatever its members are. @throws ConsoleProblem for a body that is no object */
export function readObject(call: string, body: string): JsonObject {
  try {
    const parsed = JSON.parse(body) as Json;
    if (isJsonObject(parsed)) return parsed;
  } catch {
    // Told below, as any other text that is no object.
  }
  throw refuse(`${call}: takes a JSON object, got '${body.slice(0, 40)}'`, "send one");
}

function requireMember(where: string, value: Json | undefined, row: RequestMember): void {
  const { kind, isRequired, values, from = -Infinity, to = Infinity } = row;
  if (value === undefined) {
    if (isRequired) throw refuse(`${where}: is required, got none`, `send the ${kind}`);
    return;
  }
  const got = () => JSON.stringify(value).slice(0, 80);
  if (!KINDS[kind](value)) throw refuse(`${where}: is no ${kind}, got ${got()}`, "correct it");
  if (values && !values.some((each) => each === value))
    throw refuse(`${where}: is none of the known values, got ${got()}`, `use ${listNames(values)}`);
  if (typeof value === "number" && !(value >= from && value <= to))
    throw refuse(`${where}: is out of range, got ${got()}`, `use ${from} to ${to}`);
}

const refuse = (what: string, advice: string): ConsoleProblem => new ConsoleProblem(400, `${what}; ${advice}`);
