import type { JsonObject } from "@sfn-websocket/languages/json";
import { configuration, type TestRoute } from "../configuration";
import { type Client, serve, type Served } from "../serve";

const ERROR = /^\{"message": "([^"]*)", "connectionId":"[\w-]{18}==", "requestId":"[\w-]{15}="\}$/;
const STATUS = '{"statusCode":200}';

/** A MOCK whose request template is the whole difference: without it, the message itself is the request. */
function mock(integration: JsonObject, response: JsonObject = {}): TestRoute {
  return {
    integration: { integration_type: "MOCK", ...integration },
    responses: {
      "/200/": { response_templates: { $default: "matched" } },
      $default: { response_templates: { $default: "other" } },
      ...response,
    },
  };
}

const OTHER_TEMPLATE = { request_templates: { other: STATUS } };

/** `passed` is a message that is itself a MOCK's request; `expect` what the client reads. */
const PASSTHROUGH: readonly { key: string; integration: JsonObject; expect: string }[] = [
  { key: "unset-none", integration: {}, expect: "matched" },
  { key: "unset-other", integration: OTHER_TEMPLATE, expect: "matched" },
  { key: "no-match-none", integration: { passthrough_behavior: "WHEN_NO_MATCH" }, expect: "matched" },
  {
    key: "no-match-other",
    integration: { passthrough_behavior: "WHEN_NO_MATCH", ...OTHER_TEMPLATE },
    expect: "matched",
  },
  { key: "no-templates-none", integration: { passthrough_behavior: "WHEN_NO_TEMPLATES" }, expect: "matched" },
  {
    key: "no-templates-other",
    integration: { passthrough_behavior: "WHEN_NO_TEMPLATES", ...OTHER_TEMPLATE },
    expect: "Unsupported Media Type",
  },
  { key: "never-none", integration: { passthrough_behavior: "NEVER" }, expect: "Unsupported Media Type" },
  {
    key: "never-other",
    integration: { passthrough_behavior: "NEVER", ...OTHER_TEMPLATE },
    expect: "Unsupported Media Type",
  },
];

const MESSAGE = { statusCode: 500, kind: "a" };

/** Which request template is used. A MOCK shows it by the status; the message itself would be 500. */
const KEYS: readonly { key: string; expression?: string; templates: readonly string[]; used?: string }[] = [
  { key: "json", templates: ["application/json"], used: "application/json" },
  { key: "default-and-json", templates: ["application/json", "$default"], used: "$default" },
  { key: "text", templates: ["text/plain"] },
  { key: "default-expression", expression: "\\$default", templates: ["$default"], used: "$default" },
  { key: "default-expression-json", expression: "\\$default", templates: ["application/json"] },
  { key: "json-expression", expression: "application/json", templates: ["application/json"], used: "application/json" },
  { key: "constant", expression: "200", templates: ["200"], used: "200" },
  { key: "variable", expression: "$request.body.kind", templates: ["a", "$default"], used: "a" },
  { key: "variable-default", expression: "$request.body.none", templates: ["a", "$default"], used: "$default" },
  { key: "variable-none", expression: "$request.body.none", templates: ["a", "application/json"] },
];

function keyed({ key, expression, templates, used }: (typeof KEYS)[number]): TestRoute {
  const requestTemplates = templates.map((each) => [each, each === used ? '{"statusCode":200}' : '{"statusCode":500}']);
  const responseTemplates = templates.map((each) => [each, `${key}: ${each.replace("$", "")}`]);
  const selection: JsonObject = expression === undefined ? {} : { template_selection_expression: expression };
  return {
    integration: { integration_type: "MOCK", request_templates: Object.fromEntries(requestTemplates), ...selection },
    responses: {
      "/200/": { response_templates: Object.fromEntries(responseTemplates), ...selection },
      "/500/": { response_templates: { $default: "not used" } },
    },
  };
}

const SELECTED = {
  integration: {
    integration_type: "MOCK",
    template_selection_expression: "$${request.body.kind}-$${request.body.sub}",
    request_templates: { "a-b": '{"statusCode":201}', "a-": '{"statusCode":202}', $default: '{"statusCode":500}' },
  },
  responses: {
    "/2\\d\\d/": {
      template_selection_expression: "$${integration.response.statuscode}$${request.body.tail}",
      response_templates: {
        "201": "one: $context.status $stageVariables.color $stageVariables['color'] $${stageVariables.none}.",
        "202x": "two",
        $default: "two hundred",
      },
    },
    "/50/": { response_templates: { $default: "half a match" } },
    $default: { response_templates: { $default: "neither" } },
  },
};

describe("mapping templates", () => {
  let served: Served;
  let client: Client;
  beforeAll(async () => {
    const routes = Object.fromEntries(PASSTHROUGH.map(({ key, integration }) => [key, mock(integration)]));
    const stage = { stage_variables: { color: "blue" } };
    for (const each of KEYS) routes[each.key] = keyed(each);
    served = await serve(configuration({ routes: { ...routes, selected: SELECTED, $default: SELECTED }, stage }));
    client = await served.connect();
  });
  afterAll(() => served.close());

  it.each(PASSTHROUGH)(
    "of the integration '$key' leave the client with '$expect'",
    async ({ key, expect: expected }) => {
      const answer = await client.ask(JSON.stringify({ action: key, statusCode: 200 }));
      expect(ERROR.exec(answer)?.[1] ?? answer).toBe(expected);
    },
  );

  it.each(KEYS)("keyed $templates, selected by $expression, are used as $used", async ({ key, used }) => {
    const answer = await client.ask(JSON.stringify({ action: key, ...MESSAGE }));
    expect(answer).toBe(used === undefined ? "not used" : `${key}: ${used.replace("$", "")}`);
  });

  it("tell which was used or why none was, and what the backend answered", async () => {
    const tell = (key: string) => served.log.filter((line) => line.includes(`route '${key}': `));
    await client.ask(JSON.stringify({ action: "text", ...MESSAGE }));
    const none = "no request template was used: none has the key '$default' or 'application/json', got 'text/plain'";
    expect(tell("text").slice(-2)).toEqual([
      `test/api: route 'text': ${none}; passthrough_behavior is WHEN_NO_MATCH, so the backend gets the message as it is`,
      `test/api: route 'text': the integration answered 500 ''; ${none}; passthrough_behavior is WHEN_NO_MATCH; ` +
        "of the integration response '/500/' the response template '$default' was used",
    ]);
    expect(tell("json")).toEqual([]);
  });

  it.each([
    ['{"action":"selected","kind":"a","sub":"b"}', "one: 201 blue blue ."],
    ['{"action":"selected","kind":"a","tail":"x"}', "two"],
    ['{"action":"selected","kind":"a"}', "two hundred"],
    ['{"action":"selected","kind":"z"}', "neither"],
    ["it's no JSON", "neither"],
  ])("are selected for %s", async (message, expected) => {
    expect(await client.ask(message)).toBe(expected);
  });
});
