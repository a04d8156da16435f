import type { JsonObject } from "@sfn-websocket/languages/json";
import { KeptEvent } from "@sfn-websocket/languages/states-language/world/history-event";
import { TaskFailure } from "@sfn-websocket/languages/states-language/state-machine";
import { describeMessage } from "../../apigateway/stage/message-report";
import { ExecutionTrail, type FollowedRun } from "../../stepfunctions/execution-trail";
import { readExecutionTrace } from "../../trace/read-execution";
import type { Trace } from "../../trace/trace";
import { TraceStore } from "../../trace/trace-store";
import type { AwsWorld } from "../../account/aws";
import { configuration, PASS, type TestApi } from "../configuration";
import { type Client, type Served, serve } from "../serve";

const END = { Type: "Pass", End: true } as const;
const TASK = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "charge" },
} as const;

const PARALLEL: JsonObject = {
  StartAt: "Both",
  States: {
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Good", States: { Good: END } },
        { StartAt: "Bad", States: { Bad: { ...TASK, End: true } } },
      ],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Reject" }],
      End: true,
    },
    Reject: { Type: "Fail", Error: "No", Cause: "money" },
  },
};

describe("what is kept", () => {
  let traces: TraceStore;
  let served: Served;
  let client: Client;

  async function open(api: TestApi, lent: Partial<AwsWorld> = {}, path = "/api"): Promise<void> {
    traces = new TraceStore();
    served = await serve(configuration(api), { traces, ...lent });
    client = await served.connect(path);
  }
  /** The trace of a message that is answered. */
  async function send(message: string): Promise<Trace> {
    await client.ask(message);
    return latest();
  }
  const latest = (): Trace => {
    const { id = 0 } = traces.list().at(-1) ?? {};
    const found = traces.findTrace(id);
    if (found === undefined) throw new Error("no trace");
    return found;
  };
  afterEach(async () => {
    client.socket.terminate();
    await served.close();
  });

  it("of a message: its whole way", async () => {
    await open({ routes: { $default: { definition: PASS } }, stage: { stage_variables: { color: "blue" } } });
    const trace = await send('{"action":"ordre","n":1}');
    expect(trace).toMatchObject({
      kind: "MESSAGE",
      outcome: "ok",
      status: 200,
      workflow: "r0",
      routeKey: "$default",
      received: { text: '{"action":"ordre","n":1}', length: 24 },
      selection: {
        value: "ordre",
        candidates: ["$default"],
        chosen: "$default",
        why: "no route has the key 'ordre', so $default takes it",
      },
      request: { source: { key: "$default" }, stageVariables: { color: "blue" } },
      permissions: [{ allowed: true, statement: { policy: "policy 'policy' of role 'role'" } }],
      call: { action: "states:StartSyncExecution", status: 200 },
      execution: { status: "SUCCEEDED", states: [{ name: "Pass", status: "succeeded" }] },
      response: { key: "$default" },
      frame: { kind: "answer", why: "route '$default' has a route response" },
    });
    expect(trace.execution?.events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [1, 0, "ExecutionStarted"],
      [2, 0, "PassStateEntered"],
      [3, 2, "PassStateExited"],
      [4, 3, "ExecutionSucceeded"],
    ]);
  });

  it.each([
    ["$input.path('$.outptu')", ", and the answer is empty"],
    [
      `#foreach($i in [1..66])${"é".repeat(1_000)}#end`,
      "; the answer has 132000 bytes, a message of AWS's at most 131072: it may not arrive there",
    ],
  ])("tells of an answer that a client may not see (%#)", async (template, told) => {
    const responses = { $default: { response_templates: { $default: template } } };
    await open({ routes: { $default: { definition: PASS, responses } } });
    const { frame } = await send("{}");
    expect(frame).toMatchObject({ kind: "answer", why: `route '$default' has a route response${told}` });
  });

  it("of a message: the expression that selected its route, whatever the API says since", async () => {
    const lines: string[] = [];
    const routes = { $default: { definition: PASS }, other: { definition: PASS } };
    await open({ routes }, { report: (steps) => lines.push(describeMessage(steps).about) });
    const { apigateway } = served.aws().region("us-east-1");
    for (const api of apigateway.apis())
      apigateway.updateApi({ ...api, routeSelectionExpression: "$request.body.kind" });
    const { selection } = await send('{"action":"ordre","kind":"other"}');
    expect(selection).toMatchObject({ expression: "$request.body.action", value: "ordre", chosen: "$default" });
    expect(lines.at(-1)).toBe("($request.body.action names no route, got 'ordre')");
  });

  it("of a message: the model of all others, where its key is what every object has", async () => {
    const any = {
      api_id: "${aws_apigatewayv2_api.main.id}",
      name: "Any",
      content_type: "application/json",
      schema: "{}",
    };
    const route = { request_models: { $default: "Any" }, model_selection_expression: "$request.body.type" };
    const routes = { $default: { definition: PASS, route } };
    await open({ routes, resource: { aws_apigatewayv2_model: { any } } });
    const { verdicts } = await send('{"type":"constructor"}');
    expect(verdicts).toEqual([{ by: "model", name: "Any", allowed: true, why: "the message fits" }]);
  });

  const chance = (value: string): TestApi["routes"] => ({
    $default: {
      definition: { QueryLanguage: "JSONata", StartAt: "Make", States: { Make: { ...END, Output: { made: value } } } },
      responses: {
        $default: {
          response_templates: {
            $default: "$context.requestId $context.messageId $context.requestTimeEpoch $input.path('$.output')",
          },
        },
      },
    },
  });

  it.each([
    ["nothing of it", "{% $states.input.n + 1 %}"],
    ["an UUID", "{% $uuid() %}"],
    ["a shuffled list", "{% $join($shuffle([1..20]).$string(), ' ') %}"],
  ])("of a message in which %s is left to chance: what happened, whenever it is read", async (_, value) => {
    await open({ routes: chance(value) });
    const answer = await client.ask('{"n":1}');
    await client.ask('{"n":2}');
    for (let time = 0; time < 2; time += 1) {
      const trace = traces.findTrace(2);
      expect(trace?.frame.text?.text).toBe(answer);
      expect(answer).toContain(trace?.execution?.states[0]?.output?.text);
    }
  });

  it("of a message to which nothing is answered: that, in its summary too", async () => {
    const isTwoWay = false;
    const mock = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };
    const routes = { pass: { definition: PASS, isTwoWay }, mock: { integration: mock, isTwoWay } };
    await open({ routes: { ...routes, $default: { definition: PASS } } });
    for (const action of ["pass", "mock"]) client.socket.send(JSON.stringify({ action }));
    await send("{}");
    await send("[]");
    const told = traces.list().map(({ routeKey, isUnanswered }) => [routeKey, isUnanswered]);
    expect(told.slice(1).sort()).toEqual([
      ["$default", undefined],
      ["$default", undefined],
      ["mock", true],
      ["pass", true],
    ]);
    expect(traces.findTrace(2)?.frame.kind).toBe("none");
  });

  it("of a workflow: the branches below their state, what failed in them and what caught it", async () => {
    const fail = () => Promise.reject(new TaskFailure("Lambda.X", "why"));
    await open({ routes: { $default: { definition: PARALLEL } } }, { runTask: fail });
    const { outcome, failure, execution } = await send("{}");
    expect({ outcome, failure, status: execution?.status }).toEqual({
      outcome: "failed",
      failure: "Reject: No (money)",
      status: "FAILED",
    });
    expect(execution?.states).toMatchObject([
      {
        name: "Both",
        status: "caught",
        next: "Reject",
        children: [
          { type: "Branch", index: 0, status: "succeeded", children: [{ name: "Good", status: "succeeded" }] },
          {
            type: "Branch",
            index: 1,
            status: "failed",
            children: [
              {
                name: "Bad",
                status: "failed",
                failures: [{ error: "Lambda.X", cause: "why", then: "failed" }],
                task: { resource: "arn:aws:states:::lambda:invoke", mocked: false, attempts: 1 },
              },
            ],
          },
        ],
      },
      { name: "Reject", status: "failed", failures: [{ error: "No", cause: "money", then: "failed" }] },
    ]);
  });
});

it("tells of the first events, where a loop hands much data on, and not how a state ended of which that is left out", () => {
  const trail = new ExecutionTrail({ keepsEvents: true });
  const machine = { name: "loop", stateMachineArn: "arn", definition: "{}" } as FollowedRun["machine"];
  trail.begin({ machine, executionArn: "arn", name: "name", input: "{}", startDate: 0 });
  const input = "x".repeat(262_144);
  for (let id = 1; id <= 100; id += 1)
    trail.keep?.(
      new KeptEvent({ id, previousEventId: id - 1, timestamp: 0, type: "PassStateEntered", data: input }, () => ({
        input,
      })),
    );
  expect(readExecutionTrace(trail)?.states[0]?.status).toBe("running");
  trail.end({ status: "SUCCEEDED", stopDate: 0 });
  const trace = readExecutionTrace(trail);
  expect([trace?.events.length, trace?.eventsLeftOut]).toEqual([64, 36]);
  expect(new Set(trace?.states.map(({ status }) => status))).toEqual(new Set(["gone"]));
});
