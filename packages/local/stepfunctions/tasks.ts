import { type Json, type JsonObject, objectOf } from "@sfn-websocket/languages/json";
import { printJson, readJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { TaskRequest } from "@sfn-websocket/languages/states-language/world/world";
import type { RunServiceTask, TaskOwner } from "../service-task";
import { addSdkMetadata } from "../protocols/add-sdk-metadata";
import {
  callAction,
  nameMembers,
  stepFunctionsOf,
  type StepFunctionsTasksWorld,
  type TaskAnswer,
  TIMES,
  toMilliseconds,
} from "./task-call";

/** How a task ends: at once, or with the execution, whose output is text or, for `.sync:2`, JSON. */
const PATTERNS = ["", ".sync", ".sync:2"] as const;
type Pattern = (typeof PATTERNS)[number];

/**
 * The resources of Task states that this room runs: executions of other workflows.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
export function createStepFunctionsTasks(world: StepFunctionsTasksWorld): Readonly<Record<string, RunServiceTask>> {
  return Object.fromEntries(
    PATTERNS.map((pattern): [string, RunServiceTask] => [
      `arn:${world.partition}:states:::states:startExecution${pattern}`,
      (machine, task) => run({ world, machine, task }, pattern),
    ]),
  );
}

interface Run {
  readonly world: StepFunctionsTasksWorld;
  readonly machine: TaskOwner;
  readonly task: TaskRequest;
}

async function run(running: Run, pattern: Pattern): Promise<Json> {
  const { StateMachineArn, Input = {}, Name } = objectOf(running.task.parameters);
  const started = await call(running, "StartExecution", {
    stateMachineArn: StateMachineArn ?? "",
    input: typeof Input === "string" ? Input : printJson(Input ?? {}),
    ...(Name !== undefined && { name: Name }),
  });
  const { executionArn = "", startDate } = started.members;
  if (pattern === "")
    return addSdkMetadata(
      { ExecutionArn: executionArn, StartDate: toMilliseconds(startDate) },
      listHeaders(running.world, started),
    );
  await waitForEnd(running, String(executionArn));
  const { members } = await call(running, "DescribeExecution", { executionArn });
  const described = nameMembers(members, pattern === ".sync:2" ? showAsJson : show);
  if (members.status === "SUCCEEDED") return described;
  throw new TaskFailure("States.TaskFailed", JSON.stringify(described));
}

/** *Assumed*: dates are milliseconds, as Java's SDK prints them. */
const show = (name: string, value: Json): Json => (TIMES.has(name) ? toMilliseconds(value) : value);

const showAsJson = (name: string, value: Json): Json =>
  name === "input" || name === "output" ? readJson(String(value)) : show(name, value);

/** The child is stopped with the task. */
async function waitForEnd(running: Run, executionArn: string): Promise<void> {
  const { world, machine, task } = running;
  const stop = () => void call(running, "StopExecution", { executionArn }).catch(() => undefined);
  if (task.signal.aborted) stop();
  task.signal.addEventListener("abort", stop, { once: true });
  await stepFunctionsOf(world, machine).whenEnded(executionArn);
  task.signal.removeEventListener("abort", stop);
}

/** *Recorded*, as LocalStack's tests compare it with AWS: the names of errors and their causes. */
async function call({ world, machine }: Run, action: string, request: JsonObject): Promise<TaskAnswer> {
  const answer = await callAction(world, machine, { action, request });
  const { status, code, message } = answer;
  if (status === 200) return answer;
  const details = `Service: AWSStepFunctions; Status Code: ${status}; Error Code: ${code}; Request ID: ${world.uuid()}; Proxy: null`;
  const name = code.endsWith("Exception") ? code : `${code}Exception`;
  throw new TaskFailure(`StepFunctions.${name}`, `${message} (${details})`);
}

/** *Assumed*: the headers, of SQS's *recorded* ones. */
function listHeaders({ uuid, now }: StepFunctionsTasksWorld, { length }: TaskAnswer): Record<string, string> {
  return {
    connection: "keep-alive",
    "Content-Length": String(length),
    "Content-Type": "application/x-amz-json-1.0",
    Date: new Date(now()).toUTCString(),
    "x-amzn-RequestId": uuid(),
  };
}
