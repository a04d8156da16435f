import { type Json, type JsonObject, objectOf } from "@sfn-websocket/languages/json";
import { printJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { RunServiceTask } from "../service-task";
import { printSdkRefusal } from "../protocols/print-sdk-refusal";
import { callAction, nameMembers, type StepFunctionsTasksWorld, TIMES, toMilliseconds } from "./task-call";

/** The actions of the SDK integration that run here: what is done with executions, and with tokens of tasks that wait. */
const ACTIONS = [
  "StartExecution",
  "StartSyncExecution",
  "DescribeExecution",
  "StopExecution",
  "SendTaskSuccess",
  "SendTaskFailure",
  "SendTaskHeartbeat",
] as const;

/** Members that hold a text of JSON, which a definition may write as JSON. *Assumed* of definitions that others publish. */
const TEXTS = new Set(["input", "output"]);

/**
 * The SDK integration of Step Functions: actions that the optimized one does not have, or has otherwise.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function createStepFunctionsSdkTasks(world: StepFunctionsTasksWorld): Readonly<Record<string, RunServiceTask>> {
  return Object.fromEntries(
    ACTIONS.map((action): [string, RunServiceTask] => [
      `arn:${world.partition}:states:::aws-sdk:sfn:${action.charAt(0).toLowerCase()}${action.slice(1)}`,
      async (machine, { parameters }) => {
        const answer = await callAction(world, machine, { action, request: writeRequest(parameters) });
        const { status, members, code, message } = answer;
        if (status === 200) return nameMembers(members, show);
        const refusal = { service: "Sfn", status, requestId: world.uuid() };
        throw new TaskFailure(nameError(code), printSdkRefusal(message, refusal));
      },
    ]),
  );
}

function writeRequest(parameters: Json): JsonObject {
  const members = Object.entries(objectOf(parameters)).filter(([, value]) => value !== null);
  return Object.fromEntries(
    members.map(([name, value]) => {
      const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      return [member, TEXTS.has(member) && typeof value !== "string" ? printJson(value) : value];
    }),
  );
}

/** *Assumed*, as of other services: times are texts. */
const show = (name: string, value: Json): Json =>
  TIMES.has(name) ? new Date(toMilliseconds(value)).toISOString() : value;

/** Errors that the SDK has no class of its own for are the service's general one. */
const UNKNOWN = new Set(["AccessDenied", "UnknownOperation", "Serialization"]);

/** The names and causes follow the rule of the SDK integrations that are *recorded*, such as DynamoDB's. */
function nameError(code: string): string {
  const name = code.replace(/Exception$/, "");
  return `Sfn.${UNKNOWN.has(name) ? "Sfn" : name}Exception`;
}
