import { randomUUID } from "node:crypto";
import { findJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { printThrown } from "../protocols/api-error";
import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import type { Actions } from "../protocols/action";
import { createQueryApi, type XmlValue } from "../protocols/query-protocol";
import { createUnusedLog, findUnused, type LogUnused } from "../protocols/unused-members";
import type { Answer, AnswerValue, CloudWatchStore } from "./action";
import { ACTIONS, type CloudWatch } from "./cloudwatch";
import { printMembers } from "./print-members";
import { CloudWatchError } from "./wire";

const SERVICE = "CloudWatch";
const NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";

/**
 * Returns what answers CloudWatch's API, as far as it is about metric alarms and dashboards, in the two protocols that
 * Terraform's provider and AWS's SDK for JavaScript speak: AWS's query protocol, and JSON 1.0.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html
 */
export function createCloudWatchApi(
  { store }: CloudWatch,
  log: (line: string) => void,
): (request: AwsRequest) => ApiAnswer {
  const callQuery = createQueryApi({
    service: SERVICE,
    namespace: NAMESPACE,
    actions: QUERY_ACTIONS,
    store,
    isError: (thrown) => thrown instanceof CloudWatchError,
    log,
  });
  const logUnused = createUnusedLog(SERVICE, log);
  return (request) => {
    const { "smithy-protocol": protocol, "x-amz-target": target } = request.headers;
    if (protocol !== undefined) return refuseProtocol(protocol);
    return target === undefined
      ? callQuery(request)
      : callJson({ store, log, logUnused, name: target.split(".")[1] ?? "", body: request.body });
  };
}

const QUERY_ACTIONS: Actions<CloudWatchStore, XmlValue> = Object.fromEntries(
  Object.entries(ACTIONS).map(([name, action]) => {
    const answer = (store: CloudWatchStore, body: Json): XmlValue => {
      const members = action.answer(store, body);
      return members === undefined ? undefined : printMembers(members);
    };
    return [name, { ...action, answer }];
  }),
);

interface JsonCall {
  readonly store: CloudWatchStore;
  readonly log: (line: string) => void;
  readonly logUnused: LogUnused;
  readonly name: string;
  readonly body: string;
}

function callJson({ store, log, logUnused, name, body }: JsonCall): ApiAnswer {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) return { ...printError(new CloudWatchError("InvalidAction", "")), unknown: name };
  try {
    const request = parseBody(body);
    logUnused(name, findUnused(request, action.members));
    const answer = action.answer(store, request);
    const text = answer === undefined ? "" : JSON.stringify(printJson(answer));
    return { status: 200, headers: describeHeaders(), body: text, ...(action.mutates && { mutates: true }) };
  } catch (thrown) {
    if (thrown instanceof CloudWatchError) return printError(thrown);
    log(`${SERVICE}: ${name} failed: ${printThrown(thrown)}`);
    return printError(new CloudWatchError("InternalServiceError", ""));
  }
}

function parseBody(text: string): JsonObject {
  const body = findJsonObject(text);
  if (body !== undefined) return body;
  throw new CloudWatchError("SerializationException", "");
}

/** In JSON a time is seconds since 1970. */
function printJson(value: AnswerValue): AnswerValue {
  if (value instanceof Date) return value.getTime() / 1_000;
  if (Array.isArray(value)) return value.map(printJson);
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value as Answer).map(([name, member]) => [name, printJson(member)]));
}

const describeHeaders = (): Readonly<Record<string, string>> => ({
  "content-type": "application/x-amz-json-1.0",
  "x-amzn-requestid": randomUUID(),
});

function printError({ status, body, queryError }: CloudWatchError): ApiAnswer {
  return { status, headers: { ...describeHeaders(), "x-amzn-query-error": queryError }, body };
}

/** A client that speaks neither protocol, such as one of CBOR, is told so in no protocol. */
function refuseProtocol(protocol: string): ApiAnswer {
  const headers = { "content-type": "text/plain", "smithy-protocol": protocol };
  return { status: 415, headers, body: "", unknown: `the protocol ${protocol}` };
}
