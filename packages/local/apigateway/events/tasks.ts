import { STATUS_CODES } from "node:http";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { TaskRequest } from "@sfn-websocket/languages/states-language/world/world";
import type { RunServiceTask, TaskOwner, TasksWorld } from "../../service-task";
import type { ConnectionsAnswer } from "../stage/connection-call";
import { type ConnectionsCall, type RefusedCall, refuseCaller } from "./connections-api";
import { type InvokeRequest, readInvokeRequest } from "./invoke-request";
import { createRequestId } from "../request-ids";
import { decodeUri } from "@sfn-websocket/languages/decode-uri";

/** What Task states need of the world. */
export interface ApiGatewayTasksWorld extends TasksWorld {
  readonly accountId: string;
  /** Whether a WebSocket API is there. */
  readonly hasApi: (region: string, apiId: string) => boolean;
  /** Answers a signed call of the @connections API. */
  readonly callConnections: (call: ConnectionsCall) => ConnectionsAnswer | RefusedCall;
}

/**
 * The resources of Task states that this room runs: `apigateway:invoke` of the @connections API of a WebSocket API.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html
 */
export function createApiGatewayTasks(world: ApiGatewayTasksWorld): Readonly<Record<string, RunServiceTask>> {
  return {
    [`arn:${world.partition}:states:::apigateway:invoke`]: async (machine, task) => {
      const answer = invoke(world, machine, task);
      if (answer.status >= 200 && answer.status < 300) return describeResponse(world, answer);
      // *Recorded* (LocalStack's AWS-validated snapshots): the cause is the body; *assumed* that it is empty for 410.
      throw new TaskFailure(`ApiGateway.${answer.status}`, answer.body ?? "");
    },
  };
}

/** *Recorded* (LocalStack's AWS-validated snapshots). */
const UNSIGNED: ConnectionsAnswer = { status: 403, body: '{"message":"Missing Authentication Token"}' };

/** *Assumed*: the answer to a path that is no stage's @connections, and to a caller that no resource policy lets in. */
const FORBIDDEN: ConnectionsAnswer = { status: 403, body: '{"message":"Forbidden"}' };

/** *Assumed*: who calls, as the access log shows it. */
const IDENTITY = { sourceIp: "127.0.0.1", userAgent: "" };

function invoke(world: ApiGatewayTasksWorld, machine: TaskOwner, task: TaskRequest): ConnectionsAnswer {
  const request = readInvokeRequest(task.parameters);
  const { apiEndpoint: host, method, path, body, authType } = request;
  const api = requireApi(world, request, task.state);
  if (authType === "NO_AUTH") return UNSIGNED;
  const [, stage, encodedId] = /^\/([^/?]+)\/(?:@|%40)connections\/([^/?]+)$/.exec(path) ?? [];
  // Resource policies are REST APIs' only: to Step Functions as a service, a WebSocket API is closed.
  if (stage === undefined || encodedId === undefined || authType === "RESOURCE_POLICY") return FORBIDDEN;
  const denial = refuseRole(world, machine, { ...api, stage, method });
  if (denial !== undefined) return { status: 403, body: JSON.stringify({ Message: denial }) };
  const connectionId = decodeUri(encodedId);
  const answer = world.callConnections({ host, stage, method, connectionId, body, identity: IDENTITY });
  return "refused" in answer ? FORBIDDEN : answer;
}

interface FoundApi {
  readonly apiId: string;
  readonly region: string;
}

/** Other APIs are there on AWS: whoever calls one is told that this is not. */
function requireApi({ hasApi }: ApiGatewayTasksWorld, { apiEndpoint }: InvokeRequest, state: string): FoundApi {
  const [, apiId = "", region = ""] =
    /^([a-z0-9]+)\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(apiEndpoint) ?? [];
  if (hasApi(region, apiId)) return { apiId, region };
  throw new TaskFailure(
    "States.Runtime",
    `The local runtime reaches WebSocket APIs of its own only, got the ApiEndpoint '${apiEndpoint}' in the state '${state}'; mock it with --mock, or run it on AWS.`,
  );
}

/** *Assumed*: `Message`, as REST APIs print it. */
function refuseRole(
  { partition, accountId, authorize }: ApiGatewayTasksWorld,
  machine: TaskOwner,
  place: FoundApi & { readonly stage: string; readonly method: string },
): string | undefined {
  return refuseCaller({ ...place, partition, accountId }, (...asked) => authorize(machine, ...asked));
}

/**
 * The members and their order are *recorded* (LocalStack's AWS-validated snapshots); which headers @connections answers
 * with is *assumed* from them, without those of CloudFront.
 */
function describeResponse({ now, uuid }: ApiGatewayTasksWorld, answer: ConnectionsAnswer): JsonObject {
  const { status, body = "", headers = {} } = answer;
  const type = headers["content-type"];
  const all = {
    Connection: "keep-alive",
    "Content-Length": String(Buffer.byteLength(body)),
    ...(type !== undefined && { "Content-Type": type }),
    Date: new Date(now()).toUTCString(),
    "x-amz-apigw-id": createRequestId(),
    "x-amzn-RequestId": uuid(),
  };
  return {
    Headers: Object.fromEntries(Object.entries(all).map(([name, value]): [string, Json] => [name, [value]])),
    ResponseBody: type === "application/json" && body !== "" ? JSON.parse(body) : body,
    StatusCode: status,
    StatusText: STATUS_CODES[status] ?? "",
  };
}
