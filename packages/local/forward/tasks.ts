import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { RunServiceTask, TaskOwner, TasksWorld } from "../service-task";
import { addSdkMetadata } from "../protocols/add-sdk-metadata";
import { printSdkRefusal, type SdkRefusal } from "../protocols/print-sdk-refusal";
import { callService, type ServiceError, type ServiceOutcome } from "./call-service";
import { FORWARDED_SERVICES, type ForwardedService } from "./forwarded-services";
import type { Forward, Forwards } from "./forwards";
import { listNeededPermissions } from "./needed-permissions";
import { showForSdk } from "./sdk-answer";

/** What Task states need of the world. */
export interface ForwardTasksWorld extends TasksWorld {
  readonly forwards: Forwards;
}

/** A resource of a Task state that a server of the user's runs. */
interface Target {
  readonly forward: Forward;
  readonly service: ForwardedService;
  /** Such as `SendMessage`. */
  readonly action: string;
  readonly optimized?: ForwardedService["optimized"];
}

/** Returns what finds the task of a resource: a call of the server that answers for its service; undefined where there is none. */
export function createForwardedTasks(world: ForwardTasksWorld): (resource: string) => RunServiceTask | undefined {
  return (resource) => {
    const target = findTarget(world, resource);
    return target && ((machine, { parameters }) => run(world, target, { machine, parameters }));
  };
}

const INTEGRATION = /^arn:[\w-]+:states:::(?:(aws-sdk):)?([a-z0-9]+):([a-z]\w*)$/;

function findTarget({ forwards }: ForwardTasksWorld, resource: string): Target | undefined {
  const [, isSdk, named = "", verb = ""] = INTEGRATION.exec(resource) ?? [];
  const found = Object.entries(FORWARDED_SERVICES).find(([name, { sdk, optimized }]) =>
    isSdk ? sdk === named : name === named && optimized?.actions.includes(verb),
  );
  const forward = forwards.get(found?.[0] ?? "");
  if (found === undefined || forward === undefined) return undefined;
  const [, service] = found;
  const action = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}`;
  return { forward, service, action, ...(!isSdk && { optimized: service.optimized }) };
}

interface Run {
  readonly machine: TaskOwner;
  readonly parameters: Json;
}

async function run(world: ForwardTasksWorld, target: Target, { machine, parameters: given }: Run): Promise<Json> {
  const { forward, service, action, optimized } = target;
  const [, partition = "", , region = "", accountId = ""] = machine.stateMachineArn.split(":");
  const members = isJsonObject(given) ? Object.entries(given).filter(([, value]) => value !== null) : [];
  const whole = Object.fromEntries(members);
  const parameters = optimized ? (stringify(whole, optimized.stringified.split(".")) as JsonObject) : whole;
  const prefix = `arn:${partition}:${forward.service}:${region}:${accountId}`;
  for (const needed of listNeededPermissions({ service: forward.service, action, parameters, prefix })) {
    const denial = world.authorize(machine, needed.action, needed.resource);
    if (denial !== undefined)
      throw fail(target, { code: "AccessDeniedException", message: denial }, { status: 403, requestId: world.uuid() });
  }
  const outcome = await callService(forward, service.protocol, { action, parameters, region }).catch((error: Error) => {
    throw new TaskFailure("States.Runtime", error.message);
  });
  const { status, headers } = outcome.answer;
  const requestId = headers["x-amzn-requestid"] ?? headers["x-amz-request-id"] ?? world.uuid();
  if ("error" in outcome)
    throw fail(target, outcome.error, { status, requestId, extendedRequestId: headers["x-amz-id-2"] });
  if (!optimized) return showForSdk(outcome.output);
  const { FailedEntryCount: failed } = outcome.output;
  if (typeof failed === "number" && failed > 0)
    throw new TaskFailure("EventBridge.FailedEntry", JSON.stringify(outcome.output));
  return addSdkMetadata(outcome.output, listHeaders(outcome, requestId), status);
}

/** JSON in the place of a text is sent as its text. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html */
function stringify(value: Json, [name, ...rest]: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((each) => stringify(each, name === undefined ? [] : [name, ...rest]));
  if (name === undefined) return typeof value === "string" ? value : JSON.stringify(value);
  if (!isJsonObject(value) || value[name] === undefined) return value;
  return { ...value, [name]: stringify(value[name] ?? null, rest) };
}

/**
 * The names and causes are those that LocalStack's tests hold against AWS. *Assumed*: each error of a service is a class
 * of its SDK, which is not so for those that the service's model does not name.
 */
function fail(
  { service, optimized }: Target,
  { code, queryCode = code, message }: ServiceError,
  answered: Omit<SdkRefusal, "service">,
): TaskFailure {
  const { status, requestId } = answered;
  const name = code.endsWith("Exception") ? code : `${code}Exception`;
  if (!optimized)
    return new TaskFailure(`${service.name}.${name}`, printSdkRefusal(message, { service: service.name, ...answered }));
  const details = `Service: ${optimized.service}; Status Code: ${status}; Error Code: ${queryCode}; Request ID: ${requestId}; Proxy: null`;
  return new TaskFailure(optimized.only ?? `${optimized.error}.${name}`, `${message} (${details})`);
}

/** *Recorded* (LocalStack's AWS-validated snapshots, SQS): which headers the result has. */
function listHeaders({ answer }: ServiceOutcome, requestId: string): Record<string, string> {
  return {
    connection: "keep-alive",
    "Content-Length": String(answer.body.length),
    "Content-Type": answer.headers["content-type"] ?? "",
    Date: answer.headers.date ?? "",
    "x-amzn-RequestId": requestId,
  };
}
