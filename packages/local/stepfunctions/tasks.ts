import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { printJson, readJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { TaskRequest } from "@sfn-websocket/languages/states-language/world/world";
import type { RunServiceTask, TaskOwner, TasksWorld } from "../service-task";
import { addSdkMetadata } from "../protocols/add-sdk-metadata";
import type { StepFunctions } from "./stepfunctions";

/** What Task states need of the world. */
export interface StepFunctionsTasksWorld extends TasksWorld {
  /** Step Functions of a region. */
  readonly stepfunctions: (region: string) => Pick<StepFunctions, "call" | "whenEnded">;
}

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
  const { parameters } = running.task;
  const { StateMachineArn, Input = {}, Name } = isJsonObject(parameters) ? parameters : {};
  const started = await call(running, "StartExecution", {
    stateMachineArn: StateMachineArn ?? "",
    input: typeof Input === "string" ? Input : printJson(Input ?? {}),
    ...(Name !== undefined && { name: Name }),
  });
  const { executionArn, startDate } = started.answer;
  if (pattern === "")
    return addSdkMetadata(
      { ExecutionArn: executionArn ?? "", StartDate: toMilliseconds(startDate) },
      listHeaders(running.world, started),
    );
  await waitForEnd(running, String(executionArn));
  const { answer } = await call(running, "DescribeExecution", { executionArn: executionArn ?? "" });
  const described = describeExecution(answer, pattern === ".sync:2");
  if (answer.status === "SUCCEEDED") return described;
  throw new TaskFailure("States.TaskFailed", JSON.stringify(described));
}

/** The child is stopped with the task. */
async function waitForEnd(running: Run, executionArn: string): Promise<void> {
  const { world, machine, task } = running;
  const stop = () => void call(running, "StopExecution", { executionArn }).catch(() => undefined);
  if (task.signal.aborted) stop();
  task.signal.addEventListener("abort", stop, { once: true });
  await world.stepfunctions(regionOf(machine)).whenEnded(executionArn);
  task.signal.removeEventListener("abort", stop);
}

const regionOf = ({ stateMachineArn }: TaskOwner): string => stateMachineArn.split(":")[3] ?? "";

interface Called {
  readonly answer: JsonObject;
  readonly length: number;
}

/** *Recorded*, as LocalStack's tests compare it with AWS: the names of errors and their causes. */
async function call({ world, machine }: Run, action: string, request: JsonObject): Promise<Called> {
  const authorize = (name: string, resource: string) => world.authorize(machine, name, resource);
  const { status, body } = await world
    .stepfunctions(regionOf(machine))
    .call(action, JSON.stringify(request), { authorize });
  const answer = JSON.parse(body) as JsonObject;
  if (status === 200) return { answer, length: body.length };
  const code = String(answer.__type).split("#").pop() ?? "";
  const details = `Service: AWSStepFunctions; Status Code: ${status}; Error Code: ${code}; Request ID: ${world.uuid()}; Proxy: null`;
  const name = code.endsWith("Exception") ? code : `${code}Exception`;
  throw new TaskFailure(`StepFunctions.${name}`, `${String(answer.message ?? answer.Message ?? "")} (${details})`);
}

/** *Assumed*: dates are milliseconds, as Java's SDK prints them. */
const toMilliseconds = (seconds: Json | undefined): number => Math.round(Number(seconds) * 1000);

const DATES = new Set(["startDate", "stopDate", "redriveDate"]);

/** The members of DescribeExecution's answer, each with a large first letter. */
function describeExecution(answer: JsonObject, isJson: boolean): JsonObject {
  const members = Object.entries(answer).map(([name, value]): [string, Json] => [
    capitalize(name),
    describe(name, value),
  ]);
  return Object.fromEntries(members);
  function describe(name: string, value: Json): Json {
    if (DATES.has(name)) return toMilliseconds(value);
    if (isJson && (name === "input" || name === "output")) return readJson(String(value));
    if (!isJsonObject(value)) return value;
    const { __type: _, ...inner } = value;
    return Object.fromEntries(Object.entries(inner).map(([innerName, each]) => [capitalize(innerName), each]));
  }
}

const capitalize = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** *Assumed*: the headers, of SQS's *recorded* ones. */
function listHeaders({ uuid, now }: StepFunctionsTasksWorld, { length }: Called): Record<string, string> {
  return {
    connection: "keep-alive",
    "Content-Length": String(length),
    "Content-Type": "application/x-amz-json-1.0",
    Date: new Date(now()).toUTCString(),
    "x-amzn-RequestId": uuid(),
  };
}
