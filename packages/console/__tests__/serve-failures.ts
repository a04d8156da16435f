import type { JsonObject } from "@sfn-websocket/languages/json";
import { configuration, PASS, type TestRoute } from "@sfn-websocket/local/__tests__/configuration";
import { type Served, serve } from "@sfn-websocket/local/__tests__/serve";
import { createVirtualClock } from "@sfn-websocket/local/__tests__/virtual-clock";
import { TraceStore } from "@sfn-websocket/local/trace/trace-store";
import { answerTask, DECLINED_CARD, readOrderWorkflow } from "./serve-orders";

const MOCK: JsonObject = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };
const DENIED = "arn:aws:states:us-east-1:123456789012:stateMachine:r4";

const failing = (Error: string, Cause: string): JsonObject => ({
  StartAt: "Give Up",
  States: { "Give Up": { Type: "Fail", Error, Cause } },
});

/** The route `late`'s. */
const LATE = 1_000;

/** Routes of which each fails in a way of its own but the first, of which the workflow catches what fails. */
const ROUTES: Readonly<Record<string, TestRoute>> = {
  order: { definition: readOrderWorkflow() },
  throttled: { integration: MOCK },
  model: {
    integration: MOCK,
    route: { model_selection_expression: "$default", request_models: { $default: "${aws_apigatewayv2_model.n.name}" } },
  },
  template: { integration: { ...MOCK, request_templates: { $default: "{\n  $input.path('$..[')\n}" } } },
  denied: { definition: PASS },
  state: { definition: failing("Full", '{"errorMessage":"no room is left","shelf":7}') },
  call: { definition: PASS, integration: { request_templates: { $default: "{}" } } },
  response: {
    integration: MOCK,
    responses: { $default: { response_templates: { $default: "{\n  $input.path('$..[')\n}" } } },
  },
  late: {
    definition: { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 60, End: true } } },
    integration: { timeout_milliseconds: LATE },
  },
};

/** What a message is sent to, each of which another failure comes of; `nowhere` is no route. */
export const FAILURES = ["nowhere", ...Object.keys(ROUTES)];

export interface FailuresServed extends Served {
  /** Sends a message to each of `FAILURES`; resolves to the ids of the traces by the names. */
  sendAll(): Promise<Readonly<Record<string, number>>>;
}

/** An API whose messages fail in every way there is, on a clock that only passes with what they do. */
export async function serveFailures(): Promise<FailuresServed> {
  const clock = createVirtualClock();
  const traces = new TraceStore();
  const resource = {
    aws_apigatewayv2_model: {
      n: {
        api_id: "${aws_apigatewayv2_api.main.id}",
        name: "N",
        content_type: "application/json",
        schema: JSON.stringify({ type: "object", required: ["n"] }),
      },
    },
  };
  const stage = {
    route_settings: [{ route_key: "throttled", throttling_rate_limit: 0, throttling_burst_limit: 0 }],
  };
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", NotResource: DENIED }] };
  const served = await serve(configuration({ api: { name: "orders" }, routes: ROUTES, resource, stage, policy }), {
    traces,
    clock,
    runTask: async (_, task) => answerTask(task, async (takes) => clock.advance(takes)),
  });
  const send = async (name: string): Promise<number> => {
    const answer = client.ask(JSON.stringify({ action: name, article: "chair", quantity: 3, card: DECLINED_CARD }));
    if (name === "late") {
      await clock.waiting(LATE);
      clock.advance(LATE);
    }
    await answer;
    return traces.list().at(-1)?.id ?? 0;
  };
  const client = await served.connect();
  const sendAll = async () => {
    const ids: [string, number][] = [];
    for (const name of FAILURES) ids.push([name, await send(name)]);
    return Object.fromEntries(ids);
  };
  return { ...served, sendAll };
}
