import type { JsonObject } from "../../../languages/jsonpath/json";
import { configuration, type TestApi, type TestRoute } from "../configuration";
import { type Client, type ConnectOptions, serve, type Served } from "../serve";

interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const MOVE_URI = `
function handler(event) {
  const request = event.request;
  request.headers["ws-uri"] = { value: request.uri };
  request.uri = "/";
  return request;
}`;
const SOCKET_HEADERS = ["Sec-WebSocket-Key", "Sec-WebSocket-Version"];
const API_HOST = "${aws_apigatewayv2_api.main.id}.execute-api.us-east-1.amazonaws.com";
const CERTIFICATE = { acm_certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/c" };

/** `$connect` answers 403 with what it sees of the request, and refuses so; or 200 where the query string asks for it. */
const CONNECT: TestRoute = {
  integration: {
    integration_type: "MOCK",
    request_templates: { $default: `{"statusCode":#if("$input.params('open')" == "1")200#{else}403#end}` },
  },
  responses: {
    $default: {},
    "/403/": {
      response_templates: {
        $default: `$input.params('ws-uri')|$input.params('secret')|$input.params('q')|$input.params('Cookie')|$input.params('Host')|$input.params('User-Agent')|$input.params('x-origin')`,
      },
    },
  },
  isTwoWay: false,
};
const PING: TestRoute = {
  integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
  responses: { $default: { response_templates: { $default: '{"v":1}' } } },
};

interface Edge {
  readonly code?: string;
  readonly distribution?: JsonObject;
  readonly origin?: JsonObject;
  readonly behavior?: JsonObject;
  readonly policy?: JsonObject;
  readonly api?: TestApi["api"];
}

const names = (kind: string, behavior: string, items?: readonly string[]): JsonObject => ({
  [`${kind}_behavior`]: behavior,
  ...(items && { [`${kind}s`]: { items: [...items] } }),
});

/** An API behind a distribution. */
function behindDistribution({ code = MOVE_URI, distribution, origin, behavior, policy, api }: Edge): JsonObject {
  const resource: Readonly<Record<string, JsonObject>> = {
    aws_cloudfront_function: { edge: { name: "edge", runtime: "cloudfront-js-2.0", publish: true, code } },
    aws_cloudfront_origin_request_policy: {
      sockets: {
        name: "sockets",
        headers_config: names("header", "whitelist", [...SOCKET_HEADERS, "ws-uri"]),
        query_strings_config: names("query_string", "all"),
        cookies_config: names("cookie", "none"),
        ...policy,
      },
    },
    aws_cloudfront_distribution: {
      main: {
        enabled: true,
        origin: {
          origin_id: "api",
          domain_name: API_HOST,
          origin_path: "/${aws_apigatewayv2_stage.main.name}",
          ...origin,
        },
        default_cache_behavior: {
          target_origin_id: "api",
          viewer_protocol_policy: "https-only",
          cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
          origin_request_policy_id: "${aws_cloudfront_origin_request_policy.sockets.id}",
          function_association: { event_type: "viewer-request", function_arn: "${aws_cloudfront_function.edge.arn}" },
          ...behavior,
        },
        ...distribution,
      },
    },
  };
  const routes = { $connect: CONNECT, $default: PING };
  return {
    ...configuration({ routes, resource, api }),
    output: { Id: { value: "${aws_cloudfront_distribution.main.id}" } },
  };
}

describe("a WebSocket through a distribution", () => {
  let served: Served;
  let id: string;
  let domainName: string;
  const clients: Client[] = [];
  const start = async (edge: Edge = {}) => {
    served = await serve(behindDistribution(edge));
    ({ id = "", domainName = "" } = served.aws().cloudfront.distributions()[0] ?? {});
  };
  const open = async (path: string, options?: ConnectOptions) => {
    const client = await served.connect(path, options);
    clients.push(client);
    return client;
  };
  const refusal = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Refusal> =>
    served.connect(path, { headers }).then(
      () => Promise.reject(new Error("accepted")),
      (error: Refusal) => error,
    );
  const seen = async (path: string, headers?: Readonly<Record<string, string>>) => (await refusal(path, headers)).body;
  const lastLine = () => served.log.at(-1);

  afterEach(async () => {
    for (const { socket } of clients.splice(0)) socket.terminate();
    await served.close();
  });

  it("reaches the stage, whose $connect reads what the function put into a header", async () => {
    await start();
    const host = `${served.aws().region("us-east-1").apigateway.apis()[0]?.apiId}.execute-api.us-east-1.amazonaws.com`;
    expect(await seen(`/${id}/rooms/7?q=a%20b`)).toBe(`/rooms/7||a b||${host}|Amazon CloudFront|`);
    expect(await seen(`/${id}`)).toBe(`/||||${host}|Amazon CloudFront|`);
    const client = await open(`/${id}/rooms/7?open=1`);
    expect(await client.ask("{}")).toBe('{"v":1}');
  });

  it("is addressed by the distribution's domain name, by its aliases and below localhost", async () => {
    await start({
      distribution: { aliases: ["socket.example.com", "*.example.net"], viewer_certificate: CERTIFICATE },
    });
    const hosts = [domainName, "socket.example.com:443", "A.example.net", `${id}.cloudfront.localhost:4566`];
    for (const host of hosts) {
      const client = await open("/api/any?open=1", { headers: { host } });
      expect(await client.ask("{}")).toBe('{"v":1}');
    }
    for (const host of ["a.b.example.net", "other.cloudfront.net"]) {
      expect(await refusal("/", { host })).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
      expect(lastLine()).toBe(
        `/: refused: the Host header is not this machine, got '${host}'; use 127.0.0.1 or localhost`,
      );
    }
  });

  it("leaves the stage's own addresses as they are", async () => {
    await start();
    expect(await seen("/api?q=1", { "ws-uri": "own" })).toMatch(/^own\|\|1\|/);
  });

  it("sends the headers, cookies and parameters that the origin request policy selects", async () => {
    const everything = {
      headers_config: names("header", "allExcept", ["Host", "secret"]),
      query_strings_config: names("query_string", "whitelist", ["open"]),
      cookies_config: names("cookie", "whitelist", ["b"]),
    };
    await start({ policy: everything, origin: { custom_header: { name: "x-origin", value: "edge" } } });
    const headers = { secret: "s", cookie: "a=1; b=2", "User-Agent": "me", "x-origin": "mine" };
    const [uri, secret, q, cookie, , agent, own] = (await seen(`/${id}?q=1`, headers)).split("|");
    expect([uri, secret, q, cookie, agent, own]).toEqual(["/", "", "", "b=2", "me", "edge"]);
  });

  it("does without a function and a policy of its own", async () => {
    const managed = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
    await start({ behavior: { function_association: null, origin_request_policy_id: managed } });
    expect(await seen(`/${id}?q=1&q=2`, { secret: "s" })).toMatch(/^\|s\|2\|/);
    expect(await refusal(`/${id}/rooms`)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
    expect(lastLine()).toMatch(/^\/\w+\/rooms: refused: no such stage, got '\/api\/rooms'; there are /);
  });

  it("runs the behavior of the path", async () => {
    const rooms = {
      path_pattern: "rooms/?*",
      target_origin_id: "api",
      origin_request_policy_id: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    };
    await start({ distribution: { ordered_cache_behavior: [rooms] } });
    expect(await seen(`/${id}/rooms/`)).toMatch(/^\/rooms\/\|/);
    expect(await refusal(`/${id}/rooms/7`)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  });

  it("shows the function the viewer's request", async () => {
    const code = `function handler({ version, context, viewer, request }) {
      const { method, uri, querystring, headers, cookies } = request;
      const { host, connection, upgrade, cookie } = headers;
      const known = { eventType: context.eventType, id: context.distributionId, domain: context.distributionDomainName };
      const body = { version, ...known, ip: viewer.ip, method, uri, querystring, host, hidden: [connection, upgrade, cookie], cookies, twice: headers["x-twice"] };
      return { statusCode: 299, body: JSON.stringify(body) };
    }`;
    await start({ code });
    const { body } = await refusal(`/${id}/a%20b?x=1&x=%202&y`, { cookie: "a=1; b=2=3", "x-twice": "1, 2" });
    expect(JSON.parse(body)).toEqual({
      version: "1.0",
      eventType: "viewer-request",
      id,
      domain: domainName,
      ip: "127.0.0.1",
      method: "GET",
      uri: "/a%20b",
      querystring: { x: { value: "1", multiValue: [{ value: "1" }, { value: "%202" }] }, y: { value: "" } },
      host: { value: domainName },
      hidden: [null, null, null],
      cookies: { a: { value: "1" }, b: { value: "2=3" } },
      twice: { value: "1, 2" },
    });
  });

  it("is refused with the function's response, and the log tells what it wrote", async () => {
    const code = `function handler() {
      console.log("no");
      return { statusCode: 401, statusDescription: "Go away", headers: { "www-authenticate": { value: "Basic" } }, body: { encoding: "base64", data: "aGk=" } };
    }`;
    await start({ code });
    expect(await refusal(`/${id}`)).toMatchObject({
      status: 401,
      headers: { "www-authenticate": "Basic", "x-cache": "FunctionGeneratedResponse from cloudfront" },
      body: "hi",
    });
    expect(served.log.slice(-2)).toEqual([
      "CloudFront function 'edge': no",
      `/${id}: refused: CloudFront function 'edge' answered 401`,
    ]);
  });

  it("runs a function's new code once it is published", async () => {
    await start();
    const { cloudfront } = served.aws();
    const change = {
      name: "edge",
      code: "() => 1; const handler = () => ({ statusCode: 418 })",
      config: { Runtime: "cloudfront-js-2.0" },
    };
    const { development } = cloudfront.getFunction("edge");
    const { etag } = cloudfront.updateFunction({ ...change, ifMatch: development.etag }).development;
    expect(await seen(`/${id}/x`)).toMatch(/^\/x\|/);
    cloudfront.publishFunction({ name: "edge", ifMatch: etag });
    expect(await refusal(`/${id}/x`)).toMatchObject({ status: 418 });
  });

  const returning = (result: string): Edge => ({ code: `function handler({ request }) { return ${result}; }` });
  const accepts = "CloudFront function 'edge' returned what CloudFront does not accept";
  it.each<[string, Edge, number, string]>([
    [
      "a function that throws",
      returning("null.x"),
      503,
      "CloudFront function 'edge' failed: TypeError: Cannot read properties of null (reading 'x')",
    ],
    [
      "a function that returns nothing",
      returning("undefined"),
      502,
      `${accepts}: neither a request nor a response, got undefined`,
    ],
    [
      "a function that returns no path",
      returning("({ uri: 'x' })"),
      502,
      `${accepts}: request.uri: not a text from '/' on, got "x"`,
    ],
    [
      "a function that returns a header of another form",
      returning("({ uri: '/', headers: { a: 'b' } })"),
      502,
      `${accepts}: request.headers: 'a' is not of the form { value: "text" }, got "b"`,
    ],
    [
      "a function that adds a header it may not",
      returning("({ uri: '/', headers: { upgrade: { value: 'x' } } })"),
      502,
      `${accepts}: request.headers: functions may not add 'upgrade'`,
    ],
    [
      "a function that changes the host",
      returning("({ uri: '/', headers: { host: { value: 'x' } } })"),
      502,
      `${accepts}: request.headers: 'host' is read-only, got 'x'`,
    ],
    [
      "a function that answers with no status",
      returning("({ statusCode: 101 })"),
      502,
      `${accepts}: statusCode: not a whole number from 200 to 599, got 101`,
    ],
    [
      "an origin that is not this account's",
      { origin: { domain_name: "example.com" } },
      502,
      "the origin is no API of this account, got 'example.com'; name one's host",
    ],
    [
      "an API of another region",
      { origin: { domain_name: "${aws_apigatewayv2_api.main.id}.execute-api.eu-west-1.amazonaws.com" } },
      502,
      expect.stringMatching(
        /^the origin is no API of this account, got '\w+\.execute-api\.eu-west-1\.amazonaws\.com'; name one's host$/,
      ),
    ],
    [
      "a policy that forwards the host",
      { policy: { headers_config: names("header", "allViewer") } },
      403,
      expect.stringMatching(
        /^the origin request policy forwards the viewer's Host, got 'd\w+\.cloudfront\.net'; leave Host out$/,
      ),
    ],
    [
      "a policy that does not forward what WebSockets need",
      { policy: { headers_config: names("header", "whitelist", ["Sec-WebSocket-Key"]) } },
      400,
      "origin request policy 'sockets' does not forward Sec-WebSocket-Version, which WebSockets need; add them",
    ],
    [
      "an API whose default endpoint is disabled",
      { api: { disable_execute_api_endpoint: true } },
      403,
      "the API's default endpoint is disabled, got '/api/'; set disable_execute_api_endpoint to false",
    ],
    [
      "an origin path of another API",
      { origin: { origin_path: "/other" } },
      403,
      expect.stringMatching(/^no such stage, got '\/other\/'; there are /),
    ],
    [
      "a distribution that is not enabled",
      { distribution: { enabled: false } },
      403,
      expect.stringMatching(/^distribution '\w+' is not enabled; set enabled to true$/),
    ],
    [
      "what is not emulated",
      {
        behavior: {
          forwarded_values: { query_string: true },
          lambda_function_association: { event_type: "viewer-response", lambda_arn: "a" },
        },
      },
      502,
      expect.stringMatching(/^distribution '\w+': not emulated: forwarded_values, lambda_function_association$/),
    ],
  ])("rejects %s", async (_, edge, status, cause) => {
    await start(edge);
    expect(await refusal(`/${id}`)).toMatchObject({ status });
    const [, told] = /^\/\w+: refused: (.*)$/.exec(lastLine() ?? "") ?? [];
    expect(told).toEqual(cause);
  });

  it("rejects a page of another site, and another host", async () => {
    await start();
    expect(await refusal(`/${id}`, { host: "example.com" })).toMatchObject({ status: 403 });
    expect(lastLine()).toBe(
      `/${id}: refused: the Host header is not this machine, got 'example.com'; use 127.0.0.1 or localhost`,
    );
    expect(await refusal(`/${id}`, { origin: "https://example.com" })).toMatchObject({ status: 403 });
  });
});
