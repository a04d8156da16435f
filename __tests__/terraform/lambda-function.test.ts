import { join } from "node:path";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { connect } from "@sfn-websocket/local/__tests__/serve";
import { writeArchive } from "@sfn-websocket/local/__tests__/write-archive";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { apply, planStatus, runTerraform, type TerraformRun } from "./terraform-run";

const trust = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: `${service}.amazonaws.com` } }],
  });
const may = (Action: string, Resource: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });

const WORKFLOW = {
  StartAt: "Ask",
  States: {
    Ask: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "${aws_lambda_alias.live.arn}", "Payload.$": "$" },
      OutputPath: "$.Payload",
      End: true,
    },
  },
};

const TEMPLATE = '{"stateMachineArn":"${aws_sfn_state_machine.ask.arn}","input":"$util.escapeJavaScript($input.body)"}';

/** Two routes: a function's alias by itself, and a workflow that asks it. */
const ROUTES: JsonObject = {
  aws_apigatewayv2_integration: {
    proxy: {
      api_id: "${aws_apigatewayv2_api.api.id}",
      integration_type: "AWS_PROXY",
      integration_method: "POST",
      integration_uri: "${aws_lambda_alias.live.invoke_arn}",
    },
    ask: {
      api_id: "${aws_apigatewayv2_api.api.id}",
      integration_type: "AWS",
      integration_method: "POST",
      integration_uri: "arn:aws:apigateway:us-east-1:states:action/StartSyncExecution",
      credentials_arn: "${aws_iam_role.gateway.arn}",
      request_templates: { $default: TEMPLATE },
      template_selection_expression: "\\$default",
    },
  },
  aws_apigatewayv2_integration_response: {
    ask: {
      api_id: "${aws_apigatewayv2_api.api.id}",
      integration_id: "${aws_apigatewayv2_integration.ask.id}",
      integration_response_key: "$default",
      response_templates: { $default: "$input.path('$.output')" },
      template_selection_expression: "\\$default",
    },
  },
  aws_apigatewayv2_route: Object.fromEntries(
    ["proxy", "ask"].map((route_key) => [
      route_key,
      {
        api_id: "${aws_apigatewayv2_api.api.id}",
        route_key,
        route_response_selection_expression: "$default",
        target: `integrations/\${aws_apigatewayv2_integration.${route_key}.id}`,
      },
    ]),
  ),
  aws_apigatewayv2_route_response: Object.fromEntries(
    ["proxy", "ask"].map((name) => [
      name,
      {
        api_id: "${aws_apigatewayv2_api.api.id}",
        route_id: `\${aws_apigatewayv2_route.${name}.id}`,
        route_response_key: "$default",
      },
    ]),
  ),
};

function write(filename: string, greeting: string): JsonObject {
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } } },
    provider: { aws: [{ region: "us-east-1" }] },
    resource: {
      aws_iam_role: {
        function: { name: "function", assume_role_policy: trust("lambda") },
        workflow: { name: "workflow", assume_role_policy: trust("states") },
        gateway: { name: "gateway", assume_role_policy: trust("apigateway") },
      },
      aws_iam_role_policy: {
        workflow: {
          role: "${aws_iam_role.workflow.name}",
          policy: may("lambda:InvokeFunction", "${aws_lambda_alias.live.arn}"),
        },
        gateway: {
          role: "${aws_iam_role.gateway.name}",
          policy: may("states:StartSyncExecution", "${aws_sfn_state_machine.ask.arn}"),
        },
      },
      aws_lambda_function: {
        greet: {
          function_name: "greet",
          role: "${aws_iam_role.function.arn}",
          runtime: "nodejs22.x",
          handler: "index.handler",
          filename,
          source_code_hash: `\${filebase64sha256("${filename}")}`,
          publish: true,
          timeout: 10,
          reserved_concurrent_executions: 5,
          environment: { variables: { GREETING: greeting } },
          tags: { team: "chat" },
        },
      },
      aws_lambda_alias: {
        live: {
          name: "live",
          function_name: "${aws_lambda_function.greet.function_name}",
          function_version: "${aws_lambda_function.greet.version}",
        },
      },
      aws_lambda_permission: {
        gateway: {
          action: "lambda:InvokeFunction",
          function_name: "${aws_lambda_function.greet.function_name}",
          qualifier: "${aws_lambda_alias.live.name}",
          principal: "apigateway.amazonaws.com",
          source_arn: "${aws_apigatewayv2_api.api.execution_arn}/*/proxy",
        },
      },
      aws_sfn_state_machine: {
        ask: {
          name: "ask",
          type: "EXPRESS",
          role_arn: "${aws_iam_role.workflow.arn}",
          definition: JSON.stringify(WORKFLOW),
        },
      },
      aws_apigatewayv2_api: {
        api: { name: "greet", protocol_type: "WEBSOCKET", route_selection_expression: "$request.body.action" },
      },
      ...ROUTES,
      aws_apigatewayv2_deployment: {
        api: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          depends_on: ["aws_apigatewayv2_route_response.proxy", "aws_apigatewayv2_route_response.ask"],
        },
      },
      aws_apigatewayv2_stage: {
        dev: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          name: "dev",
          deployment_id: "${aws_apigatewayv2_deployment.api.id}",
        },
      },
    },
  };
}

const says = (word: string) =>
  `export const handler = async ({ requestContext }) => {
    const text = process.env.GREETING + ${JSON.stringify(word)};
    return requestContext ? { statusCode: 200, body: text } : { text };
  };`;

if ("missing" in found) process.stderr.write(`not run: a function's life by the real Terraform (${found.missing})\n`);
else
  describe("the real Terraform, applying a function with its own code", () => {
    let terraform: OpenTerraform;
    beforeAll(async () => {
      terraform = await openTerraform();
    }, 60_000);
    afterAll(() => terraform.close());

    const deploy = async (greeting: string, word: string): Promise<TerraformRun> => {
      const { cwd } = terraform.configure({});
      const archive = join(cwd, "code.zip");
      writeArchive(archive, { "index.mjs": says(word) });
      const run = terraform.configure(write(archive, greeting));
      await apply(run);
      return run;
    };
    const ask = async (): Promise<readonly string[]> => {
      const { aws, port } = terraform.endpoint;
      const [api] = aws.region("us-east-1").apigateway.apis();
      const client = await connect(`ws://127.0.0.1:${port}/${api?.apiId}/dev`);
      const answers = [await client.ask('{"action":"proxy"}'), await client.ask('{"action":"ask"}')];
      client.socket.terminate();
      return answers;
    };

    it("answers by a route and by a workflow, follows changes of its code and its variables, and leaves nothing", async () => {
      const run = await deploy("Hello, ", "Jane");
      expect(await ask()).toEqual(["Hello, Jane", '{"text":"Hello, Jane"}']);
      expect(await planStatus(run)).toBe(0);
      await deploy("Hello, ", "Joe");
      expect(await ask()).toEqual(["Hello, Joe", '{"text":"Hello, Joe"}']);
      expect(await planStatus(run)).toBe(0);
      await deploy("Good morning, ", "Joe");
      expect(await ask()).toEqual(["Good morning, Joe", '{"text":"Good morning, Joe"}']);
      expect(await planStatus(run)).toBe(0);
      const { functions } = terraform.endpoint.aws.lambda;
      expect([...functions.values()].map(({ versions }) => [...versions.keys()])).toEqual([["$LATEST", "1", "2", "3"]]);
      await runTerraform(run, "destroy", "-input=false", "-auto-approve", "-no-color");
      expect([...functions.keys()]).toEqual([]);
    }, 480_000);
  });
