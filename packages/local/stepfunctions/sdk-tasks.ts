import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { printJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { RunServiceTask, TaskOwner } from "../service-task";
import { printSdkRefusal, type SdkRefusal } from "../protocols/print-sdk-refusal";
import type { StepFunctionsTasksWorld } from "./tasks";

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

/** Members of answers that are times. */
const TIMES = new Set(["startDate", "stopDate", "redriveDate"]);

/**
 * The SDK integration of Step Functions: actions that the optimized one does not have, or has otherwise.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function createStepFunctionsSdkTasks(world: StepFunctionsTasksWorld): Readonly<Record<string, RunServiceTask>> {
  return Object.fromEntries(
    ACTIONS.map((action): [string, RunServiceTask] => [
      `arn:${world.partition}:states:::aws-sdk:sfn:${action.charAt(0).toLowerCase()}${action.slice(1)}`,
      (machine, { parameters }) => run({ world, machine, action }, parameters),
    ]),
  );
}

interface Run {
  readonly world: StepFunctionsTasksWorld;
  readonly machine: TaskOwner;
  readonly action: string;
}

async function run({ world, machine, action }: Run, parameters: Json): Promise<Json> {
  const [, , , region = ""] = machine.stateMachineArn.split(":");
  const { status, body } = await world.stepfunctions(region).call(action, JSON.stringify(writeRequest(parameters)), {
    authorize: (name, resource, conditionKeys) => world.authorize(machine, name, resource, conditionKeys),
  });
  const answer = JSON.parse(body) as JsonObject;
  if (status === 200) return showAnswer(answer);
  throw fail(answer, { service: "Sfn", status, requestId: world.uuid() });
}

function writeRequest(parameters: Json): JsonObject {
  const members = isJsonObject(parameters) ? Object.entries(parameters).filter(([, value]) => value !== null) : [];
  return Object.fromEntries(
    members.map(([name, value]) => {
      const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      return [member, TEXTS.has(member) && typeof value !== "string" ? printJson(value) : value];
    }),
  );
}

/** Members begin with a large letter; the SDK knows no `__type`. *Assumed*, as of other services: times are texts. */
function showAnswer({ __type: _, ...answer }: JsonObject): JsonObject {
  const members = Object.entries(answer).map(([name, value]): [string, Json] => {
    const shown = TIMES.has(name) ? new Date(Math.round(Number(value) * 1000)).toISOString() : value;
    return [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, isJsonObject(shown) ? showAnswer(shown) : shown];
  });
  return Object.fromEntries(members);
}

/** Errors that the SDK has no class of its own for are the service's general one. */
const UNKNOWN = new Set(["AccessDenied", "UnknownOperation", "Serialization"]);

/** The names and causes follow the rule of the SDK integrations that are *recorded*, such as DynamoDB's. */
function fail(answer: JsonObject, refusal: SdkRefusal): TaskFailure {
  const code = (String(answer.__type).split("#").pop() ?? "").replace(/Exception$/, "");
  const name = UNKNOWN.has(code) ? "Sfn" : code;
  return new TaskFailure(
    `Sfn.${name}Exception`,
    printSdkRefusal(String(answer.message ?? answer.Message ?? ""), refusal),
  );
}
