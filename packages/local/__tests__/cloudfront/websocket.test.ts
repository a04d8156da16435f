import type { JsonObject } from "@sfn-websocket/languages/json";
import { CERTIFICATE, names, serveEdge, type ServedEdge } from "./edge";

describe("a WebSocket through a distribution", () => {
  let edge: ServedEdge;

  afterEach(() => edge.close());

  it("reaches the stage, whose $connect reads what the function put into a header", async () => {
    edge = await serveEdge();
    const host = `${edge.served.aws().region("us-east-1").apigateway.apis()[0]?.apiId}.execute-api.us-east-1.amazonaws.com`;
    expect(await edge.seen(`/${edge.id}/rooms/7?q=a%20b`)).toBe(`/rooms/7||a b||${host}|Amazon CloudFront|`);
    expect(await edge.seen(`/${edge.id}`)).toBe(`/||||${host}|Amazon CloudFront|`);
    const client = await edge.open(`/${edge.id}/rooms/7?open=1`);
    expect(await client.ask("{}")).toBe('{"v":1}');
  });

  it("is addressed by the distribution's domain name, by its aliases and below localhost", async () => {
    edge = await serveEdge({
      distribution: { aliases: ["socket.example.com", "*.example.net"], viewer_certificate: CERTIFICATE },
    });
    const hosts = [edge.domainName, "socket.example.com:443", "A.example.net", `${edge.id}.cloudfront.localhost:4566`];
    for (const host of hosts) {
      const client = await edge.open("/api/any?open=1", { headers: { host } });
      expect(await client.ask("{}")).toBe('{"v":1}');
    }
    for (const host of ["a.b.example.net", "other.cloudfront.net"]) {
      expect(await edge.refusal("/", { host })).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
      expect(edge.lastLine()).toBe(
        `/: refused: the Host header is not this machine, got '${host}'; use 127.0.0.1 or localhost`,
      );
    }
  });

  it("leaves the stage's own addresses as they are", async () => {
    edge = await serveEdge();
    expect(await edge.seen("/api?q=1", { "ws-uri": "own" })).toMatch(/^own\|\|1\|/);
  });

  it("sends the headers, cookies and parameters that the origin request policy selects", async () => {
    const everything = {
      headers_config: names("header", "allExcept", ["Host", "secret"]),
      query_strings_config: names("query_string", "whitelist", ["open"]),
      cookies_config: names("cookie", "whitelist", ["b"]),
    };
    edge = await serveEdge({ policy: everything, origin: { custom_header: { name: "x-origin", value: "edge" } } });
    const headers = { secret: "s", cookie: "a=1; b=2", "User-Agent": "me", "x-origin": "mine" };
    const [uri, secret, q, cookie, , agent, own] = (await edge.seen(`/${edge.id}?q=1`, headers)).split("|");
    expect([uri, secret, q, cookie, agent, own]).toEqual(["/", "", "", "b=2", "me", "edge"]);
  });

  it("does without a function and a policy of its own", async () => {
    const managed = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
    edge = await serveEdge({ behavior: { function_association: null, origin_request_policy_id: managed } });
    expect(await edge.seen(`/${edge.id}?q=1&q=2`, { secret: "s" })).toMatch(/^\|s\|2\|/);
    expect(await edge.refusal(`/${edge.id}/rooms`)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
    expect(edge.lastLine()).toMatch(/^\/\w+\/rooms: refused: a stage has no path below it, got '\/api\/rooms'; /);
  });

  it.each<[string, JsonObject, string]>([
    ["a web ACL", { web_acl_id: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b" }, "web_acl_id"],
    [
      "a geographic restriction",
      { restrictions: { geo_restriction: { restriction_type: "whitelist", locations: ["DE"] } } },
      "geo_restriction",
    ],
  ])("lets everyone in where it has %s, and the log says so", async (_, distribution, name) => {
    edge = await serveEdge({ distribution });
    expect(edge.served.log).toEqual([
      `CloudFront distribution '${edge.id}': not emulated, and every viewer gets in without it: ${name}`,
    ]);
    expect(await (await edge.open(`/${edge.id}?open=1`)).ask("{}")).toBe('{"v":1}');
  });

  it("tells nothing where a distribution restricts nobody", async () => {
    const geo_restriction = { restriction_type: "none" };
    edge = await serveEdge({ distribution: { web_acl_id: "", restrictions: { geo_restriction } } });
    expect(edge.served.log).toEqual([]);
  });

  it("runs the behavior of the path", async () => {
    const rooms = {
      path_pattern: "rooms/?*",
      target_origin_id: "api",
      origin_request_policy_id: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    };
    edge = await serveEdge({ distribution: { ordered_cache_behavior: [rooms] } });
    expect(await edge.seen(`/${edge.id}/rooms/`)).toMatch(/^\/rooms\/\|/);
    expect(await edge.refusal(`/${edge.id}/rooms/7`)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  });
});
