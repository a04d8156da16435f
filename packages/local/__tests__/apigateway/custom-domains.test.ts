import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { configuration, type TestApi } from "../configuration";
import { serve, type Served } from "../serve";
import { callConnections } from "./call-connections";

const TELL = {
  integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
  responses: {
    $default: { response_templates: { $default: "$context.domainName $context.stage $context.connectionId" } },
  },
};
const domain = (domain_name: string): JsonObject => ({
  domain_name,
  domain_name_configuration: {
    certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/c",
    endpoint_type: "REGIONAL",
    security_policy: "TLS_1_2",
  },
});
const mapping = (name: string, key?: string, stage = "${aws_apigatewayv2_stage.main.id}"): JsonObject => ({
  api_id: "${aws_apigatewayv2_api.main.id}",
  domain_name: `\${aws_apigatewayv2_domain_name.${name}.id}`,
  stage,
  ...(key !== undefined && { api_mapping_key: key }),
});
const api = (more: Partial<TestApi> = {}): JsonObject =>
  configuration({
    routes: { $default: TELL },
    resource: {
      aws_apigatewayv2_domain_name: {
        chat: domain("chat.example.com"),
        wild: domain("*.example.org"),
        bare: domain("bare.example.com"),
        local: domain("chat.localhost"),
      },
      aws_apigatewayv2_api_mapping: {
        chat: mapping("chat"),
        v2: mapping("chat", "rooms/v2"),
        wild: mapping("wild", "chat", "api"),
        local: mapping("local"),
      },
    },
    ...more,
  });

describe("a custom domain name", () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(api({ api: { disable_execute_api_endpoint: true } }));
  });
  afterAll(() => served.close());

  const at = (host: string, path: string, headers = {}) => served.connect(path, { headers: { host, ...headers } });
  const refusal = async (connecting: Promise<unknown>) => {
    const { status, body } = await connecting.then(
      () => Promise.reject(new Error("accepted")),
      (error) => error,
    );
    return [status, body, served.log.at(-1)];
  };
  const FORBIDDEN = [403, '{"message":"Forbidden"}'];

  it.each([
    ["chat.example.com", "/"],
    ["chat.example.com", ""],
    ["chat.example.com:4566", "/?token=1"],
    ["CHAT.example.com", "/rooms/v2"],
    ["chat.example.com", "/rooms/v2/"],
    ["chat.example.com", "//"],
    ["chat.example.com", "//?x"],
    ["chat.example.com", "///"],
  ])("serves %s%s", async (host, path) => {
    const client = await at(host, path);
    expect(await client.ask("{}")).toMatch(/^chat\.example\.com api [\w-]{18}==$/);
    client.socket.terminate();
  });

  it("with a wildcard serves each of its hosts under that host's name", async () => {
    const client = await at("any.example.org", "/chat");
    expect(await client.ask("{}")).toMatch(/^any\.example\.org api [\w-]{18}==$/);
    client.socket.terminate();
  });

  it.each([
    [
      "chat.example.com",
      "/api",
      "no API mapping of 'chat.example.com' has this path, got '/api'; there are /, /rooms/v2",
    ],
    [
      "chat.example.com",
      "/rooms",
      "no API mapping of 'chat.example.com' has this path, got '/rooms'; there are /, /rooms/v2",
    ],
    ["any.example.org", "/", "no API mapping of '*.example.org' has this path, got '/'; there are /chat"],
    ["bare.example.com", "/", "no API mapping of 'bare.example.com' has this path, got '/'; there are none"],
    [
      "a.b.example.org",
      "/chat",
      "the Host header is not this machine, got 'a.b.example.org'; use 127.0.0.1 or localhost",
    ],
    [
      "chat.example.com",
      "/@connections/x",
      "no API mapping of 'chat.example.com' has this path, got '/@connections/x'; there are /, /rooms/v2",
    ],
    ["example.com", "/", "the Host header is not this machine, got 'example.com'; use 127.0.0.1 or localhost"],
    [
      "127.0.0.1",
      "/api",
      "the API's default endpoint is disabled, got '/api'; set disable_execute_api_endpoint to false",
    ],
  ])("rejects %s%s", async (host, path, cause) => {
    expect(await refusal(at(host, path))).toEqual([...FORBIDDEN, `${path}: refused: ${cause}`]);
  });

  it("rejects a page of its own site, as every other origin", async () => {
    const origin = "https://chat.example.com";
    expect(await refusal(at("chat.example.com", "/", { origin }))).toEqual([
      ...FORBIDDEN,
      `/: refused: the Origin is another site, got '${origin}'; open the page from http://localhost or http://127.0.0.1`,
    ]);
  });

  it("serves @connections below its mapping", async () => {
    const client = await at("chat.example.com", "/");
    const [, , connectionId = ""] = (await client.ask("{}")).split(" ");
    const post = (host: string, stage: string) =>
      callConnections(served.port, { method: "POST", connectionId, body: "hi", stage, headers: { ...SIGNED, host } });
    expect((await post("chat.example.com", "rooms/v2")).status).toBe(200);
    expect(await client.next()).toBe("hi");
    expect((await post("chat.example.com", "api")).status).toBe(403);
    expect((await post("127.0.0.1", "api")).status).toBe(403);
    client.socket.terminate();
  });

  it("rejects calls of the AWS endpoint, which another name's page could reach", async () => {
    const { status } = await callConnections(served.port, {
      method: "GET",
      connectionId: "x",
      stage: "v2/apis?",
      headers: { ...SIGNED, host: "chat.example.com" },
    });
    expect(status).toBe(403);
    expect(served.log.at(-1)).toContain("refused: the Host header is not this machine, got 'chat.example.com'");
  });

  it.each(["?", "_console/?", "v2/apis?"])("is no name of this machine, where it could be one: /%s", async (stage) => {
    const client = await at("chat.localhost", "/");
    expect(await client.ask("{}")).toMatch(/^chat\.localhost api /);
    client.socket.terminate();
    const headers = { ...SIGNED, host: "chat.localhost" };
    const call = { method: "GET", connectionId: "x", stage, headers };
    expect(await callConnections(served.port, call)).toEqual({
      status: 403,
      type: "ForbiddenException",
      body: '{"message":"Forbidden"}',
    });
    expect(served.log.at(-1)).toContain(
      "refused: at a custom domain name is its API alone, got 'chat.localhost'; use 127.0.0.1 or localhost",
    );
  });
});

const SIGNED = { authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/execute-api/aws4_request" };

describe("a signed upgrade at a custom domain name", () => {
  it.each([
    ["/rooms/v2", "accepted"],
    ["/other", "refused"],
  ])("whose signature is over the path %s is %s", async (signedPath, expected) => {
    const connect = { integration: TELL.integration, route: { authorization_type: "AWS_IAM" } };
    const served = await serve(api({ routes: { $connect: connect, $default: TELL } }));
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const signer = new SignatureV4({ credentials, region: "us-east-1", service: "execute-api", sha256: Sha256 });
    const { headers } = await signer.sign({
      method: "GET",
      protocol: "wss:",
      hostname: "chat.example.com",
      path: signedPath,
      headers: { host: "chat.example.com" },
    });
    const outcome = await served.connect("/rooms/v2", { headers }).then(
      ({ socket }) => (socket.terminate(), "accepted"),
      ({ message }: Error) => message,
    );
    expect(outcome).toBe(expected);
    await served.close();
  });
});
