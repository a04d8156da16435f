import type { Trace, TracedEvent } from "@sfn-websocket/local/trace/trace";
import { diffJson } from "../../traces/diff-json";
import { findFailure } from "../../traces/find-failure";
import { findDataBefore, listVisits, nameVisit } from "../../traces/list-visits";
import { layOutTimeline, listTicks } from "../../traces/timeline";
import { executionOf, stateOf, toText, traceOf } from "./run-traced";

describe("why a trace failed", () => {
  const denied = {
    roleArn: "arn:aws:iam::123456789012:role/team/charger",
    principal: "states.amazonaws.com",
    action: "lambda:InvokeFunction",
    resource: "*",
    allowed: false,
    why: "no identity-based policy allows the lambda:InvokeFunction action",
    needed: { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: "*" },
  };
  const { roleArn: _roleArn, ...asked } = denied;
  const ofPolicy = { ...asked, principal: "apigateway.amazonaws.com" };
  const failure = { at: 1005, error: "Declined", cause: "<img src=x>", then: "failed" as const };
  const inner = stateOf({ name: "Charge", type: "Task", status: "failed", failures: [failure] });
  const execution = executionOf({
    status: "FAILED",
    error: "Declined",
    cause: "<img src=x>",
    states: [
      stateOf({ name: "First", status: "caught", failures: [{ at: 1001, error: "Other", then: "caught" }] }),
      stateOf({
        name: "Both",
        type: "Parallel",
        status: "failed",
        failures: [failure],
        children: [
          stateOf({ type: "Branch", status: "aborted" }),
          stateOf({ type: "Branch", status: "failed", index: 1, children: [inner] }),
        ],
      }),
    ],
  });
  const template = {
    source: { file: "routes/order.yaml", key: "$default" },
    error: { message: "bad", line: 3, column: 7 },
  };
  const unrouted = { expression: "$request.body.action", candidates: ["order"], why: "no route has the key 'x'" };

  it.each<[string, Partial<Trace>, object]>([
    [
      "the verdict that refused it",
      { verdicts: [{ by: "authorizer", name: "token", allowed: false, why: "it returned Deny" }], selection: unrouted },
      { stage: "verdicts", what: "authorizer 'token'", error: "refused", cause: "it returned Deny" },
    ],
    [
      "the route that was not found",
      { selection: unrouted },
      { stage: "selection", what: "route selection", error: "no route", cause: "no route has the key 'x'" },
    ],
    [
      "the request template, with its place",
      { request: template },
      { stage: "request", what: "request template '$default'", cause: "bad", place: "routes/order.yaml:3:7" },
    ],
    [
      "the permission that was missing, with the statement and the state",
      { permissions: [{ ...denied, allowed: true }, denied], execution },
      {
        stage: "permissions",
        what: "lambda:InvokeFunction by role 'charger'",
        error: "no statement allows it",
        cause: denied.why,
        denied,
        visit: "1.1.0",
      },
    ],
    [
      "the permission that the authorizer's role was missing",
      {
        verdicts: [{ by: "authorizer", name: "guard", allowed: false, why: "invalid permissions" }],
        permissions: [{ ...denied, by: "authorizer" }],
      },
      {
        stage: "permissions",
        what: "lambda:InvokeFunction by the authorizer's role 'charger'",
        error: "no statement allows it",
        cause: denied.why,
        denied: { ...denied, by: "authorizer" },
      },
    ],
    [
      "the permission that the function's own policy was missing",
      { permissions: [ofPolicy] },
      {
        stage: "permissions",
        what: "lambda:InvokeFunction by apigateway.amazonaws.com",
        error: "no statement allows it",
        cause: ofPolicy.why,
        denied: ofPolicy,
      },
    ],
    [
      "the innermost state that failed, not the one that was caught before",
      { execution },
      { stage: "execution", what: "state 'Charge'", error: "Declined", cause: "<img src=x>", visit: "1.1.0" },
    ],
    [
      "the execution, where no state is to blame",
      { execution: executionOf({ status: "TIMED_OUT" }) },
      { stage: "execution", what: "the execution", error: "TIMED_OUT" },
    ],
    [
      "the answer that API Gateway did not wait for, not the execution that went on",
      { execution: executionOf({ status: "RUNNING" }), status: 504, failure: "the integration did not answer" },
      { stage: "frame", what: "the answer", error: "504", cause: "the integration did not answer" },
    ],
    [
      "the call",
      {
        call: {
          type: "AWS",
          uri: "u",
          action: "dynamodb:PutItem",
          request: toText(""),
          status: 400,
          answer: toText("no"),
        },
      },
      { stage: "call", what: "dynamodb:PutItem", error: "status 400", cause: "no" },
    ],
    [
      "the response template",
      { response: { key: "500", why: "", source: {}, error: { message: "bad", line: 2 } } },
      { stage: "response", what: "response template", cause: "bad", place: "2" },
    ],
    [
      "what else is known",
      { status: 504, failure: "it took too long" },
      { stage: "frame", what: "the answer", error: "504", cause: "it took too long" },
    ],
  ])("is %s", (_name, members, expected) =>
    expect(findFailure(traceOf({ outcome: "failed", ...members }))).toEqual({ ...expected, isCaught: false }),
  );

  it("is the state that failed the execution, not what was caught before within another", () => {
    const [, both] = execution.states;
    const states = [
      ...(both ? [{ ...both, status: "caught" as const }] : []),
      stateOf({ name: "Reject", type: "Fail", status: "failed", failures: [{ ...failure, error: "No" }] }),
    ];
    expect(findFailure(traceOf({ outcome: "failed", execution: { ...execution, error: "No", states } }))).toMatchObject(
      {
        what: "state 'Reject'",
        error: "No",
        visit: "1",
      },
    );
  });

  it("is the state around a branch in which no state failed", () => {
    const states = [
      stateOf({ name: "Each", status: "failed", children: [stateOf({ type: "Iteration", status: "failed" })] }),
    ];
    expect(findFailure(traceOf({ outcome: "failed", execution: { ...execution, states } }))).toMatchObject({
      what: "state 'Each'",
      visit: "0",
    });
  });

  it("is what the workflow caught, and says so", () => {
    const caught = executionOf({
      states: [stateOf({ name: "First", status: "caught", failures: [{ ...failure, then: "caught" }] })],
    });
    expect(findFailure(traceOf({ outcome: "caught", execution: caught }))).toEqual({
      stage: "execution",
      what: "state 'First'",
      error: "Declined",
      cause: "<img src=x>",
      visit: "0",
      isCaught: true,
    });
  });

  it.each(["ok", "running"] as const)("is nothing where it is %s", (outcome) =>
    expect(findFailure(traceOf({ outcome, execution }))).toBeUndefined(),
  );
});

describe("visits", () => {
  const states = [
    stateOf({ name: "A", output: toText("1") }),
    stateOf({
      name: "M",
      type: "Map",
      input: toText("2"),
      children: [stateOf({ type: "Iteration", index: 4, children: [stateOf({ name: "I", input: toText("3") })] })],
    }),
    stateOf({ name: "B" }),
  ];

  it("are named by their place, each with the visit before it", () => {
    const visits = listVisits(states).map(({ state, path, depth, before }) => [
      path,
      depth,
      nameVisit(state),
      before?.name,
    ]);
    expect(visits).toEqual([
      ["0", 0, "A", undefined],
      ["1", 0, "M", "A"],
      ["1.0", 1, "Iteration 4", undefined],
      ["1.0.0", 2, "I", undefined],
      ["2", 0, "B", "M"],
    ]);
  });

  it("are compared with the output before, else with their input", () => {
    expect(listVisits(states).map((visit) => findDataBefore(visit))).toEqual([
      undefined,
      { from: "A", text: toText("1") },
      undefined,
      { from: "its input", text: toText("3") },
      undefined,
    ]);
  });
});

describe("the timeline", () => {
  it("has the gateway's stages, the call, and each state with its attempts and waits", () => {
    const events: TracedEvent[] = [
      { id: 1, previousEventId: 0, timestamp: 1020, type: "TaskStateEntered", details: { name: "Charge" } },
      { id: 2, previousEventId: 1, timestamp: 1020, type: "TaskScheduled" },
      { id: 3, previousEventId: 2, timestamp: 1030, type: "TaskFailed", details: { error: "Busy", cause: "c" } },
      { id: 4, previousEventId: 3, timestamp: 1050, type: "TaskScheduled" },
      { id: 5, previousEventId: 4, timestamp: 1060, type: "TaskSucceeded", details: { output: "{}" } },
    ];
    const failures = [{ at: 1030, error: "Busy", then: "retried" as const }];
    const states = [
      stateOf({ name: "Charge", type: "Task", enteredAt: 1020, exitedAt: 1060, failures }),
      stateOf({ name: "Later", type: "Wait", enteredAt: 1060, exitedAt: 1090 }),
    ];
    const trace = traceOf({
      duration: 100,
      verdicts: [
        { by: "throttle", allowed: true, why: "" },
        { by: "authorizer", name: "token", allowed: true, why: "", duration: 5 },
      ],
      call: { type: "AWS", uri: "u", action: "states:StartSyncExecution", request: toText(""), duration: 75 },
      execution: executionOf({ startedAt: 1020, duration: 70, states, events }),
    });
    const { rows, duration } = layOutTimeline(trace);
    expect(duration).toBe(100);
    expect(rows.map(({ label, depth, start, end, visit }) => [label, depth, start, end, visit])).toEqual([
      ["authorizer 'token'", 0, 0, 5, undefined],
      ["Route and request", 0, 5, 20, undefined],
      ["states:StartSyncExecution", 0, 20, 95, undefined],
      ["Charge", 1, 20, 60, "0"],
      ["Later", 1, 60, 90, "1"],
      ["Answer", 0, 95, 100, undefined],
    ]);
    expect(rows[3]?.segments).toEqual([
      { kind: "work", start: 20, end: 30, isFailed: true },
      { kind: "wait", start: 30, end: 50 },
      { kind: "work", start: 50, end: 60, isFailed: false },
    ]);
    expect(rows[4]?.segments).toEqual([{ kind: "wait", start: 60, end: 90 }]);
  });

  it("gives each visit of a state its own attempts, without events too", () => {
    const visit = (at: number) =>
      stateOf({
        name: "Charge",
        type: "Task",
        enteredAt: at,
        exitedAt: at + 5,
        task: { resource: "r", answer: toText("{}"), mocked: false, attempts: 1 },
      });
    const { rows } = layOutTimeline(traceOf({ execution: executionOf({ states: [visit(1000), visit(1010)] }) }));
    const states = rows.filter(({ label }) => label === "Charge");
    expect(states.map(({ segments }) => segments.map(({ start, end }) => [start, end]))).toEqual([
      [[0, 5]],
      [[10, 15]],
    ]);
  });

  it("is the gateway's alone where nothing was called", () => {
    const { rows } = layOutTimeline(traceOf());
    expect(rows.map(({ label, start, end }) => [label, start, end])).toEqual([["API Gateway", 0, 10]]);
  });

  it("is cut where it is too long to be drawn", () => {
    const states = Array.from({ length: 3000 }, () => stateOf());
    const { rows, isCut } = layOutTimeline(traceOf({ execution: executionOf({ states }) }));
    expect([rows.length, isCut]).toEqual([2000, true]);
  });

  it.each([
    [0, [0]],
    [10, [0, 2, 4, 6, 8, 10]],
    [3100, [0, 1000, 2000, 3000]],
    [0.7, [0, 0.2, 0.4, 0.6]],
  ])("has round ticks for %d ms", (duration, ticks) => expect(listTicks(duration)).toEqual(ticks));
});

describe("the diff", () => {
  it.each([
    [1, 1, []],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    [1, null, [{ path: "$", kind: "changed", before: 1, after: null }]],
    [
      { a: 1, b: 2 },
      { c: 3, a: 4 },
      [
        { path: "$.c", kind: "added", after: 3 },
        { path: "$.a", kind: "changed", before: 1, after: 4 },
        { path: "$.b", kind: "removed", before: 2 },
      ],
    ],
    [
      { "it's": { "a b": 1 } },
      { "it's": { "a b": 2 } },
      [{ path: `$["it's"]["a b"]`, kind: "changed", before: 1, after: 2 }],
    ],
    [[1, 2, 3], [1, 9, 2, 3], [{ path: "$[1]", kind: "added", after: 9 }]],
    [[1, 2, 3], [1, 3], [{ path: "$[1]", kind: "removed", before: 2 }]],
    [[{ a: 1 }, 2], [{ a: 3 }, 2], [{ path: "$[0].a", kind: "changed", before: 1, after: 3 }]],
    [JSON.parse('{"__proto__":1}'), {}, [{ path: "$.__proto__", kind: "removed", before: 1 }]],
    [{}, JSON.parse('{"toString":null}'), [{ path: "$.toString", kind: "added", after: null }]],
  ])("of %j and %j is %j", (before, after, changes) =>
    expect(diffJson(before, after)).toEqual({ changes, isCut: false }),
  );

  it("is cut where too much differs", () => {
    const numbers = (first: number) => Array.from({ length: 1000 }, (_, index) => first + index * 2);
    const { changes, isCut } = diffJson(numbers(0), numbers(1));
    expect([changes.length, isCut]).toEqual([500, true]);
  });
});
