import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { answerTestState } from "./answer-test-state";
import type { Verdict } from "./verdict";
import { isSameAsRecorded, readText } from "./same-as-recorded";

/** A line of `test-state.jsonl`: a request of TestState, and the answer that AWS recorded. */
export interface TestStateCase {
  readonly request: JsonObject;
  /** the answer's members; `Error` {Code, Message} of a request that was refused */
  readonly expect: JsonObject;
}

/** Whether TestState answers as recorded, up to masks and what only the SDK adds. */
export async function runCase({ request, expect }: TestStateCase): Promise<Verdict> {
  const actual = await answerTestState(request, readTaskResult(expect));
  return { met: isSameAsRecorded(withoutTransport(expect), actual), actual: JSON.stringify(actual) };
}

/** The SDK adds the response's metadata, and an error's message once more. */
function withoutTransport(expect: JsonObject): Json {
  const { ResponseMetadata: _metadata, ...members } = expect;
  if (!isJsonObject(members["Error"])) return members;
  const { message: _message, ...refusal } = members;
  return refusal;
}

/** The task of a state that is not mocked answered from outside: its result, else its output, is the tape of the case. */
function readTaskResult({ inspectionData, output }: JsonObject): Json {
  const result = isJsonObject(inspectionData) ? inspectionData["result"] : undefined;
  return readText(result ?? output ?? null);
}
