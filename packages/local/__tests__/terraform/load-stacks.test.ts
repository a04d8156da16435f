import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { createAws } from "../../account/aws";
import { loadStack } from "../../terraform/load-stacks";
import { createTasks } from "../../account/tasks";
import { configuration, PASS } from "../configuration";
import { createVirtualClock } from "../virtual-clock";

function load(stack: Json) {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined, runTask: createTasks({}) });
  return { aws, loaded: loadStack({ name: "stack", file: "main.tf.json", configuration: stack }, aws) };
}

const VALID = configuration({ routes: { $default: { definition: PASS } } });

describe("a configuration of Terraform", () => {
  it("is served as written by hand, with outputs, variables and locals", () => {
    const { aws, loaded } = load({
      ...VALID,
      variable: { suffix: { default: "x" } },
      locals: { url: "${aws_apigatewayv2_stage.main.invoke_url}" },
      output: { Url: { value: "${local.url}#${var.suffix}" } },
    });
    const [stage] = aws.region("us-east-1").apigateway.stages();
    expect(stage?.settings.stageName).toBe("api");
    expect(loaded.outputs).toEqual({
      Url: `wss://${stage?.api.apiId}.execute-api.us-east-1.amazonaws.com/api#x`,
    });
  });

  it("is the same with lists of objects and comments at every level", () => {
    const listed = (value: Json, depth: number): Json =>
      depth === 0
        ? [[value], null]
        : Object.entries(value as JsonObject).map(([name, inner]) => ({ [name]: listed(inner, depth - 1) }));
    const { provider, resource } = VALID;
    const { aws, loaded } = load([
      { "//": "a comment", resource: listed(resource!, 2) },
      { provider: [{ aws: [{ alias: "west", region: "us-west-2" }] }, provider!] },
      { variable: [{ suffix: [{ default: "x" }] }], locals: [{ a: "${var.suffix}" }, { b: "${local.a}y" }] },
      { output: [{ Value: [{ value: "${local.b}" }] }] },
    ]);
    expect(loaded.outputs).toEqual({ Value: "xy" });
    expect(aws.region("us-east-1").apigateway.exportState()).toEqual(
      load(VALID).aws.region("us-east-1").apigateway.exportState(),
    );
  });

  it("takes the region that a block says itself, as version 6 of the provider does", () => {
    const { aws, loaded } = load({
      provider: { aws: { region: "us-east-1" } },
      data: { aws_region: { there: { region: "eu-west-1" } } },
      resource: {
        aws_apigatewayv2_api: {
          far: {
            name: "far",
            protocol_type: "WEBSOCKET",
            route_selection_expression: "$request.body.action",
            region: "${data.aws_region.there.region}",
          },
        },
      },
      output: { Region: { value: "${data.aws_region.there.name}" } },
    });
    expect(loaded.outputs).toEqual({ Region: "eu-west-1" });
    expect(JSON.stringify(aws.region("eu-west-1").apigateway.exportState())).toContain('"far"');
    expect(JSON.stringify(aws.region("us-east-1").apigateway.exportState())).not.toContain('"far"');
  });

  it("takes a region from a variable", () => {
    const { aws } = load({
      ...VALID,
      provider: { aws: { region: "${var.region}" } },
      variable: { region: { default: "eu-west-1" } },
    });
    expect(aws.region("eu-west-1").apigateway.stages()).toHaveLength(1);
  });

  it("gets the same ids at each start", () => {
    const idOf = () => load(VALID).aws.region("us-east-1").apigateway.stages()[0]?.api.apiId;
    expect(idOf()).toMatch(/^[a-z0-9]{10}$/);
    expect(idOf()).toBe(idOf());
  });

  it.each<[string, JsonObject, string]>([
    ...(
      [
        [
          "a resource that is declared twice",
          [{ a: { b: {} } }, { a: { b: {} } }],
          "'resource.a.b' is declared twice; give each a name of its own",
        ],
        [
          "a block that is no object",
          { a: { b: ["x"] } },
          "'resource.a.b' is an object or a list of objects, got \"x\"; write it as one",
        ],
        [
          "a level of labels that is no object",
          { a: 1 },
          "'resource.a' is an object or a list of objects, got 1; write it as one",
        ],
      ] as const
    ).map(([what, resource, text]): [string, JsonObject, string] => [
      what,
      { resource: resource as Json },
      `stack: ${text}`,
    ]),
    [
      "a local that is declared twice",
      { locals: [{ a: 1 }, { a: 2 }] },
      "stack: 'locals.a' is declared twice; give each a name of its own",
    ],
    [
      "a validation of a variable",
      { variable: { v: { default: 1, validation: [{}] } } },
      "stack: 'variable.v': 'validation' is not emulated; remove it",
    ],
    [
      "a provider that is not declared",
      { data: { aws_region: { x: { provider: "aws.west" } } }, output: { X: { value: "${data.aws_region.x.name}" } } },
      "stack: provider 'aws.west' is not declared; declare it or correct the reference",
    ],
    [
      "a condition on a resource",
      { resource: { aws_apigatewayv2_api: { r: { lifecycle: [{ precondition: {} }] } } } },
      "stack: aws_apigatewayv2_api.r: 'precondition' is not emulated; remove it",
    ],
    [
      "two of a nested block that is one",
      {
        ...VALID,
        resource: [
          VALID.resource!,
          {
            aws_apigatewayv2_stage: {
              x: { api_id: "${aws_apigatewayv2_api.main.id}", name: "x", default_route_settings: [{}, {}] },
            },
          },
        ],
      },
      "stack: aws_apigatewayv2_stage.x: one nested block is taken, got [{},{}]; keep one",
    ],
    [
      "a nested block that is none",
      {
        ...VALID,
        resource: [
          VALID.resource!,
          {
            aws_apigatewayv2_stage: {
              x: { api_id: "${aws_apigatewayv2_api.main.id}", name: "x", default_route_settings: "y" },
            },
          },
        ],
      },
      'stack: aws_apigatewayv2_stage.x: a nested block is an object or a list of objects, got "y"; write it as one',
    ],
    [
      "a block that is not emulated",
      { ephemeral: { vpc: {} } },
      "stack: block 'ephemeral' is not emulated, got main.tf.json; remove it",
    ],
    [
      "a reference to nothing",
      { output: { X: { value: "${aws_iam_role.none.arn}" } } },
      "stack: 'aws_iam_role.none' is not declared; declare it or correct the reference",
    ],
    [
      "an attribute that is not there",
      { output: { X: { value: "${data.aws_partition.p.nmae}" } }, data: { aws_partition: { p: {} } } },
      "'data.aws_partition.p' has no attribute 'nmae' here; it has id, partition, dns_suffix",
    ],
    [
      "count",
      { resource: { aws_apigatewayv2_api: { r: { count: 2 } } } },
      "stack: 'aws_apigatewayv2_api.r': 'count' is not emulated; declare each resource by itself",
    ],
    [
      "a cycle",
      { locals: { a: "${local.b}", b: "${local.a}" }, output: { X: { value: "${local.a}" } } },
      "stack: 'locals.a' refers to itself; break the cycle",
    ],
    [
      "a definition that AWS refuses",
      { resource: { aws_sfn_state_machine: { m: { name: "m", role_arn: "x", definition: "{}" } } } },
      "stack: aws_sfn_state_machine.m: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /'",
    ],
    [
      "an HTTP API",
      { resource: { aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" } } } },
      'stack: aws_apigatewayv2_api.a: only WebSocket APIs are emulated, got protocol_type "HTTP"; use "WEBSOCKET"',
    ],
    [
      "a variable without a value",
      { variable: { x: {} }, output: { X: { value: "${var.x}" } } },
      "stack: 'variable.x' has no value; set TF_VAR_x",
    ],
  ])("rejects %s", (_, stack, message) => {
    expect(() => load(stack)).toThrow(message);
  });

  it.each<[string, string, JsonObject, string]>([
    [
      "an integration without a method",
      "integration",
      { integration_type: "AWS", integration_uri: "arn:x" },
      "Integration method is required",
    ],
    [
      "an integration that waits too long",
      "integration",
      { integration_type: "MOCK", timeout_milliseconds: 30_000 },
      "Timeout should be between 50 ms and 29000 ms",
    ],
    [
      "an authorization of another route than $connect",
      "route",
      { route_key: "chat", authorization_type: "AWS_IAM" },
      "Currently, authorization is restricted to the $connect route only",
    ],
    [
      "a response to a route by another key than $default",
      "route_response",
      { route_id: "r", route_response_key: "200" },
      "Invalid routeResponseKey specified. Must be one of [$default]",
    ],
    ["a model whose name is no word", "model", { name: "a-b", schema: "{}" }, "Model name must be alphanumeric"],
    [
      "an authorizer of HTTP APIs",
      "authorizer",
      { name: "a", authorizer_type: "JWT" },
      "Invalid authorizer type. Only REQUEST authorizer type is supported on WEBSOCKET protocol Apis.",
    ],
  ])("rejects %s, as the API does", (_, type, attributes, message) => {
    const resource = { [`aws_apigatewayv2_${type}`]: { a: { api_id: "b", ...attributes } } };
    expect(() => load({ resource })).toThrow(new Error(`stack: aws_apigatewayv2_${type}.a: ${message}`));
  });

  it.each<[string, string, JsonObject, string]>([
    [
      "an expression that selects nothing",
      "api",
      { name: "a", protocol_type: "WEBSOCKET", route_selection_expression: "$request.action" },
      "Invalid routeSelectionExpression specified $request.action",
    ],
    ["a stage with a blank", "stage", { name: "a b" }, "Stage name only allows a-zA-Z0-9_-"],
    [
      "a stage variable with a blank in its value",
      "stage",
      { name: "a", stage_variables: { a: "b c" } },
      "Invalid stage variable value: b c. It must match [A-Za-z0-9-._~:/?#&=,]+",
    ],
    [
      "an access log without a request's id",
      "stage",
      { name: "a", access_log_settings: { destination_arn: "arn:aws:logs:us-east-1:1:log-group:a", format: "x" } },
      "The following errors are found in Access Log Format: Access Log format must include either $context.requestId or $context.extendedRequestId : 'x'",
    ],
    [
      "settings of a route that is not there",
      "stage",
      { name: "a", route_settings: [{ route_key: "chat", throttling_rate_limit: 1 }] },
      "Unable to find Route by key chat within the provided RouteSettings",
    ],
    [
      "settings of a route whose key is no text",
      "stage",
      { name: "a", route_settings: [{ route_key: { toString: null } }] },
      `'route_settings.route_key' is a string, got {"toString":null}; write one`,
    ],
    [
      "a level of no log",
      "stage",
      { name: "a", default_route_settings: { logging_level: "DEBUG" } },
      "Invalid loggingLevel specified. Must be one of [OFF, ERROR, INFO]",
    ],
  ])("rejects %s, as the API does", (_, type, attributes, message) => {
    const b = { name: "b", protocol_type: "WEBSOCKET", route_selection_expression: "$request.body.a" };
    const stage = { api_id: "${aws_apigatewayv2_api.b.id}", ...attributes };
    const resource: JsonObject =
      type === "api"
        ? { aws_apigatewayv2_api: { a: attributes } }
        : { aws_apigatewayv2_api: { b }, [`aws_apigatewayv2_${type}`]: { a: stage } };
    expect(() => load({ resource })).toThrow(`stack: aws_apigatewayv2_${type}.a: ${message}`);
  });

  it.each([[{ a: 1 }], "aws_iam_role.b", [["aws_iam_role.b"]]])(
    "rejects dependencies that are no list of references (%j)",
    (depends_on) => {
      const role = { name: "a", assume_role_policy: "{}", depends_on };
      expect(() => load({ resource: { aws_iam_role: { a: role } } })).toThrow(
        `stack: aws_iam_role.a: 'depends_on' is a list of references, got ${JSON.stringify(depends_on)}; write it as one`,
      );
    },
  );

  it("rejects a mapping template that does not parse, and names the route", () => {
    const integration = { integration_type: "MOCK", request_templates: { $default: "#if(" } };
    expect(() => load(configuration({ routes: { broken: { integration } } }))).toThrow(
      /^stack: aws_apigatewayv2_deployment\.main: route 'broken': request template '\$default': /,
    );
  });
});
