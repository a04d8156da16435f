import type { ResourceChange } from "../plan";
import type { ReviewedPlan } from "../reviewed-plan";
import { isEmpty, isSame, readBlocks, readNumber, readText, readValue, type ValueObject } from "../values";
import { type FindInPlan, type Found, isRemoved, listChanges, listKept, listRemovedRoutes, show } from "./rule";

const STAGE = "aws_apigatewayv2_stage";
const WORKFLOW = "aws_sfn_state_machine";

/** Finds the workflows and routes whose inputs and outputs, or messages, go to a log from now on. */
export const findLoggedData: FindInPlan = (plan) => {
  const path = ["logging_configuration", "include_execution_data"];
  const workflows = listChanges(plan, WORKFLOW)
    .filter(({ before, after }) => logsData(after) && !logsData(before))
    .map((change) => show(change, path));
  const stages = listChanges(plan, STAGE).flatMap((change) => {
    const before = listTracedRoutes(change.before);
    const added = listTracedRoutes(change.after).filter((key) => !before.includes(key));
    const after = `data_trace_enabled: ${added.join(", ")}`;
    return added.length > 0
      ? [{ change, before: `data_trace_enabled: ${before.join(", ") || "no route"}`, after }]
      : [];
  });
  return [...workflows, ...stages];
};

/** Whether inputs and outputs go to the log: of a workflow that logs nothing, they do not. */
function logsData(workflow: ValueObject | undefined): boolean {
  const [data, level] = ["include_execution_data", "level"].map((name) =>
    readValue(workflow, "logging_configuration", name),
  );
  return data === true && level !== "OFF";
}

function listTracedRoutes(stage: ValueObject | undefined): string[] {
  return listRoutesWith(stage, (settings) => readValue(settings, "data_trace_enabled") === true);
}

/** The keys of the routes whose settings in a stage hold something. */
function listRoutesWith(stage: ValueObject | undefined, holds: (settings: ValueObject) => boolean): string[] {
  const routes = readBlocks(stage, "route_settings").filter(holds);
  const all = readBlocks(stage, "default_route_settings").some(holds) ? ["all routes"] : [];
  return [...all, ...routes.map((settings) => readText(settings, "route_key") ?? "a route")];
}

/** Finds the stages that lose their access log, and the workflows that log nothing any more. */
export const findRemovedLogs: FindInPlan = (plan) => {
  const destination = ["access_log_settings", "destination_arn"];
  const level = ["logging_configuration", "level"];
  const stages = listChanges(plan, STAGE).filter(({ after }) => after !== undefined);
  const accessLogs = stages
    .filter(({ before, after }) => isRemoved(readValue(before, ...destination), readValue(after, ...destination)))
    .map((change) => show(change, destination));
  const workflows = listChanges(plan, WORKFLOW)
    .filter(({ before, after }) => {
      const was = readText(before, ...level) ?? "OFF";
      return (
        after !== undefined &&
        was !== "OFF" &&
        (readText(after, ...level) === "OFF" || isRemoved(was, readValue(after, ...level)))
      );
    })
    .map((change) => show(change, level));
  return [...accessLogs, ...stages.flatMap((change) => findSilentRoutes(plan, change)), ...workflows];
};

/** The routes of a stage that had an execution log, and have none any more; those that are removed have no messages. */
function findSilentRoutes(plan: ReviewedPlan, change: ResourceChange): Found[] {
  const removed = listRemovedRoutes(plan, change);
  const logged = (stage: ValueObject | undefined) => listRoutesWith(stage, isLogged);
  const after = logged(change.after);
  const silent = logged(change.before).filter((key) => !after.includes(key) && !removed.includes(key));
  if (silent.length === 0) return [];
  const is = `logging_level: ${after.join(", ") || "no route"}`;
  return [{ change, before: `logging_level: ${silent.join(", ")}`, after: is }];
}

/** A level that is not known yet may be one. */
function isLogged(settings: ValueObject): boolean {
  const level = readValue(settings, "logging_level");
  return !isEmpty(level) && level !== "OFF";
}

/** Finds the log groups that keep their events for a shorter time; 0 keeps them for ever. */
export const findShorterRetention: FindInPlan = (plan) => {
  const path = ["retention_in_days"];
  return listKept(plan, "aws_cloudwatch_log_group")
    .filter(({ before, after }) => {
      const [was, is] = [readNumber(before, ...path) ?? 0, readNumber(after, ...path) ?? 0];
      return is > 0 && (was === 0 || is < was);
    })
    .map((change) => show(change, path));
};

/** Finds where another role becomes the one that API Gateway logs with, of all APIs of the account and region. */
export const findNewLogRole: FindInPlan = (plan) => {
  const path = ["cloudwatch_role_arn"];
  return listChanges(plan, "aws_api_gateway_account")
    .filter(({ before, after }) => !isSame(readValue(before, ...path), readValue(after, ...path)))
    .map((change) => show(change, path));
};
