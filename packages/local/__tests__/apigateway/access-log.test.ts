import { configuration, type TestRoute } from "../configuration";
import { serve, type Served } from "../serve";
import { callConnections } from "./call-connections";

const LOG = "access log test: ";
const FORMAT = [
  "$context.eventType $context.routeKey $context.status $context.apiId/$context.stage $context.connectionId",
  "$context.messageId $context.connectedAt $context.requestTimeEpoch [$context.requestTime] $context.identity.sourceIp",
  "$context.identity.userAgent $context.integrationLatency $context.error.message $context.error.messageString",
  "$context.error.responseType $context.integration.status $context.responseLength $context.waf.status",
  "$context.disconnectStatusCode $context.disconnectReason $context.authorizer.principalId",
  "$context.requestId $context.extendedRequestId",
].join(" ");
const TIME = "1652472014974 [13/May/2022:20:00:14 +0000] 127.0.0.1";
const CALLER = {
  "user-agent": "caller",
  authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/execute-api/aws4_request",
};

const mock = (status: number, template = ""): TestRoute => ({
  integration: { integration_type: "MOCK", request_templates: { $default: `{"statusCode":${status}}` } },
  responses: { $default: { response_templates: { $default: template } } },
});

const API = configuration({
  routes: {
    $connect: mock(200),
    $disconnect: mock(204),
    id: mock(202, "$context.connectionId"),
    never: { integration: { integration_type: "MOCK", passthrough_behavior: "NEVER" } },
  },
  stage: {
    access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.test.arn}", format: FORMAT },
  },
  resource: { aws_cloudwatch_log_group: { test: { name: "test" } } },
});

describe("an access log", () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(API);
  });
  afterAll(() => served.close());

  /** Its lines, ids replaced by their names. */
  const lines = (connectionId: string, apiId: string) =>
    served.log
      .filter((line) => line.startsWith(LOG))
      .map((line) =>
        line
          .slice(LOG.length)
          .replaceAll(connectionId, "CONNECTION")
          .replace(apiId, "API")
          .replace(/([\w-]{15}=) \1$/, "REQUEST REQUEST")
          .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} [\w-]{15}=$/, "UUID EXTENDED")
          .replace(/[\w-]{18}==/, "MESSAGE"),
      );

  it("has one line for each event and each call of @connections, '-' for what an event lacks", async () => {
    const client = await served.connect("/api", { headers: { "user-agent": "test" } });
    const connectionId = await client.ask('{"action":"id"}');
    await client.ask('{"action":"never"}');
    await client.ask('{"action":"missing"}');
    await callConnections(served.port, { method: "POST", connectionId, body: "posted", headers: CALLER });
    expect(await client.next()).toBe("posted");
    await callConnections(served.port, { method: "GET", connectionId: "gbikqi-vWQAYKEiHxA==", headers: CALLER });
    client.socket.close(1000, "probe-complete");
    await client.closed;
    await settled(() => served.log.some((line) => line.includes("DISCONNECT")));
    const [first = ""] = served.log.filter((line) => line.startsWith(LOG));
    const [, apiId = ""] = /(\w+)\/api/.exec(first) ?? [];
    expect(lines(connectionId, apiId)).toEqual([
      `CONNECT $connect 200 API/api CONNECTION - 1652472014974 ${TIME} test 0 - - - - - - - - - REQUEST REQUEST`,
      `MESSAGE id 202 API/api CONNECTION MESSAGE 1652472014974 ${TIME} test 0 - - - - - - - - - REQUEST REQUEST`,
      `MESSAGE never 415 API/api CONNECTION MESSAGE 1652472014974 ${TIME} test - Unsupported Media Type "Unsupported Media Type" UNSUPPORTED_MEDIA_TYPE - - - - - - REQUEST REQUEST`,
      `MESSAGE - 403 API/api CONNECTION MESSAGE 1652472014974 ${TIME} test - Forbidden "Forbidden" ACCESS_DENIED - - - - - - REQUEST REQUEST`,
      `CONNECTION_API POST /@connections/{connectionId} 200 API/api CONNECTION - - ${TIME} caller 0 - - - - - - - - - UUID EXTENDED`,
      `CONNECTION_API GET /@connections/{connectionId} 410 API/api MESSAGE - - ${TIME} caller 0 - - - - - - - - - UUID EXTENDED`,
      `DISCONNECT $disconnect 204 API/api CONNECTION - 1652472014974 ${TIME} test 0 - - - - - - 1000 probe-complete - REQUEST REQUEST`,
    ]);
  });
});

/** An authorizer, and a route that calls a function. */
const FUNCTIONS = {
  aws_lambda_function: { f: { function_name: "f" } },
  aws_lambda_permission: {
    f: { function_name: "f", action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
  },
  aws_apigatewayv2_authorizer: {
    guard: {
      api_id: "${aws_apigatewayv2_api.main.id}",
      name: "guard",
      authorizer_type: "REQUEST",
      authorizer_uri: "${aws_lambda_function.f.invoke_arn}",
    },
  },
};
const ofFunction: TestRoute = {
  integration: {
    integration_type: "AWS_PROXY",
    integration_uri: "${aws_lambda_function.f.invoke_arn}",
    timeout_milliseconds: 50,
  },
  responses: {},
};
const authorized = (route: TestRoute["route"]): TestRoute => ({ ...mock(200), route });
const guarded = authorized({
  authorization_type: "CUSTOM",
  authorizer_id: "${aws_apigatewayv2_authorizer.guard.id}",
});

const DENY = { Effect: "Deny", Action: "execute-api:Invoke", Resource: "*" };

/** What a client meets, and what the log tells of it: status, response type and how long the integration took. */
const REFUSALS: readonly {
  readonly what: string;
  readonly route: TestRoute;
  /** What the function answers. @default it throws */
  readonly answer?: unknown;
  readonly tells: string;
}[] = [
  { what: "a function that throws", route: ofFunction, tells: "502 INTEGRATION_FAILURE 0" },
  { what: "a function without a status", route: ofFunction, answer: {}, tells: "502 INTEGRATION_FAILURE 0" },
  {
    what: "a status without an integration response",
    route: { ...mock(201), responses: { "/200/": {} } },
    tells: "500 API_CONFIGURATION_ERROR -",
  },
  {
    what: "a server that is not there",
    route: {
      integration: {
        integration_type: "HTTP_PROXY",
        integration_method: "POST",
        integration_uri: "http://127.0.0.1:1/",
      },
      responses: {},
    },
    tells: "500 INTEGRATION_FAILURE 0",
  },
];

const ADMISSIONS: readonly (typeof REFUSALS)[number][] = [
  { what: "no API key", route: authorized({ api_key_required: true }), tells: "403 INVALID_API_KEY -" },
  { what: "no signature", route: authorized({ authorization_type: "AWS_IAM" }), tells: "403 ACCESS_DENIED -" },
  { what: "an authorizer that throws", route: guarded, tells: "500 AUTHORIZER_CONFIGURATION_ERROR -" },
  {
    what: "an authorizer that denies",
    route: guarded,
    answer: { principalId: "p", policyDocument: { Version: "2012-10-17", Statement: [DENY] } },
    tells: "403 ACCESS_DENIED -",
  },
];

describe("an access log of what API Gateway answers itself", () => {
  const open = async (routes: Readonly<Record<string, TestRoute>>, answer: unknown) => {
    const error = { errorType: "Error", errorMessage: "no", trace: [] };
    const run = async () => (answer === undefined ? { error } : { payload: JSON.stringify(await answer) });
    const format = "$context.status $context.error.responseType $context.integrationLatency $context.requestId";
    const api = configuration({
      routes,
      stage: { access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.test.arn}", format } },
      resource: { ...FUNCTIONS, aws_cloudwatch_log_group: { test: { name: "test" } } },
    });
    return serve(api, { functions: { run, stop: () => undefined } });
  };
  const logged = ({ log }: Served) =>
    log.filter((line) => line.startsWith(LOG)).map((line) => line.slice(LOG.length, line.lastIndexOf(" ")));

  it.each(REFUSALS)("tells of a message that meets $what: $tells", async ({ route, answer, tells }) => {
    const served = await open({ $default: route }, answer);
    const client = await served.connect();
    expect(await client.ask("{}")).toContain("Internal server error");
    expect(logged(served).slice(1)).toEqual([tells]);
    client.socket.terminate();
    await served.close();
  });

  it.each(ADMISSIONS)("tells of a handshake that meets $what: $tells", async ({ route, answer, tells }) => {
    const served = await open({ $connect: route }, answer);
    await expect(served.connect()).rejects.toMatchObject({ status: Number(tells.slice(0, 3)) });
    expect(logged(served)).toEqual([tells]);
    await served.close();
  });

  it("tells of a function that is too slow how long it was waited for", async () => {
    const served = await open({ $default: ofFunction }, new Promise(() => undefined));
    const client = await served.connect();
    const answer = client.ask("{}");
    await served.clock.waiting(50);
    served.clock.advance(50);
    expect(await answer).toContain("Endpoint request timed out");
    expect(logged(served).slice(1)).toEqual(["504 INTEGRATION_TIMEOUT 50"]);
    client.socket.terminate();
    await served.close();
  });
});

/** Resolves when the server has seen what the client did last. */
async function settled(isSettled: () => boolean): Promise<void> {
  while (!isSettled()) await new Promise((resolve) => setImmediate(resolve));
}
