import { callConnectionsApi, type ConnectionsAnswer } from "../apigateway/connections-api";
import type { Identity } from "../apigateway/resources";
import type { Aws } from "./aws";
import { findStage } from "../http/find-stage";

/** What a service of this AWS asks of an open connection. */
export interface ConnectionsCall {
  /** `<api id>.execute-api.<region>.amazonaws.com`. */
  readonly host: string;
  /** The stage's name. */
  readonly stage: string;
  /** `POST`, `GET` or `DELETE`. */
  readonly method: string;
  readonly connectionId: string;
  /** The message of a `POST`. @default "" */
  readonly body?: string | Buffer;
  /** Who calls, for the access log. @default nothing is told */
  readonly identity?: Identity;
}

/** An address that leads nowhere, which AWS refuses with 403: what is wrong with it. */
export interface RefusedCall {
  readonly refused: string;
}

/** Answers a call of the @connections API without HTTP, as the API answers a signed one. */
export function callConnections(aws: Aws, call: ConnectionsCall): ConnectionsAnswer | RefusedCall {
  const { host, stage: name, method, connectionId, body = "", identity = { sourceIp: "", userAgent: "" } } = call;
  const stage = findStage(aws, { host, url: `/${name}` });
  if (typeof stage === "string") return { refused: stage };
  return callConnectionsApi(aws.connections, stage, {
    method,
    connectionId,
    body: Buffer.from(body),
    isSigned: true,
    identity,
  });
}
