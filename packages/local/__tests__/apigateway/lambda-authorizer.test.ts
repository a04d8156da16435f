import type { JsonObject } from "@sfn-websocket/languages/json";
import type { AwsWorld } from "../../account/aws";
import { joinMessage } from "./message-line";
import { configuration } from "../configuration";
import { serve, type Served } from "../serve";

const FUNCTION = "${aws_lambda_function.guard.invoke_arn}";
const METHOD_ARN = /^arn:aws:execute-api:us-east-1:123456789012:[a-z0-9]{10}\/api\/\$connect$/;
const BODY = /^\{"message": "([^"]*)", "connectionId":"[\w-]{18}==", "requestId":"([\w-]{15}=)"\}$/;

const ROUTE = "arn:aws:execute-api:*:*:*/api/$connect";
const policy = (Effect: string, Resource = ROUTE, Condition: JsonObject = {}): JsonObject => ({
  Version: "2012-10-17",
  Statement: [{ Effect, Action: "execute-api:Invoke", Resource, Condition }],
});

const API = configuration({
  routes: {
    $connect: {
      // How long the authorizer took is told to this route alone.
      integration: {
        integration_type: "MOCK",
        request_templates: {
          $default: '{"statusCode":#if($context.authorizer.integrationLatency=="")500#{else}200#end}',
        },
      },
      route: { authorization_type: "CUSTOM", authorizer_id: "${aws_apigatewayv2_authorizer.guard.id}" },
    },
    who: {
      integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
      responses: {
        $default: {
          response_templates: {
            $default:
              "$context.authorizer.principalId $context.authorizer.level $context.authorizer.ok|$context.authorizer.integrationLatency",
          },
        },
      },
    },
  },
  stage: { stage_variables: { colour: "blue" } },
  resource: {
    aws_lambda_function: { guard: { function_name: "guard", role: "arn:aws:iam::123456789012:role/guard" } },
    aws_lambda_permission: {
      guard: {
        function_name: "guard",
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        source_arn: "${aws_apigatewayv2_api.main.execution_arn}/authorizers/*",
      },
    },
    aws_apigatewayv2_authorizer: {
      guard: {
        api_id: "${aws_apigatewayv2_api.main.id}",
        name: "guard",
        authorizer_type: "REQUEST",
        authorizer_uri: FUNCTION,
        identity_sources: [
          "route.request.header.Auth",
          "route.request.querystring.q",
          "stageVariables.colour",
          "context.connectionId",
        ],
      },
    },
  },
});

type Outcome = Awaited<ReturnType<NonNullable<AwsWorld["functions"]>["run"]>>;

describe("a Lambda authorizer", () => {
  const events: JsonObject[] = [];
  /** What the developer reads of each event. */
  const told: string[] = [];
  let outcome: Outcome;
  let served: Served;
  const functions = {
    run: async (_: object, event: string) => (events.push(JSON.parse(event)), outcome),
    stop: () => undefined,
  };

  beforeAll(async () => {
    served = await serve(API, { functions, report: (each) => told.push(joinMessage(each)) });
  });
  afterAll(() => served.close());
  beforeEach(() => events.splice(0));

  const EXPLICIT = "User is not authorized to access this resource with an explicit deny in an identity-based policy";
  const answer = (result: unknown) => (outcome = { payload: JSON.stringify(result) });
  const connect = (headers: Record<string, string> = { auth: "yes" }, path = "/api?q=1&b=2&b=3") =>
    served.connect(path, { headers });

  const refusal = async (...request: Parameters<typeof connect>) => {
    const error = await connect(...request).catch((refused) => refused);
    const [, message, requestId] = BODY.exec(error.body) ?? [];
    expect(error.headers["x-amz-apigw-id"]).toBe(requestId);
    expect(error.headers["content-type"]).toBe("application/json; charset=UTF-8");
    return [error.status, message];
  };

  it("lets a client pass, and its context reaches later messages as text", async () => {
    answer({ principalId: "jane", policyDocument: policy("Allow"), context: { level: 7, ok: true } });
    const client = await connect();
    expect(await client.ask('{"action":"who"}')).toBe("jane 7 true|");
    client.socket.terminate();
  });

  it.each<[string, JsonObject]>([
    ["address", { IpAddress: { "aws:SourceIp": "127.0.0.0/8" } }],
    ["user agent", { StringEquals: { "aws:UserAgent": "browser" } }],
  ])("lets a client pass by a condition on its %s", async (_, condition) => {
    const headers = { auth: "yes", "user-agent": "browser" };
    answer({ principalId: "jane", policyDocument: policy("Allow", ROUTE, condition) });
    (await connect(headers)).socket.terminate();
    answer({ principalId: "jane", policyDocument: policy("Deny", ROUTE, condition) });
    expect(await refusal(headers)).toEqual([403, EXPLICIT]);
  });

  it("is named to the developer with whom it let pass, and with why it did not", async () => {
    told.splice(0);
    answer({ principalId: "jane", policyDocument: policy("Allow") });
    (await connect()).socket.terminate();
    answer({ principalId: "joe", policyDocument: policy("Deny") });
    await refusal();
    const lines = told.filter((line) => line.startsWith("$connect"));
    expect(lines.map((line) => line.replace(/[\w-]{15,18}=+/g, "<id>"))).toEqual([
      "$connect (<id> from 127.0.0.1 as 'jane')  API Gateway itself  200",
      expect.stringMatching(/ {2}403 User is not authorized .* \(authorizer 'guard': the policy does not allow .*\)$/),
    ]);
  });

  it("gets the upgrade request as API Gateway shows it", async () => {
    answer({ principalId: "jane", policyDocument: policy("Allow") });
    (await connect()).socket.terminate();
    const [event] = events;
    expect(Object.keys(event ?? {})).toEqual([
      "type",
      "methodArn",
      "headers",
      "multiValueHeaders",
      "queryStringParameters",
      "multiValueQueryStringParameters",
      "stageVariables",
      "requestContext",
    ]);
    expect(event).toMatchObject({
      type: "REQUEST",
      methodArn: expect.stringMatching(METHOD_ARN),
      headers: { auth: "yes", Connection: "upgrade", Upgrade: "websocket", "content-length": "0" },
      queryStringParameters: { b: "3", q: "1" },
      stageVariables: { colour: "blue" },
      requestContext: { routeKey: "$connect", eventType: "CONNECT", messageDirection: "IN", stage: "api" },
    });
    expect(event?.requestContext).not.toHaveProperty("messageId");
  });

  it.each<[string, Record<string, string>, string]>([
    ["header", {}, "/api?q=1"],
    ["header with text", { auth: "" }, "/api?q=1"],
    ["query string", { auth: "yes" }, "/api"],
  ])("is not asked about a client without the %s it identifies by", async (_, headers, path) => {
    answer({ principalId: "jane", policyDocument: policy("Allow") });
    expect(await refusal(headers, path)).toEqual([401, "Unauthorized"]);
    expect(events).toEqual([]);
  });

  const IMPLICIT =
    "User is not authorized to access this resource because no identity-based policy allows the execute-api:Invoke action";
  const both = {
    Version: "2012-10-17",
    Statement: [policy("Allow"), policy("Deny")].flatMap(({ Statement }) => Statement ?? []),
  };

  it.each<[string, number, string, unknown]>([
    ["denies", 403, EXPLICIT, { principalId: "jane", policyDocument: policy("Deny") }],
    ["allows and denies", 403, EXPLICIT, { principalId: "jane", policyDocument: both }],
    [
      "allows another route",
      403,
      IMPLICIT,
      { principalId: "jane", policyDocument: policy("Allow", "arn:aws:execute-api:*:*:*/api/other") },
    ],
    ["has no principal", 500, "", { policyDocument: policy("Allow") }],
    ["has no policy", 500, "", { principalId: "jane" }],
    ["has a policy that is none", 500, "", { principalId: "jane", policyDocument: { Statement: "all" } }],
    ["has a context of objects", 500, "", { principalId: "jane", policyDocument: policy("Allow"), context: { a: {} } }],
    [
      "is over 8 KB",
      500,
      "",
      { principalId: "jane", policyDocument: policy("Allow"), context: { a: "x".repeat(8192) } },
    ],
    ["is nothing", 500, "", null],
  ])("whose answer %s refuses with %i '%s'", async (_, status, message, result) => {
    answer(result);
    expect(await refusal()).toEqual([status, message]);
  });

  it.each<[string, number, string]>([
    ["Unauthorized", 401, "Unauthorized"],
    ["Unauthorized!", 500, ""],
  ])("that throws '%s' refuses with %i", async (errorMessage, status, message) => {
    outcome = { error: { errorType: "Error", errorMessage } };
    expect(await refusal()).toEqual([status, message]);
  });

  it("is not invoked without the permission to", async () => {
    const { aws_lambda_permission: _, ...resource } = (API as { resource: JsonObject }).resource;
    const strict = await serve({ ...API, resource }, { functions });
    const error = await strict.connect("/api?q=1", { headers: { auth: "yes" } }).catch((refused) => refused);
    expect([error.status, BODY.exec(error.body)?.[1]]).toEqual([500, "Internal server error"]);
    expect(strict.log[0]).toMatch(
      /^test\/api: route '\$connect': Internal server error \(500\): invalid permissions on Lambda function: no aws_lambda_permission lets apigateway\.amazonaws\.com invoke 'arn:aws:lambda:us-east-1:123456789012:function:guard', got the source 'arn:aws:execute-api:us-east-1:123456789012:[a-z0-9]{10}\/authorizers\/[a-z0-9]{10}'; add one$/,
    );
    await strict.close();
  });
});
