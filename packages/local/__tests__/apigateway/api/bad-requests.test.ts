import { openApi, type OpenApi } from "./open-api";

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const API = { name: "a", protocolType: "WEBSOCKET", routeSelectionExpression: "$request.body.action" };

async function send(method: string, path: string, body?: string) {
  const response = await fetch(api.url + path, { method, body });
  const { headers, status } = response;
  return { status, type: headers.get("x-amzn-errortype"), body: await response.text() };
}

describe("a request", () => {
  it.each<[string, string, string, string | undefined, number, string, string]>([
    [
      "a body that is no JSON",
      "POST",
      "/v2/apis",
      "{",
      400,
      "SerializationException",
      "Unable to parse the request body as JSON",
    ],
    [
      "a body that is no object",
      "POST",
      "/v2/apis",
      "[]",
      400,
      "SerializationException",
      "Unexpected value type in payload",
    ],
    [
      "a number for a text",
      "POST",
      "/v2/apis",
      '{"name":1}',
      400,
      "SerializationException",
      "NUMBER_VALUE can not be converted to a String",
    ],
    [
      "a list for a map",
      "POST",
      "/v2/apis",
      '{"tags":[]}',
      400,
      "SerializationException",
      "START_ARRAY can not be converted to a Map",
    ],
    [
      "a missing member",
      "POST",
      "/v2/apis",
      '{"protocolType":"WEBSOCKET","name":null}',
      400,
      "BadRequestException",
      "Name is required",
    ],
    [
      "a path that cannot be decoded",
      "GET",
      "/v2/apis/%E0%A4",
      undefined,
      400,
      "BadRequestException",
      "Invalid request input",
    ],
    [
      "a page of nothing",
      "GET",
      "/v2/apis?maxResults=0",
      undefined,
      400,
      "BadRequestException",
      "Invalid number of results specified",
    ],
    [
      "a token that is none",
      "GET",
      "/v2/apis?nextToken=x",
      undefined,
      400,
      "BadRequestException",
      "Invalid pagination token specified",
    ],
    [
      "an ARN of another service",
      "GET",
      "/v2/tags/arn%3Aaws%3As3%3A%3A%3Ab",
      undefined,
      400,
      "BadRequestException",
      "Invalid ARN specified in the request",
    ],
    [
      "an id of a prototype's member",
      "GET",
      "/v2/apis/__proto__",
      undefined,
      404,
      "NotFoundException",
      "Invalid API identifier specified 123456789012:__proto__",
    ],
  ])("with %s is refused as AWS does", async (_, method, path, body, status, type, message) => {
    expect(await send(method, path, body)).toEqual({ status, type, body: JSON.stringify({ message }) });
  });

  it("with members that the API does not have is answered without them", async () => {
    const { status, body } = await send(
      "POST",
      "/v2/apis",
      `${JSON.stringify(API).slice(0, -1)},"x":1,"__proto__":{"y":1}}`,
    );
    const { apiId, ...created } = JSON.parse(body) as Record<string, unknown>;
    expect([status, Object.keys(created).sort()]).toEqual([
      201,
      [
        "apiEndpoint",
        "apiKeySelectionExpression",
        "createdDate",
        "disableExecuteApiEndpoint",
        "ipAddressType",
        "name",
        "protocolType",
        "routeSelectionExpression",
        "tags",
      ],
    ]);
    expect((await send("DELETE", `/v2/apis/${apiId}`)).status).toBe(204);
  });

  it.each([
    ["GET", "/v2/vpclinks", undefined, "GET /v2/vpclinks"],
    ["GET", "/restapis", undefined, "GET /restapis"],
    [
      "POST",
      "/v2/apis",
      JSON.stringify({ ...API, protocolType: "HTTP" }),
      "POST /v2/apis: only WebSocket APIs are emulated, got HTTP",
    ],
  ])("%s %s is not emulated, and is named", async (method, path, body, unknown) => {
    expect(await send(method, path, body)).toMatchObject({ status: 404, type: "UnknownOperationException" });
    expect(api.answers.at(-1)).toMatchObject({ mutates: false, unknown });
  });

  it("that nests very deep is answered, and the server goes on", async () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    const { status } = await send("POST", "/v2/apis", `{"name":"a","x":${deep}}`);
    expect(status).toBe(400);
    expect((await send("GET", "/v2/apis")).status).toBe(200);
  });
});
