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
      `CONNECTION_API POST /@connections/{connectionId} 200 API/api CONNECTION - - ${TIME} caller 0 - - - - - - - - - REQUEST REQUEST`,
      `CONNECTION_API GET /@connections/{connectionId} 410 API/api MESSAGE - - ${TIME} caller 0 - - - - - - - - - REQUEST REQUEST`,
      `DISCONNECT $disconnect 204 API/api CONNECTION - 1652472014974 ${TIME} test 0 - - - - - - 1000 probe-complete - REQUEST REQUEST`,
    ]);
  });
});

/** Resolves when the server has seen what the client did last. */
async function settled(isSettled: () => boolean): Promise<void> {
  while (!isSettled()) await new Promise((resolve) => setImmediate(resolve));
}
