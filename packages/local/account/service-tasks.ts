import { randomUUID } from "node:crypto";
import { TaskFailure } from "@sfn-websocket/languages/states-language/state-machine";
import { createApiGatewayTasks } from "../apigateway/events/tasks";
import type { Aws } from "./aws";
import type { ConnectionsCall } from "../apigateway/events/connections-api";
import { createCallbackTasks } from "./callback-tasks";
import { callConnections } from "./call-connections";
import { describeSession, STEP_FUNCTIONS } from "./machine-session";
import { createDynamoDbTasks } from "../dynamodb/tasks";
import { createHttpTasks } from "../http-tasks/tasks";
import { createFunctionTask, createLambdaTasks, isFunctionArn } from "../lambda/tasks";
import { createStepFunctionsSdkTasks } from "../stepfunctions/sdk-tasks";
import { createStepFunctionsTasks } from "../stepfunctions/tasks";
import type { TaskOwner } from "../service-task";
import { createTasks, type RunTask } from "./tasks";

const loadForwards = () => require("../forward/tasks") as typeof import("../forward/tasks");

/** Returns what runs Task states by the services of `aws`, each as the machine's role may. */
export function createServiceTasks(aws: Aws, log: (line: string) => void): RunTask {
  const world = {
    partition: aws.partition,
    accountId: aws.accountId,
    lambda: aws.lambda,
    dynamodb: aws.dynamodb,
    hasApi: (region: string, apiId: string) =>
      aws
        .regions()
        .some(({ name, apigateway }) => name === region && apigateway.apis().some((api) => api.apiId === apiId)),
    callConnections: (call: ConnectionsCall) => callConnections(aws, call),
    authorize: (machine: TaskOwner, action: string, resource: string, conditionKeys = {}) =>
      refuseAction(aws, machine, { action, resource, conditionKeys }),
    stepfunctions: (region: string) => aws.region(region).stepfunctions,
    now: Date.now,
    uuid: randomUUID,
  };
  const runFunction = createFunctionTask({ ...world, log });
  const tasks: Readonly<Record<string, RunTask>> = {
    ...createLambdaTasks({ ...world, log }),
    ...createDynamoDbTasks(world),
    ...createApiGatewayTasks(world),
    ...createStepFunctionsTasks(world),
    ...createStepFunctionsSdkTasks(world),
  };
  const findForwarded =
    aws.forwards.size === 0 ? undefined : loadForwards().createForwardedTasks({ ...world, forwards: aws.forwards });
  const findCallback = createCallbackTasks(aws, (resource) =>
    Object.hasOwn(tasks, resource) ? tasks[resource] : findForwarded?.(resource),
  );
  // HTTP tasks have no callback pattern.
  const runOther = createTasks(
    { ...tasks, ...createHttpTasks({ ...world, log }) },
    { findOther: (resource) => findForwarded?.(resource) ?? findCallback(resource), log },
  );
  return async (machine, task) => {
    requireTrust(aws, machine, log);
    return isFunctionArn(task.resource) ? runFunction(machine, task) : runOther(machine, task);
  };
}

interface Act {
  readonly action: string;
  readonly resource: string;
  readonly conditionKeys: Readonly<Record<string, string>>;
}

/**
 * Refuses the tasks of a machine whose role Step Functions may not assume; the log says why.
 *
 * @throws TaskFailure *Recorded*: error and cause, of calls of S3 (gabrielmoreira/tiny-asl-machine); *assumed*: the same of
 * other services, since the role is assumed before any is called.
 */
function requireTrust(aws: Aws, machine: TaskOwner, log: (line: string) => void): void {
  const decision = aws.iam.assumeRole(describeSession(aws, machine));
  if (decision.allowed) return;
  log(`Step Functions: ${machine.stateMachineArn}: ${decision.message}`);
  throw new TaskFailure(
    "States.TaskFailed",
    `The principal ${STEP_FUNCTIONS} is not authorized to assume the provided role. (role: ${machine.roleArn})`,
  );
}

/** The role's trust was asked before the task. */
function refuseAction(aws: Aws, machine: TaskOwner, { action, resource, conditionKeys }: Act): string | undefined {
  const session = describeSession(aws, machine);
  const keys = { ...conditionKeys, ...session.conditionKeys };
  const decision = aws.iam.authorizeSession({ ...session, action, resource, conditionKeys: keys });
  return decision.allowed ? undefined : decision.message;
}
