import type { JsonObject } from "@sfn-websocket/languages/json";
import { configuration, type TestApi, type TestRoute } from "../configuration";
import { type Client, serve, type Served } from "../serve";

const ECHO: TestRoute = {
  integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
  responses: { $default: { response_templates: { $default: "ok" } } },
};
const MAIN = "${aws_apigatewayv2_api.main.id}";
const URL = `https://apigateway.amazonaws.com/restapis/${MAIN}/models`;

const model = (name: string, schema: JsonObject): JsonObject => ({
  api_id: MAIN,
  name,
  content_type: "application/json",
  schema: JSON.stringify({ $schema: "http://json-schema.org/draft-04/schema#", ...schema }),
});
const MODELS: Record<string, JsonObject> = {
  email: model("Email", {
    type: "object",
    required: ["address"],
    properties: { address: { type: "string" }, age: { type: "integer", minimum: 0, exclusiveMinimum: true } },
  }),
  text: model("Text", { type: "string" }),
  list: model("List", { type: "array", items: { $ref: `${URL}/Node` } }),
  node: model("Node", {
    properties: { next: { $ref: `${URL}/Node` }, size: { $ref: "#/definitions/size" } },
    definitions: { size: { type: "number" } },
    additionalProperties: false,
  }),
};
const checked = (models: JsonObject, expression?: string): TestRoute => ({
  ...ECHO,
  route: {
    request_models: models,
    ...(expression !== undefined && { model_selection_expression: expression }),
  },
});

const ACCESS_LOG = {
  access_log_settings: {
    destination_arn: "arn:aws:logs:us-east-1:123456789012:log-group:access",
    format:
      "$context.status $context.error.responseType $context.error.messageString $context.error.validationErrorString $context.requestId",
  },
};
const models = { aws_apigatewayv2_model: MODELS };
const API: TestApi = {
  routes: {
    free: ECHO,
    email: checked({ $default: "Email" }, "$default"),
    escaped: checked({ $default: "Email" }, "\\$default"),
    typed: checked({ mail: "Email", text: "Text" }, "$request.body.type"),
    list: checked({ $default: "List" }, "$default"),
    unselected: checked({ $default: "Email" }),
    proxied: {
      integration: { integration_type: "AWS_PROXY", integration_uri: "${aws_lambda_function.f.invoke_arn}" },
      route: { request_models: { $default: "Email" }, model_selection_expression: "$default" },
      responses: {},
    },
    $default: checked({ $default: "Text" }, "$default"),
  },
  stage: ACCESS_LOG,
  resource: {
    ...models,
    aws_lambda_function: { f: { function_name: "f" } },
    aws_lambda_permission: {
      f: { function_name: "f", action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
    },
  },
};
const functions = {
  run: async () => ({ payload: '{"statusCode":200,"body":"run"}' }),
  stop: () => undefined,
};

const REFUSED = /^\{"message": "Invalid request body", "connectionId":"[\w-]{18}==", "requestId":"[\w-]{15}="\}$/;

describe("a message to a route with request models", () => {
  let served: Served;
  let client: Client;
  beforeAll(async () => {
    served = await serve(configuration(API), { functions });
    client = await served.connect();
  });
  afterAll(() => served.close());

  it.each<[string, string]>([
    ["fits the only model", '{"action":"email","address":"a@b.c"}'],
    ["fits a model selected by an escaped $default", '{"action":"escaped","address":""}'],
    ["fits the model that its type selects", '{"action":"typed","type":"mail","address":""}'],
    ["is no object, and its model wants none", '"just a text"'],
    ["goes to a route without models", '{"action":"free","address":1}'],
    ["goes to a route that selects no model", '{"action":"unselected","address":1}'],
  ])("passes when it %s", async (_, message) => {
    expect(await client.ask(message)).toBe("ok");
  });

  it("is refused before a proxy integration too", async () => {
    expect(await client.ask('{"action":"proxied","address":1}')).toMatch(REFUSED);
    expect(await client.ask('{"action":"proxied","address":""}')).toBe("run");
  });

  it.each<[string, string, string]>([
    ["lacks a required member", '{"action":"email"}', '[object has missing required properties (["address"])]'],
    [
      "has a member of another type",
      '{"action":"email","address":1}',
      '[instance type (integer) does not match any allowed primitive type (allowed: ["string"])]',
    ],
    [
      "is at a bound that draft 4 excludes",
      '{"action":"email","address":"","age":0}',
      "[numeric instance is not strictly greater than the required minimum 0]",
    ],
    [
      "is nested deeper than anything reads",
      `{"action":"email","address":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
      "[nested deeper than 1000 levels]",
    ],
    ["is not JSON", "hello", "[the message is not JSON]"],
    ["selects no model where there is no $default", '{"action":"typed","type":"x"}', "[no model, and no $default]"],
  ])("is refused when it %s", async (_, message, validation) => {
    const lines = served.log.length;
    expect(await client.ask(message)).toMatch(REFUSED);
    expect(served.log.slice(lines)[0]).toContain(`: Invalid request body (400): `);
    expect(served.log.slice(lines)[1]?.replace(/ [\w-]{15}=$/, " ID")).toBe(
      `access log access: 400 BAD_REQUEST_BODY "Invalid request body" ${validation} ID`,
    );
  });

  it("is refused, and the developer is told where", async () => {
    const lines = served.log.length;
    expect(await client.ask('{"action":"email","address":1}')).toMatch(REFUSED);
    expect(served.log[lines]).toContain(
      "the message does not fit the request model at '#/address': [instance type (integer) does not match ",
    );
  });

  it("is refused, and the socket stays open", async () => {
    expect(await client.ask('{"action":"email"}')).toMatch(REFUSED);
    expect(await client.ask('{"action":"free"}')).toBe("ok");
  });

  it("tells the developer which models AWS does not enforce", () => {
    expect(served.log.filter((line) => line.includes("not enforced"))).toEqual([
      `test: route 'unselected': its request_models are not enforced: the route has no model_selection_expression; set it, to "$default" for one model`,
    ]);
  });
});

describe("a model", () => {
  it("refers to other models of its API and to itself", async () => {
    const list = { type: "object", properties: { items: { $ref: `${URL}/List` } } };
    const served = await serve(
      configuration({
        routes: { tree: checked({ $default: "Tree" }, "$default") },
        resource: { aws_apigatewayv2_model: { ...MODELS, tree: model("Tree", list) } },
      }),
    );
    const client = await served.connect();
    expect(await client.ask('{"action":"tree","items":[{"next":{"next":{"size":1}}}]}')).toBe("ok");
    expect(await client.ask('{"action":"tree","items":[{"next":{"next":{"size":"1"}}}]}')).toMatch(REFUSED);
    expect(await client.ask('{"action":"tree","items":[{"other":{}}]}')).toMatch(REFUSED);
    await served.close();
  });

  const deployed = (schema: JsonObject, named = "Own") =>
    serve(
      configuration({
        routes: { own: checked({ $default: named }, "$default") },
        resource: { aws_apigatewayv2_model: { own: model("Own", schema) } },
      }),
    );

  it.each<[string, JsonObject, string]>([
    [
      "a reference to nothing",
      { properties: { a: { $ref: "#/definitions/a" } } },
      "model 'Own': the $ref leads nowhere, got '#/definitions/a'; use '#/definitions/<name>', or 'https://apigateway.amazonaws.com/restapis/<api id>/models/<name>'",
    ],
    [
      "a reference to another site",
      { not: { $ref: "https://example.com/schema" } },
      "model 'Own': the $ref leads nowhere, got 'https://example.com/schema'; use '#/definitions/<name>', or 'https://apigateway.amazonaws.com/restapis/<api id>/models/<name>'",
    ],
    [
      "a reference to a model that is not there",
      { $ref: `${URL}/None` },
      "the request model does not exist, got 'None'; create an aws_apigatewayv2_model",
    ],
    [
      "a word of a later draft",
      { properties: { a: { const: 1 } } },
      "model 'Own': draft 4 of JSON Schema does not know the word, got 'const'; write draft 4",
    ],
    [
      "a reference to nothing as its root",
      { $ref: "#/definitions/nope" },
      "model 'Own': the $ref leads nowhere, got '#/definitions/nope'; use '#/definitions/<name>', or 'https://apigateway.amazonaws.com/restapis/<api id>/models/<name>'",
    ],
    [
      "a reference to itself",
      { $ref: "#" },
      "model 'Own': the schema refers to itself, got '#'; let a property or an item refer to it",
    ],
    [
      "a circle that a property enters",
      {
        properties: { a: { $ref: "#/definitions/circle" } },
        allOf: [{ $ref: "#/definitions/circle" }],
        definitions: { circle: { not: { $ref: "#" } } },
      },
      "model 'Own': the schema refers to itself, got '#'; let a property or an item refer to it",
    ],
    [
      "a wrong word in a definition that a reference with an escape leads to",
      { properties: { a: { $ref: "#/definitions/a%7E1b%20c" } }, definitions: { "a/b c": { type: "strng" } } },
      "model 'Own': '#/definitions/a~1b c/type' is one of array, boolean, integer, null, number, object, string, or a list of them, got \"strng\"; correct it",
    ],
    [
      "a wrong pattern",
      { items: [{ pattern: "(" }] },
      "model 'Own': '#/items/0/pattern' is a regular expression, got \"(\"; correct it",
    ],
  ])("is rejected at deployment with %s", async (_, schema, message) => {
    await expect(deployed(schema)).rejects.toThrow(`stack: aws_apigatewayv2_deployment.main: route 'own': ${message}`);
  });

  it("is rejected at deployment where it does not exist", async () => {
    await expect(deployed({}, "Nope")).rejects.toThrow(
      "stack: aws_apigatewayv2_deployment.main: route 'own': the request model does not exist, got 'Nope'; create an aws_apigatewayv2_model",
    );
  });

  it.each(["{", "[]", '"text"'])("is rejected with the schema %s", async (schema) => {
    const own = { api_id: MAIN, name: "Own", content_type: "application/json", schema };
    const stack = configuration({ routes: { free: ECHO }, resource: { aws_apigatewayv2_model: { own } } });
    await expect(serve(stack)).rejects.toThrow("stack: aws_apigatewayv2_model.own: Invalid model schema specified");
  });
});
