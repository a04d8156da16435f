import { isJsonObject, type Json, type JsonObject } from "../../json";
import { printJson } from "../../jsonpath/read-json";
import type { StateFailure } from "../values/errors";
import { StatesError } from "../values/errors";
import type { Frame } from "../world/frame";
import { describeData, describeError, recordEvent } from "../world/history";
import type { TaskResource } from "../calls/task-resource";

/** The seconds that an attempt may take, and may be silent; undefined is as long as it likes. */
export interface TaskLimits {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/**
 * Records that a task was scheduled and started.
 *
 * *Recorded*: the order and the details, in LocalStack's AWS-validated snapshots of execution histories.
 */
export function recordScheduled(
  frame: Frame,
  resource: TaskResource,
  scheduled: TaskLimits & { parameters: Json; credentials: Json | undefined },
): void {
  const limits = () => ({
    ...(scheduled.timeoutSeconds !== undefined && { timeoutInSeconds: scheduled.timeoutSeconds }),
    ...(scheduled.heartbeatSeconds !== undefined && { heartbeatInSeconds: scheduled.heartbeatSeconds }),
    ...describeCredentials(scheduled.credentials),
  });
  recordEvent(frame, `${resource.kind}Scheduled`, () =>
    resource.kind === "Task"
      ? {
          ...describe(resource),
          region: regionOf(frame),
          parameters: printJson(scheduled.parameters),
          ...limits(),
        }
      : { resource: resource.arn, ...describeData("input", scheduled.parameters), ...limits() },
  );
  recordEvent(frame, `${resource.kind}Started`, resource.kind === "Task" ? () => describe(resource) : undefined);
}

/** Records a task's result. */
export function recordSucceeded(frame: Frame, resource: TaskResource, output: Json): void {
  if (resource.isSubmitted) {
    recordEvent(frame, "TaskSubmitted", () => ({ ...describe(resource), ...describeData("output", output) }));
  }
  recordEvent(frame, `${resource.kind}Succeeded`, () => ({ ...describe(resource), ...describeData("output", output) }));
}

/** Records that a task failed or timed out. */
export function recordFailed(frame: Frame, resource: TaskResource, { error, errorCause }: StateFailure): void {
  const outcome = error === StatesError.Timeout ? "TimedOut" : "Failed";
  recordEvent(frame, `${resource.kind}${outcome}`, () => ({
    ...describe(resource),
    ...describeError(error, errorCause),
  }));
}

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TaskCredentials.html */
function describeCredentials(credentials: Json | undefined): JsonObject {
  const roleArn = isJsonObject(credentials) ? credentials["RoleArn"] : undefined;
  return roleArn === undefined ? {} : { taskCredentials: { roleArn } };
}

function describe({ kind, resourceType, resource }: TaskResource): JsonObject {
  return kind === "Task" && resourceType !== undefined ? { resourceType, resource } : {};
}

/** The execution's region is in its ARN. */
function regionOf(frame: Frame): string {
  const id = frame.execution.context.Execution["Id"];
  return typeof id === "string" ? (id.split(":")[3] ?? "") : "";
}
