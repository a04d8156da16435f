import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { HistoryEvent } from "@sfn-websocket/languages/states-language/world/history-event";
import type { ExecutionTrace, StateTrace, Trace, TraceText } from "@sfn-websocket/local/trace/trace";
import { runExecution, type TapeEntry } from "@sfn-websocket/tools/conformance/run-execution";

export const EXECUTION_ARN = "arn:aws:states:us-east-1:123456789012:express:orders:5e0c:1";
export const STATE_MACHINE_ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:orders";

export function toText(text: string): TraceText {
  return { text, length: text.length };
}

/** A trace of a message that went well, with other members. */
export function traceOf(members: Partial<Trace> = {}): Trace {
  return {
    id: 7,
    kind: "MESSAGE",
    startedAt: 1000,
    duration: 10,
    api: "orders",
    stage: "api",
    connectionId: "L0SM9cOFvHcCIhw=",
    routeKey: "order",
    status: 200,
    outcome: "ok",
    received: toText('{"action":"order"}'),
    verdicts: [],
    permissions: [],
    frame: { kind: "answer", why: "the route has a route response" },
    ...members,
  };
}

export function executionOf(members: Partial<ExecutionTrace> = {}): ExecutionTrace {
  return {
    executionArn: EXECUTION_ARN,
    stateMachineArn: STATE_MACHINE_ARN,
    name: "5e0c",
    status: "SUCCEEDED",
    startedAt: 1000,
    input: toText("{}"),
    definition: "{}",
    states: [],
    events: [],
    ...members,
  };
}

export function stateOf(members: Partial<StateTrace> = {}): StateTrace {
  return { name: "A", type: "Pass", enteredAt: 1000, status: "succeeded", failures: [], children: [], ...members };
}

/** The trace of a workflow that ran here, in virtual time, its tasks answering from the tape. */
export async function runTraced(
  definition: JsonObject,
  { input = {}, tape = [] }: { input?: Json; tape?: readonly TapeEntry[] },
): Promise<Trace> {
  const events: HistoryEvent[] = [];
  const outcome: JsonObject = {
    ...(await runExecution({ type: "EXPRESS", definition, input, tape }, (event) => events.push(event))),
  };
  const execution = executionOf({
    status: String(outcome["status"]),
    input: toText(JSON.stringify(input)),
    definition: JSON.stringify(definition, null, 2),
    events,
    ...("output" in outcome && { output: toText(JSON.stringify(outcome["output"])) }),
    ...(typeof outcome["error"] === "string" && { error: outcome["error"] }),
    ...(typeof outcome["cause"] === "string" && { cause: outcome["cause"] }),
  });
  return traceOf({ execution });
}
