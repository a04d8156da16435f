import { isSame, readBlocks, readNumber, readText, readValue, type ValueObject } from "../values";
import { type FindInPlan, isRemoved, listChanges, show } from "./rule";

const STAGE = "aws_apigatewayv2_stage";
const WORKFLOW = "aws_sfn_state_machine";

/** Finds the workflows and routes whose inputs and outputs, or messages, go to a log from now on. */
export const findLoggedData: FindInPlan = (plan) => {
  const path = ["logging_configuration", "include_execution_data"];
  const workflows = listChanges(plan, WORKFLOW)
    .filter(({ before, after }) => readValue(after, ...path) === true && readValue(before, ...path) !== true)
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

function listTracedRoutes(stage: ValueObject | undefined): string[] {
  const isTraced = (settings: ValueObject) => readValue(settings, "data_trace_enabled") === true;
  const routes = readBlocks(stage, "route_settings").filter(isTraced);
  const all = readBlocks(stage, "default_route_settings").some(isTraced) ? ["all routes"] : [];
  return [...all, ...routes.map((settings) => readText(settings, "route_key") ?? "a route")];
}

/** Finds the stages that lose their access log, and the workflows that log nothing any more. */
export const findRemovedLogs: FindInPlan = (plan) => {
  const destination = ["access_log_settings", "destination_arn"];
  const level = ["logging_configuration", "level"];
  const stages = listChanges(plan, STAGE)
    .filter(({ after }) => after !== undefined)
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
  return [...stages, ...workflows];
};

/** Finds the log groups that keep their events for a shorter time; 0 keeps them for ever. */
export const findShorterRetention: FindInPlan = (plan) => {
  const path = ["retention_in_days"];
  return listChanges(plan, "aws_cloudwatch_log_group")
    .filter(({ before, after }) => {
      const [was, is] = [readNumber(before, ...path) ?? 0, readNumber(after, ...path) ?? 0];
      return before !== undefined && after !== undefined && is > 0 && (was === 0 || is < was);
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
