import type { RequestOf } from "../../protocols/request";
import { requireExpression } from "./collection-members";
import { type Complete, FLAG, requireMembers, requireOneOf } from "./members";

export const API = {
  apiKeySelectionExpression: {},
  description: {},
  disableExecuteApiEndpoint: FLAG,
  disableSchemaValidation: FLAG,
  ipAddressType: {},
  name: {},
  routeSelectionExpression: {},
  version: {},
} as const;

export function requireValidApi<Members extends RequestOf<typeof API>>(
  members: Members,
): asserts members is Complete<Members, "name" | "routeSelectionExpression"> {
  requireMembers(members, ["name", "routeSelectionExpression"]);
  requireOneOf(members, "apiKeySelectionExpression", [
    "$request.header.x-api-key",
    "$context.authorizer.usageIdentifierKey",
  ]);
  requireOneOf(members, "ipAddressType", ["ipv4", "dualstack"]);
  requireExpression(members, "routeSelectionExpression");
}
