import { type Json, objectOf } from "@sfn-websocket/languages/json";
import { EventSteps } from "../apigateway/stage/event-steps";
import { MessageEvent } from "../apigateway/route-event";
import { repeatExecution } from "../stepfunctions/repeat-execution";
import type { CompactMessage } from "./compact-message";

/** Works out again what the templates made of a message; its execution is not asked. */
export function renderMessage(message: CompactMessage) {
  const { body, answer, startedAt, stage, connection, route, headers } = message;
  if (!stage || !connection || !route)
    throw new Error("compact message: holds none, got no message; read it after it was taken");
  const event = new MessageEvent(connection, body, startedAt, message);
  const scope = { event, routeKey: route.route.routeKey, stageVariables: stage.variables, tell: () => undefined };
  const result = { status: 200, headers, body: answer };
  const request = route.target?.request.render(scope) ?? "";
  return { stage, event, route, request, result, response: route.target?.response.render(result, scope) };
}

/** Works out the whole way of a message again: its templates, its role's question and its execution. */
export function expandMessage(message: CompactMessage): EventSteps {
  const { runAt, endedAt, explain, machine, followed } = message;
  const { stage, event, route, request, result, response } = renderMessage(message);
  if (!explain || !machine)
    throw new Error("compact message: holds no execution, got no message; read it after it was taken");
  const { stateMachineArn, input } = readObject(request);
  const { executionArn, name } = readObject(result.body);
  const run = { machine, executionArn: String(executionArn), name: String(name), startDate: runAt };
  const trail = repeatExecution({ ...run, input: String(input ?? "{}") }, followed);
  const { credentialsArn: roleArn = "" } = route.target?.integration ?? {};
  const check = { roleArn, action: "states:StartSyncExecution", resource: String(stateMachineArn), denial: undefined };
  return Object.assign(new EventSteps(stage, event), {
    ...{ routeKey: route.route.routeKey, route, status: 200, request, calledAt: runAt, answeredAt: runAt },
    ...{ result, response, work: trail, started: trail, endedAt, checks: [{ ...check, explain }] },
    frame: route.isTwoWay ? response : undefined,
  });
}

function readObject(text: string): Readonly<Record<string, Json>> {
  return objectOf(JSON.parse(text) as Json);
}
