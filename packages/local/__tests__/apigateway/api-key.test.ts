import { configuration } from "../configuration";
import { serve, type Served } from "../serve";

const MOCK = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };
const STAGE = { api_id: "${aws_apigatewayv2_api.main.id}", stage: "${aws_apigatewayv2_stage.main.name}" };
const key = (name: string, members = {}) => ({ name, value: `${name}-0123456789abcdefghij`, ...members });
const member = (name: string) => ({
  key_id: `\${aws_api_gateway_api_key.${name}.id}`,
  key_type: "API_KEY",
  usage_plan_id: "${aws_api_gateway_usage_plan.plan.id}",
});

const keyed = (api: object, route: object = {}) =>
  configuration({
    api: { ...api },
    routes: {
      $connect: { integration: MOCK, route: { api_key_required: true, ...route } },
      $default: {
        integration: MOCK,
        responses: {
          $default: { response_templates: { $default: "$context.identity.apiKey $context.identity.apiKeyId" } },
        },
      },
    },
    resource: {
      aws_api_gateway_api_key: {
        good: key("good"),
        disabled: key("disabled", { enabled: false }),
        planless: key("planless"),
      },
      aws_api_gateway_usage_plan: { plan: { name: "plan", api_stages: [STAGE] } },
      aws_api_gateway_usage_plan_key: { good: member("good"), disabled: member("disabled") },
      aws_lambda_function: { guard: { function_name: "guard" } },
      aws_lambda_permission: {
        guard: { function_name: "guard", action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
      },
      aws_apigatewayv2_authorizer: {
        guard: {
          api_id: STAGE.api_id,
          name: "guard",
          authorizer_type: "REQUEST",
          authorizer_uri: "${aws_lambda_function.guard.invoke_arn}",
        },
      },
    },
  });

describe("a route that requires an API key", () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(keyed({}));
  });
  afterAll(() => served.close());

  it("accepts a client whose key is in a usage plan of the stage", async () => {
    const client = await served.connect("/api", { headers: { "X-API-Key": "good-0123456789abcdefghij" } });
    expect(await client.ask("{}")).toMatch(/^good-0123456789abcdefghij [a-z0-9]{10}$/);
    client.socket.terminate();
  });

  it.each<[string, Record<string, string>, string]>([
    ["no key", {}, "$connect requires an API key, and the client sends none"],
    ["an unknown key", { "x-api-key": "bad" }, "the API key is unknown"],
    ["a disabled key", { "x-api-key": "disabled-0123456789abcdefghij" }, "the API key is disabled"],
    [
      "a key without a plan",
      { "x-api-key": "planless-0123456789abcdefghij" },
      "no usage plan of the API key has the stage; add it to api_stages of an aws_api_gateway_usage_plan",
    ],
  ])("rejects a client with %s", async (_, headers, cause) => {
    const refused = await served.connect("/api", { headers }).catch((error) => error);
    expect([refused.status, refused.body]).toEqual([
      403,
      expect.stringMatching(/^\{"message": "Forbidden", "connectionId":"[\w-]{18}==", "requestId":"[\w-]{15}="\}$/),
    ]);
    expect(served.log[served.log.length - 1]).toBe(`test/api: route '$connect': Forbidden (403): ${cause}`);
  });
});

describe("a key selection expression of the authorizer's", () => {
  it.each([
    ["good-0123456789abcdefghij", "accepted"],
    ["bad", "refused"],
  ])("takes the authorizer's usageIdentifierKey %s, and the client is %s", async (usageIdentifierKey, expected) => {
    const Statement = [{ Effect: "Allow", Action: "*", Resource: "*" }];
    const payload = JSON.stringify({
      principalId: "jane",
      policyDocument: { Version: "2012-10-17", Statement },
      usageIdentifierKey,
    });
    const custom = { authorization_type: "CUSTOM", authorizer_id: "${aws_apigatewayv2_authorizer.guard.id}" };
    const served = await serve(
      keyed({ api_key_selection_expression: "$context.authorizer.usageIdentifierKey" }, custom),
      {
        functions: { run: async () => ({ payload }), stop: () => undefined },
      },
    );
    const outcome = await served.connect().then(
      ({ socket }) => (socket.terminate(), "accepted"),
      ({ message }: Error) => message,
    );
    expect(outcome).toBe(expected);
    await served.close();
  });
});
