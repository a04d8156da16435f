import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { SERVED } from "../benchmark/served";

const pass = (members: JsonObject): JsonObject => ({
  StartAt: "A",
  States: { A: { Type: "Pass", ...members, End: true } },
});
const call = (...calls: readonly string[]): JsonObject =>
  pass({ Parameters: Object.fromEntries(calls.map((text, index) => [`a${index}.$`, text])) });
const jsonata = (expression: string): JsonObject => ({
  QueryLanguage: "JSONata",
  ...pass({ Output: `{% ${expression} %}` }),
});
const task = (resource: string, parameters: JsonObject): JsonObject => ({
  StartAt: "A",
  States: { A: { Type: "Task", Resource: `arn:aws:states:::${resource}`, Parameters: parameters, End: true } },
});
const rule = (comparison: JsonObject): JsonObject => ({ Variable: "$.v", ...comparison, Next: "B" });

/** What a message's members `v`, `w` and `n` are put into: every function and field that takes a client's data. */
const WORKFLOWS: Readonly<Record<string, JsonObject>> = {
  json: call("States.StringToJson($.v)"),
  format: call("States.Format($.v, $.w)", "States.JsonToString($.w)"),
  array: call("States.ArrayPartition($.v, $.n)", "States.ArrayUnique($.v)", "States.ArrayContains($.v, $.w)"),
  item: call("States.ArrayGetItem($.v, $.n)"),
  range: call("States.ArrayRange(1, $.n, 1)"),
  base64: call("States.Base64Encode($.v)", "States.Base64Decode($.v)"),
  hash: call("States.Hash($.v, $.w)"),
  merge: call("States.JsonMerge($.v, $.w, false)"),
  split: call("States.StringSplit($.v, $.w)"),
  math: call("States.MathAdd($.v, $.n)", "States.MathRandom($.n, $.v)"),
  paths: call("$..v", "$..[?(@.a == 1)]", "$.v[?(@.a == $.w)]", "$..[?(@.a =~ /.*(a+)+b.*/)]"),
  wait: { StartAt: "A", States: { A: { Type: "Wait", TimestampPath: "$.v", End: true } } },
  fail: { StartAt: "A", States: { A: { Type: "Fail", ErrorPath: "$.v", CausePath: "$.w" } } },
  assign: pass({ Assign: { "x.$": "States.Format('{}{}', $.v, $.w)" }, Parameters: { "y.$": "$.v" } }),
  map: {
    StartAt: "A",
    States: {
      A: {
        Type: "Map",
        ItemsPath: "$.v",
        ItemProcessor: { StartAt: "P", States: { P: { Type: "Pass", End: true } } },
        End: true,
      },
    },
  },
  choice: {
    StartAt: "A",
    States: {
      A: {
        Type: "Choice",
        Choices: [
          rule({ StringMatches: "*a*a*a*b" }),
          rule({ TimestampEqualsPath: "$.w" }),
          rule({ NumericLessThanPath: "$.w" }),
          rule({ StringLessThanPath: "$.w" }),
          rule({ NumericEquals: 1 }),
          { Variable: "$.w", IsTimestamp: true, Next: "B" },
        ],
        Default: "B",
      },
      B: { Type: "Succeed" },
    },
  },
  ...Object.fromEntries(
    [
      "$split($states.input.v, $states.input.w)",
      "$replace($states.input.v, $states.input.w, 'x')",
      "$replace($states.input.v, /(a+)+b/, 'x')",
      "$eval($states.input.v)",
      "$sort($states.input.v)",
      "$distinct($states.input.v)",
      "$formatNumber($states.input.n, $states.input.v)",
      "$toMillis($states.input.v, $states.input.w)",
      "$fromMillis($states.input.n, $states.input.v)",
      "$pad($states.input.v, $states.input.n, $states.input.w)",
      "$states.input.v{a: $sum(b)}",
      "$states.input.**.a",
      "$parse($states.input.v)",
      "$partition($states.input.v, $states.input.n)",
      "$formatInteger($states.input.n, $states.input.v)",
      "$parseInteger($states.input.v, $states.input.w)",
      "$error($states.input.v)",
      "$number($states.input.v)",
      "$trim($states.input.v) & $uppercase($states.input.v) & $string($states.input.v, true)",
      "[$contains($states.input.v, $states.input.w), $substringBefore($states.input.v, $states.input.w)]",
      "[$match($states.input.v, /(a|aa)*b/), $split($states.input.v, /,*x/)]",
      "$decodeUrl($encodeUrlComponent($states.input.v))",
      "$base64decode($states.input.v)",
      "[$merge($states.input.v), $spread($states.input.v), $zip($states.input.v, $states.input.w)]",
      "$lookup($states.input.v, $states.input.w)",
      "$states.input.v^(>a, <b)",
      "$hash($states.input.v, $states.input.w)",
      "$power($states.input.n, $states.input.v)",
      "$formatBase($states.input.n, $states.input.v)",
      "$range(1, $states.input.n, $states.input.v)",
      "$reduce($states.input.v, function($a, $b) { $a & $b })",
      "$states.input.v = $states.input.w or $states.input.v in $states.input.w or $states.input.v < $states.input.n",
    ].map((expression, index) => [`jsonata${index}`, jsonata(expression)]),
  ),
  get: task("dynamodb:getItem", { TableName: "t", "Key.$": "$.w", "ConsistentRead.$": "$.v" }),
  query: task("aws-sdk:dynamodb:query", {
    TableName: "t",
    "Limit.$": "$.v",
    "KeyConditionExpression.$": "$.w",
    "ScanIndexForward.$": "$.v",
  }),
  put: task("dynamodb:putItem", { TableName: "t", "Item.$": "$.v", "ConditionExpression.$": "$.w" }),
  update: task("dynamodb:updateItem", {
    TableName: "t",
    Key: { id: { S: "x" } },
    "UpdateExpression.$": "$.v",
    "ConditionExpression.$": "$.w",
  }),
};

/** Mapping templates that take a message apart. */
const TEMPLATES: Readonly<Record<string, string>> = {
  whole:
    "$input.json('$') $util.urlEncode($input.body) $util.escapeJavaScript($input.body) $util.base64Encode($input.body)",
  text: `$input.body.replaceAll("(a+)+b", "x") $input.body.split(",") $input.body.matches(".*(a|a)*b")`,
  loop: "#foreach($x in $input.path('$.v'))$x#foreach($y in $input.path('$.v'))$y.a#end#end",
  names: "#foreach($k in $input.path('$').keySet())$k $input.path('$').get($k)#end",
  select: "$input.path('$..v') $input.json('$..*') $input.json('$.v[?(@.a>1)]') $input.path('$.v').size()",
  decode:
    "$util.urlDecode($input.path('$.v')) $util.base64Decode($input.path('$.v')) $util.parseJson($input.path('$.v'))",
  pattern: "$input.path('$.v').replaceAll($input.path('$.w'), 'x') $input.path('$.v').split($input.path('$.w'))",
  number: "#set($a = $input.path('$.n') + 1)$a #foreach($i in [1..$input.path('$.n')])x#end",
};

const MODEL = {
  $schema: "http://json-schema.org/draft-04/schema#",
  properties: {
    v: { pattern: "^(a+)+b$", uniqueItems: true, anyOf: [{ type: "string", format: "email" }, { type: "array" }] },
    n: { multipleOf: 0.0001 },
  },
  patternProperties: { "^(x|xx)*y": { type: "string" } },
};

/** The actions that messages may have: a route of each workflow and template, and one with a model. */
export const ACTIONS: readonly string[] = [...Object.keys(WORKFLOWS), ...Object.keys(TEMPLATES), "model"];

const API_ID = "${aws_apigatewayv2_api.main.id}";
const { resource } = SERVED;
const ALL = JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } });

/** A configuration that puts a client's message into all that takes one. */
export const HOSTILE_STACK = {
  ...SERVED,
  resource: {
    ...resource,
    aws_iam_role_policy: {
      gateway: { role: "${aws_iam_role.gateway.name}", policy: ALL },
      workflow: { role: "${aws_iam_role.workflow.name}", policy: ALL },
    },
    aws_dynamodb_table: {
      t: { name: "t", billing_mode: "PAY_PER_REQUEST", hash_key: "id", attribute: [{ name: "id", type: "S" }] },
    },
    aws_apigatewayv2_model: {
      m: { api_id: API_ID, content_type: "application/json", name: "m", schema: JSON.stringify(MODEL) },
    },
    aws_sfn_state_machine: {
      ...resource.aws_sfn_state_machine,
      ...describeAll(Object.keys(WORKFLOWS), (name) => ({
        ...resource.aws_sfn_state_machine.greet,
        name,
        definition: JSON.stringify(WORKFLOWS[name]),
      })),
    },
    aws_apigatewayv2_integration: {
      ...resource.aws_apigatewayv2_integration,
      ...describeAll(ACTIONS, describeIntegration),
    },
    aws_apigatewayv2_integration_response: {
      ...resource.aws_apigatewayv2_integration_response,
      ...describeAll(ACTIONS, (name) => ({
        api_id: API_ID,
        integration_id: `\${aws_apigatewayv2_integration.${name}.id}`,
        integration_response_key: "$default",
      })),
    },
    aws_apigatewayv2_route: {
      ...resource.aws_apigatewayv2_route,
      ...describeAll(ACTIONS, (name) => ({
        api_id: API_ID,
        route_key: name,
        target: `integrations/\${aws_apigatewayv2_integration.${name}.id}`,
        ...(name === "model" && { request_models: { $default: "m" }, model_selection_expression: "$request.body.w" }),
      })),
    },
    aws_apigatewayv2_route_response: {
      ...resource.aws_apigatewayv2_route_response,
      ...describeAll(ACTIONS, (name) => ({
        api_id: API_ID,
        route_id: `\${aws_apigatewayv2_route.${name}.id}`,
        route_response_key: "$default",
      })),
    },
  },
};

function describeAll(names: readonly string[], describe: (name: string) => Json): JsonObject {
  return Object.fromEntries(names.map((name) => [name, describe(name)]));
}

function describeIntegration(name: string): JsonObject {
  const { greet } = resource.aws_apigatewayv2_integration;
  if (!Object.hasOwn(WORKFLOWS, name)) {
    const template = `${TEMPLATES[name] ?? ""}{"statusCode":200}`;
    return { api_id: API_ID, integration_type: "MOCK", request_templates: { $default: template } };
  }
  const [key, template] = Object.entries(greet.request_templates)[0] ?? ["", ""];
  return {
    ...greet,
    request_templates: { [key]: template.replaceAll(".greet.", `.${name}.`) },
  };
}
