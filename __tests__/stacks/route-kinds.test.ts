import { FUNCTION_ARN, QUOTE_SCHEMA } from "./every-option";
import { countResources, findResource, listStatements } from "./synthesize-family";
import { findRoute, refer, synthesizeOptions, workflow } from "./synthesize-options";
import { listResources } from "./synthesize-stack";

describe("delivery", () => {
  const weights = (delivery: object) => {
    const terraform = synthesizeOptions({ routes: { $default: { workflow, delivery } } });
    const machine = refer(terraform, "aws_sfn_state_machine", "arn");
    const alias = findResource(terraform, "aws_sfn_alias");
    return (alias["routing_configuration"] as { state_machine_version_arn: string; weight: number }[]).map(
      ({ state_machine_version_arn: version, weight }) => [version.replace(machine, "machine"), weight],
    );
  };
  const latest = expect.stringMatching(/^\$\{aws_sfn_state_machine\.\w+\.state_machine_version_arn\}$/);

  it.each([
    { delivery: {}, expected: [[latest, 100]] },
    {
      delivery: { stableVersion: 3, latestWeight: 10 },
      expected: [
        ["machine:3", 90],
        [latest, 10],
      ],
    },
    { delivery: { stableVersion: 3, latestWeight: 100 }, expected: [[latest, 100]] },
    { delivery: { stableVersion: 3 }, expected: [["machine:3", 100]] },
  ])("shares the messages of $delivery", ({ delivery, expected }) => {
    expect(weights(delivery)).toEqual(expected);
  });

  it("publishes each definition and calls the workflow by its alias", () => {
    const terraform = synthesizeOptions({ routes: { $default: { workflow, delivery: {} } } });
    expect(findResource(terraform, "aws_sfn_state_machine")["publish"]).toBe(true);
    const templates = JSON.stringify(findResource(terraform, "aws_apigatewayv2_integration")["request_templates"]);
    expect(templates).toContain(refer(terraform, "aws_sfn_alias", "arn"));
    expect(listStatements(terraform)).toContainEqual(
      expect.objectContaining({
        Action: "states:StartSyncExecution",
        Resource: refer(terraform, "aws_sfn_state_machine", "arn"),
      }),
    );
  });
});

describe("routes", () => {
  it.each(["sync", "async"] as const)("answers by the route's own template where its workflow runs %s", (execution) => {
    const response = { template: '{"taken":true}' };
    const terraform = synthesizeOptions({ routes: { $default: { workflow, execution, response } } });
    const responses = listResources(terraform, "aws_apigatewayv2_integration_response");
    expect(responses.find(({ integration_response_key: key }) => key === "$default")).toMatchObject({
      response_templates: { $default: response.template },
    });
  });

  it("validates a route's messages by its model, whose name is the route's alone", () => {
    const model = "models/quote.schema.json";
    const terraform = synthesizeOptions({ routes: { "a/b": { workflow, model }, "a-b": { workflow, model } } });
    const models = listResources(terraform, "aws_apigatewayv2_model");
    expect(new Set(models.map(({ name }) => name)).size).toBe(2);
    for (const { name, schema, content_type: type } of models) {
      expect([String(name), schema, type]).toEqual([
        expect.stringMatching(/^[A-Za-z0-9]+$/),
        QUOTE_SCHEMA,
        "application/json",
      ]);
    }
    expect(findRoute(terraform, "a/b")).toMatchObject({ model_selection_expression: "\\$default" });
  });

  it("answers a ping without a workflow, a role or a log group", () => {
    const terraform = synthesizeOptions({ routes: { ping: { mock: '{"type":"pong"}' } } });
    expect(countResources(terraform)).toEqual({
      aws_apigatewayv2_api: 1,
      aws_apigatewayv2_deployment: 1,
      aws_apigatewayv2_integration: 1,
      aws_apigatewayv2_integration_response: 1,
      aws_apigatewayv2_route: 1,
      aws_apigatewayv2_route_response: 1,
      aws_apigatewayv2_stage: 1,
    });
  });

  it("hands messages to a Lambda function, as a role that may call it", () => {
    const terraform = synthesizeOptions({ routes: { echo: { lambda: FUNCTION_ARN } } });
    expect(findResource(terraform, "aws_apigatewayv2_integration")).toMatchObject({
      integration_type: "AWS_PROXY",
      integration_uri: expect.stringContaining(`functions/${FUNCTION_ARN}/invocations`),
      credentials_arn: refer(terraform, "aws_iam_role", "arn"),
    });
    expect(countResources(terraform)).not.toHaveProperty("aws_apigatewayv2_integration_response");
  });
});
