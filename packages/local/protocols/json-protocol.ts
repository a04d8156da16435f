import { randomUUID } from "node:crypto";
import type { AwsAnswer, AwsRequest } from "./aws-request";

/** The outcome of an action in one of AWS's JSON protocols. */
export interface JsonAnswer {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
  /** True if resources have changed, so that a snapshot of them is out of date. @default false */
  readonly mutates?: boolean;
  /** The name of the action, where the service has none of that name. */
  readonly unknown?: string;
}

/** An AWS API's answer, and what whoever serves it wants to know of it. */
export interface ApiAnswer extends AwsAnswer, Pick<JsonAnswer, "mutates" | "unknown"> {}

export interface JsonApi {
  /** Of the protocol: `1.0` or `1.1`. */
  readonly version: string;
  readonly call: (action: string, request: AwsRequest) => Promise<JsonAnswer> | JsonAnswer;
}

/** Returns what answers the calls of a service in a JSON protocol: the action is what follows the dot in `X-Amz-Target`. */
export function createJsonApi({ version, call }: JsonApi): (request: AwsRequest) => Promise<ApiAnswer> {
  return async (request) => {
    const action = request.headers["x-amz-target"]?.split(".")[1] ?? "";
    const answer = await call(action, request);
    const headers = { "content-type": `application/x-amz-json-${version}`, "x-amzn-requestid": randomUUID() };
    return { ...answer, headers };
  };
}

/** As `createJsonApi`, of a service in AWS's JSON 1.1 that needs nothing of a call but its body. */
export const createJson11Api = ({ call }: { readonly call: (action: string, body: string) => JsonAnswer }) =>
  createJsonApi({ version: "1.1", call: (action, { body }) => call(action, body) });
