import type { ResourceChange } from "../plan";
import type { ReviewedPlan } from "../review";
import { readText, readValue } from "../values";
import { findReplaced, type FindInPlan, type Found, isGone, isRemoved, listChanges, show } from "./rule";

const API = "aws_apigatewayv2_api";
const ROUTE = "aws_apigatewayv2_route";
const INTEGRATION = "aws_apigatewayv2_integration";

/** What a deployment freezes. */
const FROZEN = [
  ROUTE,
  INTEGRATION,
  "aws_apigatewayv2_integration_response",
  "aws_apigatewayv2_route_response",
  "aws_apigatewayv2_model",
  "aws_apigatewayv2_authorizer",
];

/** Finds the APIs and stages that are replaced: the ids and names of both stand in the URL. */
export const findNewUrls: FindInPlan = findReplaced(API, "aws_apigatewayv2_stage");

/** Finds the routes that an API which stays does not have any more, under their key. */
export const findRemovedRoutes: FindInPlan = (plan) =>
  listChanges(plan, ROUTE).flatMap((change) => {
    if (change.action === "destroy") return keepsApi(plan, change) ? [{ change }] : [];
    const [before, after] = [readText(change.before, "route_key"), readText(change.after, "route_key")];
    return before !== undefined && after !== undefined && before !== after ? [show(change, ["route_key"])] : [];
  });

/** Finds the route responses, and the integration responses for `$default`, that are lost while what they answer stays. */
export const findLostAnswers: FindInPlan = (plan) => [
  ...findLost(plan, {
    type: "aws_apigatewayv2_route_response",
    key: "route_response_key",
    of: "route_id",
    owner: ROUTE,
  }),
  ...findLost(plan, {
    type: "aws_apigatewayv2_integration_response",
    key: "integration_response_key",
    of: "integration_id",
    owner: INTEGRATION,
  }),
];

interface Answer {
  readonly type: string;
  readonly key: string;
  readonly of: string;
  readonly owner: string;
}

function findLost(plan: ReviewedPlan, { type, key, of, owner }: Answer): Found[] {
  const answers = (change: ResourceChange, side: "before" | "after") => readText(change[side], key) === "$default";
  return listChanges(plan, type)
    .filter((change) => answers(change, "before") && !answers(change, "after"))
    .filter((change) => {
      const owned = plan.find.referred({ change, attribute: of, types: [owner] });
      if (owned?.action === "destroy") return false;
      // The same answer may have moved to another resource of the configuration.
      const others = listChanges(plan, type).filter((other) => other !== change && answers(other, "after"));
      return !others.some(
        (other) => owned && plan.find.referred({ change: other, attribute: of, types: [owner] }) === owned,
      );
    })
    .map((change) => (change.action === "destroy" ? { change } : show(change, [key])));
}

/** Finds the routes that anybody may use from now on, and the authorizers that an API which stays loses. */
export const findRemovedAuthorization: FindInPlan = (plan) => [
  ...listChanges(plan, ROUTE)
    .filter(({ before, after }) => before !== undefined && after !== undefined)
    .flatMap((change) => {
      const [was, is] = [readText(change.before, "authorization_type"), readText(change.after, "authorization_type")];
      const unauthorized =
        was !== undefined && was !== "NONE" && (is === "NONE" || isUnset(change, "authorization_type"));
      const keyless = isUnset(change, "api_key_required");
      return [
        ...(unauthorized ? [show(change, ["authorization_type"])] : []),
        ...(keyless ? [show(change, ["api_key_required"])] : []),
      ];
    }),
  ...listChanges(plan, "aws_apigatewayv2_authorizer")
    .filter((change) => change.action === "destroy" && keepsApi(plan, change))
    .map((change) => ({ change })),
];

function isUnset({ before, after }: ResourceChange, name: string): boolean {
  return isRemoved(readValue(before, name), readValue(after, name));
}

/** Finds what changes of an API whose deployments all stay as they are: its clients go on with what they have. */
export const findUndeployed: FindInPlan = (plan) => {
  const deployments = plan.find.ofType("aws_apigatewayv2_deployment");
  const apiOf = (change: ResourceChange) => plan.find.referred({ change, attribute: "api_id", types: [API] });
  const deploysItself = plan.find
    .ofType("aws_apigatewayv2_stage")
    .filter(({ after }) => readValue(after, "auto_deploy") === true)
    .map(apiOf);
  return listChanges(plan, ...FROZEN).flatMap((change) => {
    const api = apiOf(change);
    if (!api || isGone(api) || api.action === "create" || deploysItself.includes(api)) return [];
    const own = deployments.filter((deployment) => apiOf(deployment) === api);
    return own.length > 0 && own.every(({ action }) => action === "no-op" || action === "update") ? [{ change }] : [];
  });
};

/** Whether the API of a resource stays, or is not in the plan. */
function keepsApi(plan: ReviewedPlan, change: ResourceChange): boolean {
  const api = plan.find.referred({ change, attribute: "api_id", types: [API] });
  return api === undefined || !isGone(api);
}
