import type { ResourceChange } from "../plan";
import type { ReviewedPlan } from "../reviewed-plan";
import { isSame, readText, readValue } from "../values";
import {
  findReplaced,
  type FindInPlan,
  findSuccessor,
  findUnset,
  type Found,
  isGone,
  keepsApi,
  listChanges,
  show,
} from "./rule";

const API = "aws_apigatewayv2_api";
const STAGE = "aws_apigatewayv2_stage";
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

/** Finds the APIs and stages that are replaced, and the addresses that lead there no more. */
export const findNewUrls: FindInPlan = (plan) => [
  ...findReplaced(API)(plan),
  ...findReplaced(STAGE)(plan).filter(({ change }) => change !== undefined && !keepsUrl(plan, change)),
  ...findClosedEndpoints(plan),
  ...findMovedMappings(plan),
];

/** Finds the stages that are deleted and made again under their name, as one is that loses its access log. */
export const findRemadeStages: FindInPlan = (plan) =>
  listChanges(plan, STAGE)
    .filter((change) => change.action === "replace" && keepsUrl(plan, change))
    .map((change) => ({ change }));

/** Whether a stage has the name and the API that it had. */
function keepsUrl(plan: ReviewedPlan, change: ResourceChange): boolean {
  return keepsApi(plan, change) && isSame(readValue(change.before, "name"), readValue(change.after, "name"));
}

/** The default endpoints that are closed, for a domain of one's own. */
const findClosedEndpoints: FindInPlan = (plan) => {
  const path = ["disable_execute_api_endpoint"];
  return listChanges(plan, API)
    .filter(({ action, before, after }) => {
      return action === "update" && readValue(before, ...path) !== true && readValue(after, ...path) === true;
    })
    .map((change) => show(change, path));
};

/** The mappings that stay, but below another path of the domain. */
const findMovedMappings: FindInPlan = (plan) => {
  const path = ["api_mapping_key"];
  return listChanges(plan, "aws_apigatewayv2_api_mapping")
    .filter(
      ({ action, before, after }) =>
        action === "update" && !isSame(readValue(before, ...path), readValue(after, ...path)),
    )
    .map((change) => show(change, path));
};

/** Finds the routes that an API which stays does not have any more, under their key. */
export const findRemovedRoutes: FindInPlan = (plan) =>
  listChanges(plan, ROUTE).flatMap((change) => {
    if (change.action === "destroy") return keepsApi(plan, change) && !findSuccessor(plan, change) ? [{ change }] : [];
    const [before, after] = [readText(change.before, "route_key"), readText(change.after, "route_key")];
    return before !== undefined && after !== undefined && before !== after ? [show(change, ["route_key"])] : [];
  });

/** Finds the responses that are lost while what they answer stays, and the routes that do not ask for theirs any more. */
export const findLostAnswers: FindInPlan = (plan) => [
  ...findUnset({ [ROUTE]: [["route_response_selection_expression"]] })(plan),
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

/** Finds the routes whose messages no model is asked about any more. */
export const findRemovedValidation = findUnset({ [ROUTE]: [["model_selection_expression"], ["request_models"]] });

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
