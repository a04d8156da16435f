import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { callHttp } from "../../apigateway/events/http-integration";
import type { IntegrationRequest } from "../../apigateway/integration";
import { MessageEvent } from "../../apigateway/route-event";
import { GatewayError } from "../../apigateway/wire";
import { configuration } from "../configuration";
import { serve } from "../serve";

const CONNECTION = {
  connectionId: "c",
  connectedAt: 0,
  identity: { sourceIp: "127.0.0.1", userAgent: "" },
  apiId: "abc",
  stageName: "api",
  domainName: "abc.execute-api.us-east-1.amazonaws.com",
};

const request = (integrationUri: string, members: Partial<IntegrationRequest> = {}): IntegrationRequest => ({
  integration: {
    integrationId: "i",
    integrationType: "HTTP",
    integrationMethod: "POST",
    integrationUri,
    ...members.integration,
  },
  event: new MessageEvent(CONNECTION, "text", 0),
  routeKey: "$default",
  body: "text é",
  headers: {},
  querystring: {},
  path: {},
  stageVariables: {},
  ...members,
});

describe("an HTTP integration", () => {
  let backend: Server;
  let origin: string;
  const seen: { line: string; headers: object; body: string }[] = [];

  beforeAll(async () => {
    backend = createServer(async (incoming, response) => {
      let body = "";
      for await (const chunk of incoming) body += chunk;
      seen.push({ line: `${incoming.method} ${incoming.url}`, headers: incoming.headers, body });
      if (incoming.url === "/moved") return response.writeHead(302, { Location: "/elsewhere" }).end();
      if (incoming.url === "/endless") return void response.writeHead(200).end(Buffer.alloc(11 * 1024 * 1024));
      if (incoming.url === "/torn") return void response.destroy();
      response.writeHead(201, { "X-Answer": ["a", "b"] }).end(`got ${body}`);
    });
    await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
  });
  afterAll(() => backend.close());
  beforeEach(() => seen.splice(0));

  it("sends the body with what the request parameters add, and answers with the backend's status, headers and body", async () => {
    const answer = await callHttp(
      request(`${origin}/{room}/\${stageVariables.part}?a=1`, {
        headers: { "X-Who": "jane" },
        querystring: { q: "a b&c" },
        path: { room: "x/y z" },
        stageVariables: { part: "end" },
      }),
    );
    expect(seen).toEqual([
      {
        line: "POST /x%2Fy%20z/end?a=1&q=a+b%26c",
        body: "text é",
        headers: {
          "content-type": "application/json",
          "content-length": "7",
          connection: "close",
          host: origin.slice(7),
          "user-agent": "AmazonAPIGateway_abc",
          "x-amzn-apigateway-api-id": "abc",
          "x-who": "jane",
        },
      },
    ]);
    expect(answer).toEqual({
      status: 201,
      headers: { "x-answer": "a, b", date: expect.any(String) },
      body: "got text é",
    });
  });

  it("does not follow a redirect", async () => {
    const answer = await callHttp(request(`${origin}/moved`));
    expect([answer.status, answer.headers.location, seen.length]).toEqual([302, "/elsewhere", 1]);
  });

  const causeOf = (uri: string, members?: Partial<IntegrationRequest>) =>
    Promise.resolve(callHttp(request(uri, members))).then(
      () => "no failure",
      (error: GatewayError) => [error.status, error.text, error.cause.replace(origin, "ORIGIN")],
    );
  const failure = (cause: string) => [500, "Internal server error", cause];
  const elsewhere = (uri: string) =>
    failure(
      `HTTP integrations reach this machine only, got '${uri}'; use http://127.0.0.1:<port>/<path> when running locally`,
    );

  it.each([
    "http://example.com/",
    "https://127.0.0.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://127.0.0.1.example.com/",
    "http://127.0.0.1@example.com/",
    "http://localhost.example.com/",
    "file:///etc/passwd",
    "nowhere",
  ])("fails to reach %s", async (uri) => {
    expect(await causeOf(uri)).toEqual(elsewhere(uri));
  });

  it("fails to be led elsewhere by a parameter of the path", async () => {
    expect(await causeOf("http://{host}/", { path: { host: "example.com" } })).toEqual(
      elsewhere("http://example.com/"),
    );
  });

  it("fails when the backend hangs up, answers too much, or is asked with what is no header", async () => {
    expect(await causeOf(`${origin}/torn`)).toEqual(failure("POST ORIGIN/torn failed: socket hang up"));
    expect(await causeOf(`${origin}/endless`)).toEqual(
      failure("POST ORIGIN/endless failed: the answer is over 10485760 bytes"),
    );
    expect(await causeOf(`${origin}/`, { headers: { "x-a": "1\r\nx-b: 2" } })).toEqual(
      failure('POST ORIGIN/ failed: Invalid character in header content ["x-a"]'),
    );
  });

  it("sends what no address can hold, half a character, as the character that stands for such", async () => {
    await callHttp(request(`${origin}/{room}`, { path: { room: "a\ud800" }, querystring: { q: "\udc00" } }));
    expect(seen.map(({ line }) => line)).toEqual(["POST /a%EF%BF%BD?q=%EF%BF%BD"]);
  });

  it("answers a message through its route, mapped or as a proxy", async () => {
    const http = { integration_method: "POST", integration_uri: `${origin}/{room}` };
    const parameters = { request_parameters: { "integration.request.path.room": "route.request.body.room" } };
    const templates = { request_templates: { $default: '{"id":"$context.connectionId.length()"}' } };
    const served = await serve(
      configuration({
        routes: {
          mapped: {
            integration: { ...http, integration_type: "HTTP", ...parameters, ...templates },
            responses: { "/201/": { response_templates: { $default: "mapped $input.body" } } },
          },
          proxy: { integration: { ...http, ...parameters, integration_type: "HTTP_PROXY" }, responses: {} },
        },
      }),
    );
    const client = await served.connect();
    expect(await client.ask('{"action":"mapped","room":"blue"}')).toBe('mapped got {"id":"20"}');
    expect(await client.ask('{"action":"proxy","room":"red"}')).toBe('got {"action":"proxy","room":"red"}');
    expect(seen.map(({ line }) => line)).toEqual(["POST /blue", "POST /red"]);
    client.socket.terminate();
    await served.close();
  });
});
