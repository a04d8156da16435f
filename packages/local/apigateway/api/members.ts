import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Constraint, Constraints, Refusal } from "../../protocols/constraints";
import { readRequest, type RequestOf } from "../../protocols/request";
import { ApiGatewayError, badRequest } from "../api-gateway-error";

export const FLAG = { type: "boolean" } as const satisfies Constraint;
export const NUMBER = { type: "number" } as const satisfies Constraint;
export const TEXTS = { type: "list", item: {} } as const satisfies Constraint;
export const TEXT_MAP = { type: "map", item: {} } as const satisfies Constraint;

/**
 * Returns the members of `body` that the constraints name, without those that are null.
 *
 * @throws ApiGatewayError SerializationException where a member has another type. *Assumed*: the texts, of AWS's other
 * services in this protocol.
 */
export function readMembers<Members extends Constraints>(body: JsonObject, constraints: Members): RequestOf<Members> {
  return readRequest(body, constraints, describeRefusal);
}

function describeRefusal(refusal: Refusal): ApiGatewayError {
  if ("invalid" in refusal) return badRequest(refusal.invalid);
  const text = refusal.unreadable.replace(/ a (\w)/, (_, letter: string) => ` a ${letter.toUpperCase()}`);
  return new ApiGatewayError("SerializationException", text);
}

/** Members of which some are there, none of them empty. */
export type Complete<T, Name extends keyof T> = T & { readonly [Each in Name]-?: Exclude<T[Each], "" | undefined> };

/** Throws BadRequestException where a member is missing or empty; the text is *recorded* for a route key. */
export function requireMembers<T extends object, Name extends keyof T & string>(
  members: T,
  names: readonly Name[],
): asserts members is Complete<T, Name> {
  const missing = names.find((name) => members[name] === undefined || members[name] === "");
  if (missing !== undefined) throw badRequest(`${spellOut(missing)} is required`);
}

/** `routeKey` as "Route key". */
function spellOut(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Members of which one is empty or one of some values; one that is known to be there is not empty. */
type OneOf<T, Name extends keyof T, Value> = T & {
  readonly [Each in Name]: undefined extends T[Each] ? Value | "" | undefined : Value;
};

/** Throws BadRequestException where a member is there with another value; *assumed* text. */
export function requireOneOf<T extends object, Name extends keyof T & string, const Value extends string>(
  members: T,
  name: Name,
  values: readonly Value[],
): asserts members is OneOf<T, Name, Value> {
  const value: unknown = members[name];
  const isKnown = values.some((known) => known === value);
  if (typeof value === "string" && value !== "" && !isKnown)
    throw badRequest(`Invalid ${name} specified. Must be one of [${values.join(", ")}]`);
}
