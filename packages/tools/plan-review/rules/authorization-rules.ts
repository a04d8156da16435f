import type { ResourceChange } from "../plan";
import type { ReviewedPlan } from "../reviewed-plan";
import { isSame, readText, readValue } from "../values";
import { findLostStages } from "./partial-losses";
import {
  findGone,
  type FindInPlan,
  findSuccessor,
  type Found,
  isRemoved,
  keepsApi,
  listChanges,
  listKept,
  show,
} from "./rule";

const ROUTE = "aws_apigatewayv2_route";
const AUTHORIZER = "aws_apigatewayv2_authorizer";

/** Finds the routes that anybody may use from now on, and the authorizers that an API which stays loses. */
export const findRemovedAuthorization: FindInPlan = (plan) => [
  ...listChanges(plan, ROUTE).flatMap((change) => findOpenedRoute(plan, change)),
  ...listChanges(plan, AUTHORIZER)
    .filter((change) => change.action === "destroy" && keepsApi(plan, change) && !isTakenOver(plan, change))
    .map((change) => ({ change })),
];

/** Without `$connect` anybody may connect; what another route's key led to is not reached any more. */
function findOpenedRoute(plan: ReviewedPlan, change: ResourceChange): Found[] {
  const { before, after, action } = change;
  if (before === undefined) return [];
  if (action === "destroy" && (readText(before, "route_key") !== "$connect" || !keepsApi(plan, change))) return [];
  const successor = action === "destroy" ? findSuccessor(plan, change) : change;
  const compared = { ...change, after: successor?.after ?? {} };
  if (after === undefined && action !== "destroy") return [];
  return ["authorization_type", "api_key_required"]
    .filter((name) => isLifted(compared, name))
    .map((name) => ({ ...show(compared, [name]), change }));
}

function isLifted({ before, after }: ResourceChange, name: string): boolean {
  const [was, is] = [readValue(before, name), readValue(after, name)];
  return was !== "NONE" && isRemoved(was, is === "NONE" ? null : is);
}

/** Whether the routes that asked an authorizer ask something else from now on: a signature, another authorizer. */
function isTakenOver(plan: ReviewedPlan, authorizer: ResourceChange): boolean {
  const id = readText(authorizer.before, "id");
  const asked = plan.find.ofType(ROUTE).filter(({ before, action }) => {
    return action !== "destroy" && id !== undefined && readText(before, "authorizer_id") === id;
  });
  return asked.length > 0 && asked.every((route) => !isLifted(route, "authorization_type"));
}

/** What says whom an authorizer lets in. */
const DECIDING = ["authorizer_uri", "identity_sources"];

/** Finds the authorizers of which another function decides, or of something else. */
export const findOtherAuthorizers: FindInPlan = (plan) =>
  listKept(plan, AUTHORIZER).flatMap((change) =>
    DECIDING.filter((name) => !isSame(readValue(change.before, name), readValue(change.after, name))).map((name) =>
      show(change, [name]),
    ),
  );

const KEY = "aws_api_gateway_api_key";

/** Finds the API keys that are lost or switched off, and the usage plans that are, that they are taken from, or that leave a stage. */
export const findLostKeys: FindInPlan = (plan) => [
  ...findGone(KEY, "aws_api_gateway_usage_plan", "aws_api_gateway_usage_plan_key")(plan),
  ...listChanges(plan, KEY)
    .filter(
      ({ action, before, after }) =>
        action === "update" && isRemoved(readValue(before, "enabled"), readValue(after, "enabled")),
    )
    .map((change) => show(change, ["enabled"])),
  ...findLostStages(plan),
];
