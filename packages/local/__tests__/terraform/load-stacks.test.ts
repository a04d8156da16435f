import type { JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { createAws } from "../../account/aws";
import { loadStack } from "../../terraform/load-stacks";
import { createTasks } from "../../account/tasks";
import { configuration, PASS } from "../configuration";
import { createVirtualClock } from "../virtual-clock";

function load(stack: JsonObject) {
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

  it("gets the same ids at each start", () => {
    const idOf = () => load(VALID).aws.region("us-east-1").apigateway.stages()[0]?.api.apiId;
    expect(idOf()).toMatch(/^[a-z0-9]{10}$/);
    expect(idOf()).toBe(idOf());
  });

  it.each<[string, JsonObject, string]>([
    [
      "a resource type that is not emulated",
      { resource: { aws_sqs_queue: { main: {} } } },
      "stack: 'aws_sqs_queue.main' is of a type that is not emulated; it can be one of ",
    ],
    [
      "a resource type that is a name of an object's prototype",
      { resource: { toString: { main: {} } } },
      "stack: 'toString.main' is of a type that is not emulated; it can be one of ",
    ],
    [
      "a data source that is a name of an object's prototype",
      { output: { X: { value: "${data.constructor.x.y}" } }, data: { constructor: { x: {} } } },
      "stack: 'data.constructor.x' is of a type that is not emulated; it can be one of ",
    ],
    [
      "a block that is not emulated",
      { module: { vpc: {} } },
      "stack: block 'module' is not emulated, got main.tf.json; remove it",
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
      { resource: { aws_iam_role: { r: { count: 2 } } } },
      "stack: 'aws_iam_role.r': 'count' is not emulated; declare each resource by itself",
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

  it("rejects a mapping template that does not parse, and names the route", () => {
    const integration = { integration_type: "MOCK", request_templates: { $default: "#if(" } };
    expect(() => load(configuration({ routes: { broken: { integration } } }))).toThrow(
      /^stack: aws_apigatewayv2_deployment\.main: route 'broken': request template '\$default': /,
    );
  });
});
