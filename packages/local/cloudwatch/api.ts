import { randomUUID } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import { createQueryApi, type QueryAction } from "../protocols/query-protocol";
import type { Action, Answer, AnswerValue } from "./action";
import type { CloudWatch } from "./cloudwatch";
import { printMembers, readMembers } from "./query-members";
import { CloudWatchError } from "./wire";

const NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";

/**
 * Returns what answers CloudWatch's API, as far as it is about metric alarms and dashboards, in the two protocols that
 * Terraform's provider and AWS's SDK for JavaScript speak: AWS's query protocol, and JSON 1.0.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html
 */
export function createCloudWatchApi(
  { actions }: CloudWatch,
  log: (line: string) => void,
): (request: AwsRequest) => ApiAnswer {
  const callQuery = createQueryApi({
    namespace: NAMESPACE,
    actions: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, createQueryAction(action)])),
    isError: (thrown) => thrown instanceof CloudWatchError,
    log,
  });
  return (request) => {
    const { "smithy-protocol": protocol, "x-amz-target": target } = request.headers;
    if (protocol !== undefined) return refuseProtocol(protocol);
    return target === undefined ? callQuery(request) : callJson({ actions, log, target, body: request.body });
  };
}

function createQueryAction({ shapes, mutates, answer }: Action): QueryAction {
  return {
    ...(mutates && { mutates }),
    run(request) {
      const members = answer(readMembers(request, shapes));
      return members && printMembers(members);
    },
  };
}

interface JsonCall extends Pick<CloudWatch, "actions"> {
  readonly log: (line: string) => void;
  readonly target: string;
  readonly body: string;
}

function callJson({ actions, log, target, body }: JsonCall): ApiAnswer {
  const name = target.split(".")[1] ?? "";
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) return { ...printError(new CloudWatchError("InvalidAction", "")), unknown: name };
  try {
    const answer = action.answer(parseBody(body));
    const text = answer === undefined ? "" : JSON.stringify(printJson(answer));
    return { status: 200, headers: describeHeaders(), body: text, ...(action.mutates && { mutates: true }) };
  } catch (thrown) {
    if (thrown instanceof CloudWatchError) return printError(thrown);
    log(`CloudWatch: ${name} failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
    return printError(new CloudWatchError("InternalServiceError", ""));
  }
}

function parseBody(text: string): JsonObject {
  const body = parse(text);
  if (isJsonObject(body)) return body;
  throw new CloudWatchError("SerializationException", "");
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
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
