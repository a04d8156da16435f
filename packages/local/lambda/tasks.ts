import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { printJson, readJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { TaskRequest } from "@sfn-websocket/languages/states-language/world/world";
import type { RunServiceTask, TaskOwner, TasksWorld } from "../service-task";
import { addSdkMetadata } from "../protocols/add-sdk-metadata";
import { createUnusedLog, findUnused } from "../protocols/unused-members";
import { TooManyRequests } from "./environment-pool";
import { splitFunctionArn } from "./function-names";
import { LambdaError, otherQualifier } from "./lambda-error";
import type { InvokeOutcome, Lambda } from "./lambda";

/** What Task states need of the world. */
export interface LambdaTasksWorld extends TasksWorld {
  readonly lambda: Pick<Lambda, "invoke">;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
const INVOKE = { FunctionName: {}, InvocationType: {}, Payload: { type: "any" }, Qualifier: {} } as const;

/** The resources of Task states that this room runs, a bare function ARN aside, which `isFunctionArn` tells. */
export function createLambdaTasks(world: LambdaTasksWorld): Readonly<Record<string, RunServiceTask>> {
  const logUnused = createUnusedLog("Lambda", world.log);
  return {
    [`arn:${world.partition}:states:::lambda:invoke`]: (machine, task) => {
      logUnused("lambda:invoke", findUnused(task.parameters, INVOKE));
      return runInvoke(world, machine, task);
    },
  };
}

/** A Task's result is the function's answer itself. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
export function createFunctionTask(world: LambdaTasksWorld): RunServiceTask {
  return async (machine, { resource, parameters }) =>
    readJson((await invoke(world, machine, { arn: resource, event: parameters })).payload);
}

export const isFunctionArn = (resource: string): boolean => /^arn:[\w-]+:lambda:[\w-]*:\d*:function:.+$/.test(resource);

async function runInvoke(world: LambdaTasksWorld, machine: TaskOwner, { parameters }: TaskRequest): Promise<Json> {
  const { FunctionName, Payload = {}, InvocationType, Qualifier } = isJsonObject(parameters) ? parameters : {};
  if (typeof FunctionName !== "string")
    throw new TaskFailure("States.Runtime", "The field 'FunctionName' is required but was missing");
  const arn = printInvokedArn(machine, FunctionName, typeof Qualifier === "string" ? Qualifier : "");
  if (arn === undefined) throw describeFailure(world, otherQualifier());
  const pending = invoke(world, machine, { arn, event: Payload });
  if (InvocationType !== "Event") return describeInvocation(world, await pending);
  pending.catch(() => undefined);
  return describeEvent(world);
}

/** Returns the ARN that a function's name, ARN or part of one stands for, with the qualifier; undefined where it has another. */
function printInvokedArn({ stateMachineArn }: TaskOwner, name: string, qualifier: string): string | undefined {
  const [, partition, , region, own] = stateMachineArn.split(":");
  const [, accountId = own, rest = name] = /^(?:(\d{12}):)?(?:function:)?(.+)$/.exec(name) ?? [];
  const arn = name.startsWith("arn:") ? name : `arn:${partition}:lambda:${region}:${accountId}:function:${rest}`;
  const named = splitFunctionArn(arn).qualifier;
  if (named === undefined) return qualifier === "" ? arn : `${arn}:${qualifier}`;
  return qualifier === "" || qualifier === named ? arn : undefined;
}

type Answered = Pick<InvokeOutcome, "payload" | "executedVersion">;

interface Invocation {
  readonly arn: string;
  readonly event: Json;
}

/**
 * Invokes a function; resolves to its answer. A function's error fails the task with its type as the
 * error and its JSON as the cause. *Recorded* (LocalStack's AWS-validated snapshots).
 */
async function invoke(world: LambdaTasksWorld, machine: TaskOwner, { arn, event }: Invocation): Promise<Answered> {
  const denial = world.authorize(machine, "lambda:InvokeFunction", arn);
  if (denial !== undefined) {
    const details = describeRefusal(world, 403, "AccessDeniedException");
    throw new TaskFailure("Lambda.AWSLambdaException", `${denial} (${details})`);
  }
  const outcome = await world.lambda.invoke(arn, printJson(event)).catch((error: Error) => {
    throw describeFailure(world, error);
  });
  if (outcome.functionError) throw new TaskFailure(outcome.errorType, outcome.payload);
  return outcome;
}

/** What Lambda refuses fails the task by its name, which a Catch sees; what only this machine lacks does not. */
function describeFailure(world: LambdaTasksWorld, error: Error): TaskFailure {
  const { message } = error;
  if (error instanceof TooManyRequests)
    return new TaskFailure(`Lambda.${error.name}`, `${message} (${describeRefusal(world, 429, error.name)})`);
  if (!(error instanceof LambdaError)) return new TaskFailure("States.Runtime", message);
  const { code, status } = error;
  return new TaskFailure(`Lambda.${code}`, `${message} (${describeRefusal(world, status, code)})`);
}

const describeRefusal = (world: LambdaTasksWorld, status: number, code: string): string =>
  `Service: AWSLambda; Status Code: ${status}; Error Code: ${code}; Request ID: ${world.uuid()}; Proxy: null`;

/** The members are *recorded* (LocalStack's AWS-validated snapshots). */
function describeInvocation(world: LambdaTasksWorld, { payload, executedVersion = "$LATEST" }: Answered): JsonObject {
  const requestId = world.uuid();
  const headers = {
    Connection: "keep-alive",
    "Content-Length": String(Buffer.byteLength(payload)),
    "Content-Type": "application/json",
    Date: new Date(world.now()).toUTCString(),
    "X-Amz-Executed-Version": executedVersion,
    "x-amzn-Remapped-Content-Length": "0",
    "x-amzn-RequestId": requestId,
    "X-Amzn-Trace-Id": `Root=1-${Math.floor(world.now() / 1000).toString(16)}-${requestId.replaceAll("-", "").slice(0, 24)};Sampled=0`,
  };
  const result = { ExecutedVersion: executedVersion, Payload: readJson(payload), StatusCode: 200 };
  return addSdkMetadata(result, headers);
}

/** *Assumed*: as an answered invocation, without what only an answer has. */
function describeEvent(world: LambdaTasksWorld): JsonObject {
  const headers = {
    Connection: "keep-alive",
    "Content-Length": "0",
    Date: new Date(world.now()).toUTCString(),
    "x-amzn-RequestId": world.uuid(),
  };
  return addSdkMetadata({ Payload: "", StatusCode: 202 }, headers, 202);
}
