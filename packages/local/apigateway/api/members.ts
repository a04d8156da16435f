import type { JsonObject } from "@sfn-websocket/languages/json";
import {
  type Constraint,
  type Constraints,
  pickMembers,
  refuseMembers,
  type Refusal,
} from "../../protocols/constraints";
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
export function readMembers(body: JsonObject, constraints: Constraints): JsonObject {
  const members = pickMembers(body, constraints);
  const refusal = refuseMembers(members, constraints);
  if (refusal !== undefined) throw describeRefusal(refusal);
  return members;
}

function describeRefusal(refusal: Refusal): ApiGatewayError {
  if ("invalid" in refusal) return badRequest(refusal.invalid);
  const text = refusal.unreadable.replace(/ a (\w)/, (_, letter: string) => ` a ${letter.toUpperCase()}`);
  return new ApiGatewayError("SerializationException", text);
}

/** Throws BadRequestException where a member is missing or empty; the text is *recorded* for a route key. */
export function requireMembers(members: JsonObject, names: readonly string[]): void {
  const missing = names.find((name) => members[name] === undefined || members[name] === "");
  if (missing !== undefined) throw badRequest(`${spellOut(missing)} is required`);
}

/** `routeKey` as "Route key". */
function spellOut(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Throws BadRequestException where a member is there with another value; *assumed* text. */
export function requireOneOf(members: JsonObject, name: string, values: readonly string[]): void {
  const value = members[name];
  if (typeof value === "string" && value !== "" && !values.includes(value))
    throw badRequest(`Invalid ${name} specified. Must be one of [${values.join(", ")}]`);
}
