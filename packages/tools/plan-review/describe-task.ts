import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** What a Task calls: `dynamodb:getItem`, `lambda:invoke authorize`; undefined for a state that is none, or says nothing. */
export function describeCall(state: JsonObject): string | undefined {
  const resource = state["Resource"];
  if (state["Type"] !== "Task" || typeof resource !== "string") return undefined;
  const call = /^arn:[\w-]+:states:[^:]*:[^:]*:(.+)$/.exec(resource)?.[1] ?? resource;
  const target = readTarget(state["Arguments"]) ?? readTarget(state["Parameters"]);
  return target === undefined ? call : `${call} ${target}`;
}

/** The members that name what is called, in any service. */
const TARGETS = ["FunctionName", "StateMachineArn", "TableName", "QueueUrl", "TopicArn", "EventBusName", "Bucket"];

function readTarget(input: Json | undefined): string | undefined {
  if (!isJsonObject(input)) return undefined;
  return TARGETS.map((name) => input[name]).find((value) => typeof value === "string");
}

/** The errors that a state catches, each with the state that is next: `States.ALL to Refuse`. */
export function listCatches(state: JsonObject): string[] {
  const catchers = Array.isArray(state["Catch"]) ? state["Catch"].filter((one) => isJsonObject(one)) : [];
  return catchers.map(({ ErrorEquals: errors, Next: next }) => {
    return `${(Array.isArray(errors) ? errors : []).join(", ")} to ${String(next)}`;
  });
}
