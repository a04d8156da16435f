import type { Ending, Exchange } from "../../smoke/exchange";
import { judgeExchange } from "../../smoke/judge-exchange";
import type { Expectation } from "../../smoke/options";

const SENT = {
  url: new URL("ws://127.0.0.1:4566/api"),
  message: "{}",
  isSigned: false,
  hasApiKey: false,
  timeout: 30,
  connectTimeout: 10,
};
const ARN = "arn:aws:states:us-east-1:123456789012:express:m:n:u";
const execution = (status: string, members: object = {}) => JSON.stringify({ executionArn: ARN, status, ...members });
const frame = (message: string) => `{"message": "${message}", "connectionId":"c", "requestId":"r"}`;

/** What is wrong with answers, in a word and a sentence. */
function judge(texts: readonly string[], expected?: Expectation, ending: Ending = { kind: "answered" }) {
  const exchange: Exchange = { connectLatency: 1, received: texts.map((text) => ({ text, latency: 1 })), ending };
  const problem = judgeExchange(exchange, expected, SENT);
  return problem && [problem.name, problem.what];
}

describe("an answer", () => {
  it.each<[string, Expectation | undefined]>([
    [execution("SUCCEEDED"), undefined],
    [execution("SUCCEEDED"), "SUCCEEDED"],
    [execution("FAILED"), "FAILED"],
    [execution("TIMED_OUT"), "TIMED_OUT"],
    [execution("FAILED"), "any"],
    ['{"error":"E","cause":"c"}', "FAILED"],
    ['{"error":"States.Timeout"}', "FAILED"],
    ['{"error":"States.Timeout"}', "TIMED_OUT"],
    [`{"executionArn":"${ARN}","startDate":1.6E9}`, undefined],
    ['{"greeting":"Hello"}', undefined],
    ['{"status":"PENDING"}', undefined],
    ['{"error":"E","more":1}', undefined],
    ['{"message":"hello"}', undefined],
    ['{"message":"hi","connectionId":"a","messageId":"1","from":"bob"}', undefined],
    ['{"message":"hi","connectionId":"a","requestId":"1","messageId":"1"}', undefined],
    ['{"message":"hi","connectionId":"a","messageId":1}', undefined],
    ['{"message":"hi","connectionId":"a"}', undefined],
    ["not JSON", undefined],
    ["null", "any"],
  ])("%s is as expected by %s", (text, expected) => {
    expect(judge([text], expected)).toBeUndefined();
  });

  it.each<[string, Expectation | undefined, string, string]>([
    [execution("FAILED"), undefined, "workflowFailed", "the execution is FAILED, expected SUCCEEDED"],
    [
      execution("FAILED", { error: "States.Runtime", cause: "c" }),
      "SUCCEEDED",
      "workflowDefect",
      "the execution is FAILED, expected SUCCEEDED",
    ],
    [execution("TIMED_OUT"), undefined, "workflowTimedOut", "the execution is TIMED_OUT, expected SUCCEEDED"],
    [execution("SUCCEEDED"), "FAILED", "succeeded", "the execution is SUCCEEDED, expected FAILED"],
    ['{"status":"FAILED"}', undefined, "workflowFailed", "the execution is FAILED, expected SUCCEEDED"],
    ['{"error":"E"}', undefined, "workflowFailed", "the execution is FAILED, expected SUCCEEDED"],
    ['{"cause":"c"}', undefined, "workflowFailed", "the execution is FAILED, expected SUCCEEDED"],
    ['{"greeting":"Hello"}', "SUCCEEDED", "noStatus", "the answer has no status, expected SUCCEEDED"],
    [frame("Forbidden"), undefined, "noRoute", "the answer is an error: Forbidden"],
    [frame("Forbidden"), "any", "noRoute", "the answer is an error: Forbidden"],
    [frame("Invalid request body"), "any", "badRequestBody", "the answer is an error: Invalid request body"],
    [
      '{"__type":"com.amazonaws.swf.service.v2.model#StateMachineDoesNotExist","message":"State Machine Does Not Exist: \'a\'"}',
      "any",
      "noStateMachine",
      "the answer is an error: StateMachineDoesNotExist: State Machine Does Not Exist: 'a'",
    ],
    [
      '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: a is not authorized"}',
      undefined,
      "integrationDenied",
      "the answer is an error: AccessDeniedException: User: a is not authorized",
    ],
    [
      '{"__type":"com.amazon.coral.service#UnknownOperationException"}',
      undefined,
      "badRequest",
      "the answer is an error: UnknownOperationException",
    ],
  ])("%s is not as expected by %s", (text, expected, name, what) => {
    expect(judge([text], expected)).toEqual([name, what]);
  });
});

describe("several answers", () => {
  const started = `{"executionArn":"${ARN}","startDate":1.6E9}`;

  it("are judged by the last", () => {
    expect(judge([started, execution("SUCCEEDED")], "SUCCEEDED")).toBeUndefined();
    expect(judge([started, execution("FAILED")])).toEqual([
      "workflowFailed",
      "the execution is FAILED, expected SUCCEEDED",
    ]);
  });

  it("may hold no error", () => {
    expect(judge([frame("Forbidden"), execution("SUCCEEDED")])).toEqual([
      "noRoute",
      "the answer is an error: Forbidden",
    ]);
  });

  it("must all come", () => {
    expect(judge([started], undefined, { kind: "unanswered" })).toEqual([
      "fewerAnswers",
      "no further answer within 30 s, got 1",
    ]);
    expect(judge([started], undefined, { kind: "closed", code: 1001, reason: "Going away" })).toEqual([
      "goingAway",
      "the connection was closed after 1 of the answers: 1001 Going away",
    ]);
  });
});

it.each<[Ending, string]>([
  [{ kind: "unreachable", code: "X", message: "connect X" }, "cannot connect: connect X"],
  [
    { kind: "refused", status: 403, headers: {}, body: '{\n "message":"Forbidden"}\n' },
    'the connection was refused with HTTP 403: { "message":"Forbidden"}',
  ],
  [{ kind: "refused", status: 403, headers: {}, body: "" }, "the connection was refused with HTTP 403: no body"],
  [
    { kind: "refused", status: 403, headers: {}, body: "x".repeat(501) },
    `the connection was refused with HTTP 403: ${"x".repeat(500)}`,
  ],
  [{ kind: "unconnected" }, "no connection within 10 s"],
  [{ kind: "unanswered" }, "no answer within 30 s"],
  [{ kind: "closed", code: 1006, reason: "" }, "the connection was closed before an answer: 1006"],
])("describes the ending %j", (ending, what) => {
  expect(judge([], "any", ending)?.[1]).toBe(what);
});
