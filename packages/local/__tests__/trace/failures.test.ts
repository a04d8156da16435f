import type { JsonObject } from "@sfn-websocket/languages/json";
import { cutText } from "../../trace/cut-text";
import type { Trace } from "../../trace/trace";
import { TraceStore } from "../../trace/trace-store";
import { configuration, PASS, type TestRoute, trust } from "../configuration";
import { type Client, type Served, serve } from "../serve";

const MOCK: JsonObject = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };
const MODEL = { type: "object", required: ["n"] };

const ROUTES: Readonly<Record<string, TestRoute>> = {
  throttled: { integration: MOCK },
  model: {
    integration: MOCK,
    route: { model_selection_expression: "$default", request_models: { $default: "${aws_apigatewayv2_model.n.name}" } },
  },
  template: { integration: { ...MOCK, request_templates: { $default: "#set($x = $input.path('$..['))\n$x" } } },
  denied: { definition: PASS, integration: { credentials_arn: "${aws_iam_role.other.arn}" } },
  unassumable: { definition: PASS, integration: { credentials_arn: "${aws_iam_role.closed.arn}" } },
  ending: { definition: { StartAt: "No", States: { No: { Type: "Fail", Error: "Full", Cause: "no room" } } } },
  late: {
    definition: { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 60, End: true } } },
    integration: { timeout_milliseconds: 1_000 },
  },
};

const SECRETS = {
  Authorization: "Bearer top",
  cookie: "a=top",
  "x-api-key": "top",
  "X-Auth": "top",
  "x-session-id": "top",
};
/** Of `{"alg":"none"}` and `{"sub":"me"}`. */
const WEB_TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.";

let traces: TraceStore;
let served: Served;
let client: Client;

beforeAll(async () => {
  traces = new TraceStore();
  const resource = {
    aws_iam_role: {
      other: { name: "other", assume_role_policy: trust("apigateway.amazonaws.com") },
      closed: { name: "closed", assume_role_policy: trust("lambda.amazonaws.com") },
    },
    aws_apigatewayv2_model: {
      n: {
        api_id: "${aws_apigatewayv2_api.main.id}",
        name: "N",
        content_type: "application/json",
        schema: JSON.stringify(MODEL),
      },
    },
  };
  const stage = {
    route_settings: [{ route_key: "throttled", throttling_rate_limit: 0, throttling_burst_limit: 0 }],
  };
  served = await serve(configuration({ routes: ROUTES, resource, stage }), { traces });
  client = await served.connect("/api?token=top&color=blue", {
    headers: { ...SECRETS, "x-color": "blue", "sec-websocket-protocol": `chat, ${WEB_TOKEN}` },
  });
}, 30_000);
afterAll(async () => {
  client.socket.terminate();
  await served.close();
});

/** The trace of a message, and what the client got. */
async function send(action: string): Promise<Trace> {
  const answer = client.ask(JSON.stringify({ action }));
  if (action === "late") {
    await served.clock.waiting(1_000);
    await served.clock.advance(1_000);
  }
  const frame = await answer;
  const { id = 0 } = traces.list().at(-1) ?? {};
  const trace = traces.findTrace(id);
  expect(trace?.frame.text?.text).toBe(frame);
  if (trace === undefined) throw new Error("no trace");
  return trace;
}

it.each([
  [
    "no route",
    "gone",
    403,
    /^Forbidden: no route matches/,
    { selection: { why: expect.stringMatching(/no \$default/) } },
  ],
  ["a throttle", "throttled", 429, /^Too Many Requests/, { verdicts: [{ by: "throttle", allowed: false }] }],
  ["a model", "model", 400, /does not fit/, { verdicts: [{ by: "model", name: "N", allowed: false }] }],
  ["a template", "template", 500, /template failed/, { request: { error: { line: 1 } } }],
  [
    "a role without the permission",
    "denied",
    400,
    /not authorized to perform: states:StartSyncExecution/,
    {
      permissions: [
        {
          allowed: false,
          action: "states:StartSyncExecution",
          needed: {
            Effect: "Allow",
            Action: "states:StartSyncExecution",
            Resource: expect.stringMatching(/:stateMachine:/),
          },
        },
      ],
    },
  ],
  [
    "a role that cannot be assumed",
    "unassumable",
    500,
    /^Internal server error: API Gateway does not have permission to assume/,
    {
      permissions: [
        {
          allowed: false,
          action: "sts:AssumeRole",
          needed: {
            Effect: "Allow",
            Principal: { Service: "apigateway.amazonaws.com" },
            Action: "sts:AssumeRole",
          },
        },
      ],
    },
  ],
  [
    "a state",
    "ending",
    200,
    /^No: Full \(no room\)$/,
    { execution: { status: "FAILED", error: "Full", states: [{ name: "No", status: "failed" }] } },
  ],
  [
    "the integration's timeout",
    "late",
    504,
    /^Endpoint request timed out: the integration did not answer within 1000 ms, and goes on unheard; raise timeout_milliseconds, 29000 at most, or post the answer to the connection$/,
    { execution: { status: "RUNNING", states: [{ name: "Wait", status: "running" }] } },
  ],
])("tells what failed by %s", async (_, action, status, failure, parts) => {
  const trace = await send(action);
  expect(trace).toMatchObject({ kind: "MESSAGE", outcome: "failed", status, ...parts });
  expect(trace.failure).toMatch(failure);
});

it("keeps no secret of a handshake", () => {
  const trace = traces.findTrace(1);
  const hidden = Object.keys(SECRETS).map((name) => [name.toLowerCase(), "..."]);
  expect(trace?.handshake).toMatchObject({
    query: { token: "...", color: "blue" },
    headers: { ...Object.fromEntries(hidden), "x-color": "blue", "sec-websocket-protocol": "chat, ..." },
    protocols: ["chat", "..."],
  });
  expect(JSON.stringify(trace)).not.toMatch(/top|eyJ/);
});

it("tells of a post to a connection that is gone", async () => {
  const id = encodeURIComponent("AAAAAAAAAAAAAAAAAA==");
  const url = `http://127.0.0.1:${served.port}/api/@connections/${id}`;
  const headers = { authorization: "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/execute-api/aws4_request" };
  expect((await fetch(url, { method: "POST", body: "hello", headers })).status).toBe(410);
  const { id: last = 0 } = traces.list().at(-1) ?? {};
  expect(traces.findTrace(last)).toMatchObject({
    kind: "POST",
    routeKey: "POST @connections",
    status: 410,
    outcome: "failed",
    failure: "GoneException: no connection of this id is open",
    received: { text: "hello" },
    frame: { kind: "none" },
  });
});

it("drops the oldest when there are too many", async () => {
  const few = new TraceStore({ traces: 2 });
  const other = await serve(configuration({ routes: { $default: { integration: MOCK } } }), { traces: few });
  const long = await other.connect();
  const text = "é".repeat(10_000);
  await long.ask("{}");
  await long.ask(text);
  expect(few.list().map(({ id }) => id)).toEqual([2, 3]);
  expect(few.dropped).toBe(1);
  expect(few.findTrace(1)).toBeUndefined();
  expect(few.findTrace(3)?.received).toEqual({ text, length: 10_000 });
  expect(few.findSummary(3)?.excerpt).toHaveLength(200);
  long.socket.terminate();
  await other.close();
});

it("cuts a long text, never within a character, and tells its length", () => {
  const text = `${"a".repeat(256 * 1024 - 1)}😀`;
  expect(cutText(text)).toEqual({ text: "a".repeat(256 * 1024 - 1), length: text.length });
  expect(cutText("short")).toEqual({ text: "short", length: 5 });
});
