import type { Json } from "@sfn-websocket/languages/json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { TaskRequest } from "@sfn-websocket/languages/states-language/world/world";
import type { RunServiceTask, TaskOwner, TasksWorld } from "../service-task";
import { createTraceRoot } from "../trace-root";
import { describeAnswer } from "./describe-answer";
import { type HttpTask, readHttpTask } from "./read-http-task";
import { sendHttpTask } from "./send-http-task";

/** What Task states need of the world. */
export interface HttpTasksWorld extends TasksWorld {
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** Milliseconds that an endpoint may take. @default AWS's 60,000 */
  readonly timeout?: number;
}

const LONGEST = 60_000;

/**
 * The resource of Task states that this room runs: an HTTP endpoint on this machine.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
 */
export function createHttpTasks(world: HttpTasksWorld): Readonly<Record<string, RunServiceTask>> {
  let isNoted = false;
  const noteCredentials = ({ connectionArn }: HttpTask) => {
    if (isNoted) return;
    isNoted = true;
    world.log(
      `HTTP tasks: what a connection adds to a request is not known here, got '${connectionArn}'; its authorization, headers, query and body are left out`,
    );
  };
  return {
    [`arn:${world.partition}:states:::http:invoke`]: async (machine, task) => {
      const request = readHttpTask(task);
      requirePermission(world, machine, request);
      noteCredentials(request);
      return send(world, { machine, task, request });
    },
  };
}

interface Call {
  readonly machine: TaskOwner;
  readonly task: TaskRequest;
  readonly request: HttpTask;
}

async function send(world: HttpTasksWorld, { machine, task, request }: Call): Promise<Json> {
  const { log, timeout = LONGEST } = world;
  const signal = AbortSignal.any([task.signal, AbortSignal.timeout(timeout)]);
  const headers = { ...request.headers, ...describeSender(machine) };
  const answer = await sendHttpTask({ ...request, headers, state: task.state, signal }).catch((error: Error) => {
    if (error instanceof TaskFailure) throw error;
    const place = `${request.method} ${request.url.origin}${request.url.pathname}`;
    const problem = signal.aborted ? `took longer than ${timeout} ms` : `failed (${readCode(error)})`;
    if (!task.signal.aborted)
      log(`state '${task.state}': ${place} ${problem}; is the server running on ${request.url.host}?`);
    throw new TaskFailure("States.Http.Socket", `${place} ${problem}`);
  });
  return describeAnswer(answer);
}

/** Documented, but the trace, which the answer of an example shows. */
function describeSender({ stateMachineArn }: TaskOwner): Readonly<Record<string, string>> {
  return {
    "user-agent": `Amazon|StepFunctions|HttpInvoke|${stateMachineArn.split(":")[3] ?? ""}`,
    range: "bytes=0-262144",
    "x-amzn-trace-id": createTraceRoot(),
  };
}

const readCode = (error: Error): string => ("code" in error ? String(error.code) : "no connection");

/**
 * The error for a connection or a secret that the role may not use is documented; *assumed*: that of the endpoint, and
 * the causes.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html#connect-http-task-permissions
 */
function requirePermission({ authorize }: HttpTasksWorld, machine: TaskOwner, request: HttpTask): void {
  const { endpoint, method, connectionArn } = request;
  const keys = { "states:HTTPEndpoint": endpoint, "states:HTTPMethod": method };
  const call = authorize(machine, "states:InvokeHTTPEndpoint", machine.stateMachineArn, keys);
  if (call !== undefined) throw new TaskFailure("States.Permissions", call);
  const secret = nameSecret(connectionArn);
  const denial =
    authorize(machine, "events:RetrieveConnectionCredentials", connectionArn) ??
    authorize(machine, "secretsmanager:GetSecretValue", secret) ??
    authorize(machine, "secretsmanager:DescribeSecret", secret);
  if (denial !== undefined) throw new TaskFailure("Events.ConnectionResource.AccessDenied", denial);
}

/** EventBridge names a connection's secret after it; *assumed*, as only AWS knows it: what follows the name. */
function nameSecret(connectionArn: string): string {
  const [, partition, , region, accountId, resource = ""] = connectionArn.split(":");
  return `arn:${partition}:secretsmanager:${region}:${accountId}:secret:events!${resource}-AbCdEf`;
}
