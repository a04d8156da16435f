import { callConnectionsApi, type ConnectionsCall, type RefusedCall } from "../apigateway/events/connections-api";
import type { ConnectionsAnswer } from "../apigateway/stage/connection-call";
import type { Aws } from "./aws";
import { explainMissingStage, findStage } from "./find-stage";

/** Answers a call of the @connections API without HTTP, as the API answers a signed one. */
export function callConnections(aws: Aws, call: ConnectionsCall): ConnectionsAnswer | RefusedCall {
  const { host, stage: name, method, connectionId, body, identity } = call;
  const address = { host, url: `/${name}` };
  const stage = findStage(aws, address);
  if (!stage) return { refused: explainMissingStage(aws, address) };
  return callConnectionsApi(aws.connections, stage, {
    method,
    connectionId,
    body: Buffer.from(body),
    isSigned: true,
    identity,
  });
}
