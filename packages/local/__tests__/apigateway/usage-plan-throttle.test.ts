import type { JsonObject } from "@sfn-websocket/languages/json";
import { configuration } from "../configuration";
import { serve, type Served } from "../serve";

const MOCK = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };
const key = (name: string) => ({ name, value: `${name}-0123456789abcdefghij` });
const member = (name: string) => ({
  key_id: `\${aws_api_gateway_api_key.${name}.id}`,
  key_type: "API_KEY",
  usage_plan_id: "${aws_api_gateway_usage_plan.plan.id}",
});
const keyed = (plan: JsonObject, stage: JsonObject = {}) =>
  configuration({
    routes: { $connect: { integration: MOCK, route: { api_key_required: true } } },
    resource: {
      aws_api_gateway_api_key: { one: key("one"), two: key("two") },
      aws_api_gateway_usage_plan: {
        plan: {
          name: "plan",
          api_stages: [
            { api_id: "${aws_apigatewayv2_api.main.id}", stage: "${aws_apigatewayv2_stage.main.name}", ...stage },
          ],
          ...plan,
        },
      },
      aws_api_gateway_usage_plan_key: { one: member("one"), two: member("two") },
    },
  });

const connect = (served: Served, name: string): Promise<number> =>
  served.connect("/api", { headers: { "x-api-key": key(name).value } }).then(
    ({ socket }) => (socket.terminate(), 101),
    ({ status }: { readonly status: number }) => status,
  );

describe("a usage plan's throttle", () => {
  let served: Served;
  afterEach(() => served.close());

  it("rejects the clients of a key with 429 while its own bucket is empty", async () => {
    served = await serve(keyed({ throttle_settings: { burst_limit: 2, rate_limit: 1 } }));
    const statuses = [];
    for (const name of ["one", "one", "one", "two"]) statuses.push(await connect(served, name));
    served.clock.advance(1_000);
    statuses.push(await connect(served, "one"), await connect(served, "one"));
    expect(statuses).toEqual([101, 101, 429, 101, 101, 429]);
    expect(served.log.at(-1)).toBe(
      "test/api: route '$connect': Too Many Requests (429): the throttle of the API key's usage plan is exceeded",
    );
  });

  it("of a stage's $connect counts instead of the plan's", async () => {
    const throttle = [{ path: "$connect", burst_limit: 1, rate_limit: 1 }];
    served = await serve(keyed({ throttle_settings: { burst_limit: 9, rate_limit: 9 } }, { throttle }));
    expect([await connect(served, "one"), await connect(served, "one")]).toEqual([101, 429]);
  });

  it("is none where the plan has none", async () => {
    served = await serve(keyed({ quota_settings: { limit: 1, period: "DAY" } }));
    expect([await connect(served, "one"), await connect(served, "one")]).toEqual([101, 101]);
  });
});
