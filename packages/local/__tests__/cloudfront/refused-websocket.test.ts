import { type Edge, names, serveEdge, type ServedEdge } from "./edge";

describe("a WebSocket through a distribution", () => {
  let edge: ServedEdge;

  afterEach(() => edge.close());

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
      "a function that returns a header whose values are no list",
      returning("({ uri: '/', headers: { a: { value: 'b', multiValue: 'c' } } })"),
      502,
      `${accepts}: request.headers: 'a' is not of the form { value: "text" }, got {"value":"b","multiValue":"c"}`,
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
      "a function that answers with a header of no name",
      returning("({ statusCode: 401, headers: { 'a\\r\\nb': { value: 'x' } } })"),
      502,
      `${accepts}: headers: not the name of a header, got "a\\r\\nb"`,
    ],
    [
      "a function that answers with a header it may not",
      returning("({ statusCode: 401, headers: { connection: { value: 'x' } } })"),
      502,
      `${accepts}: headers: functions may not add 'connection'`,
    ],
    [
      "a function that says how its answer is transferred",
      returning("({ statusCode: 401, headers: { 'transfer-encoding': { value: 'chunked' } } })"),
      502,
      `${accepts}: headers: 'transfer-encoding' is read-only, got 'chunked'`,
    ],
    [
      "a function that answers with a cookie of no name",
      returning("({ statusCode: 401, cookies: { 'a;b': { value: 'x' } } })"),
      502,
      `${accepts}: cookies: not the name of a cookie, got "a;b"`,
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
      "an origin without a path",
      { origin: { origin_path: "" } },
      403,
      expect.stringMatching(/^no such stage, got '\/'; there are /),
    ],
    [
      "an origin group",
      {
        distribution: {
          origin_group: { origin_id: "group", member: [{ origin_id: "api" }, { origin_id: "api" }] },
        },
        behavior: { target_origin_id: "group" },
      },
      502,
      expect.stringMatching(/^distribution '\w+': not emulated: origin_group$/),
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
  ])("rejects %s", async (_, given, status, cause) => {
    edge = await serveEdge(given);
    expect(await edge.refusal(`/${edge.id}`)).toMatchObject({ status });
    const [, told] = /^\/\w+: refused: (.*)$/.exec(edge.lastLine() ?? "") ?? [];
    expect(told).toEqual(cause);
  });

  it.each(["/{id}/{api}/api", "/{id}/api/@connections/x", "/api/@connections/x"])("rejects %s", async (path) => {
    edge = await serveEdge({ origin: { origin_path: "" }, behavior: { function_association: null } });
    const apiId = edge.served.aws().region("us-east-1").apigateway.apis()[0]?.apiId ?? "";
    const called = path.replace("{id}", edge.id).replace("{api}", apiId);
    expect(await edge.refusal(`${called}?open=1`)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
    expect(edge.lastLine()).toMatch(/: refused: (?:no such stage|a stage has no path below it), got '.*'; /);
  });

  it("rejects a page of another site, and another host", async () => {
    edge = await serveEdge();
    expect(await edge.refusal(`/${edge.id}`, { host: "example.com" })).toMatchObject({ status: 403 });
    expect(edge.lastLine()).toBe(
      `/${edge.id}: refused: the Host header is not this machine, got 'example.com'; use 127.0.0.1 or localhost`,
    );
    expect(await edge.refusal(`/${edge.id}`, { origin: "https://example.com" })).toMatchObject({ status: 403 });
  });
});
