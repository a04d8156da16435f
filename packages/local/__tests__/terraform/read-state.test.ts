import type { JsonObject } from "@sfn-websocket/languages/json";
import { isState, readState } from "../../terraform/read-state";
import { serve } from "../serve";
import { trust } from "../configuration";

const ACCOUNT = "210987654321";
const MACHINE = `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:greet`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/greet`;

const managed = (type: string, name: string, values: JsonObject, index?: string | number): JsonObject => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  name,
  ...(index !== undefined && { index }),
  values,
});

/** What `terraform show -json` prints of an API whose route runs a workflow, as the provider keeps it. */
const STATE: JsonObject = {
  format_version: "1.0",
  terraform_version: "1.11.4",
  values: {
    root_module: {
      resources: [
        { mode: "data", type: "aws_caller_identity", name: "me", values: { account_id: ACCOUNT } },
        managed("aws_iam_role", "greet", {
          arn: ROLE,
          id: "greet",
          name: "greet",
          assume_role_policy: trust("states.amazonaws.com"),
          inline_policy: [{ name: "p", policy: "{}" }],
          managed_policy_arns: [],
          tags: null,
          tags_all: {},
        }),
        managed("aws_iam_role", "start", {
          arn: `arn:aws:iam::${ACCOUNT}:role/start`,
          id: "start",
          name: "start",
          assume_role_policy: trust("apigateway.amazonaws.com"),
        }),
        managed("aws_iam_role_policy", "start", {
          id: "start:start",
          name: "start",
          role: "start",
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "states:StartSyncExecution", Resource: MACHINE }],
          }),
        }),
        managed("aws_sfn_state_machine", "greet", {
          arn: MACHINE,
          id: MACHINE,
          name: "greet",
          type: "EXPRESS",
          role_arn: ROLE,
          definition: JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", Result: "${hi}", End: true } } }),
          logging_configuration: [{ include_execution_data: false, level: "OFF", log_destination: "" }],
          creation_date: "2026-11-28T00:00:00Z",
        }),
      ],
      child_modules: [
        {
          address: 'module.socket["a"]',
          resources: [
            managed("aws_apigatewayv2_api", "api", {
              arn: "arn:aws:apigateway:eu-west-1::/apis/a1b2c3d4e5",
              id: "a1b2c3d4e5",
              api_endpoint: "wss://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
              name: "greetings",
              protocol_type: "WEBSOCKET",
              route_selection_expression: "$request.body.action",
              body: null,
              cors_configuration: [],
              description: "",
            }),
            managed("aws_apigatewayv2_integration", "start", {
              id: "i1j2k3l",
              api_id: "a1b2c3d4e5",
              connection_type: "INTERNET",
              connection_id: "",
              credentials_arn: `arn:aws:iam::${ACCOUNT}:role/start`,
              integration_type: "AWS",
              integration_method: "POST",
              integration_uri: "arn:aws:apigateway:eu-west-1:states:action/StartSyncExecution",
              request_templates: { $default: `{"input":"{}","stateMachineArn":"${MACHINE}"}` },
              template_selection_expression: "\\$default",
              timeout_milliseconds: 29000,
            }),
            managed("aws_apigatewayv2_integration_response", "start", {
              id: "abc1234",
              api_id: "a1b2c3d4e5",
              integration_id: "i1j2k3l",
              integration_response_key: "$default",
              response_templates: { $default: "$input.path('$.output')" },
              template_selection_expression: "\\$default",
            }),
            managed(
              "aws_apigatewayv2_route",
              "route",
              {
                id: "r1s2t3u",
                api_id: "a1b2c3d4e5",
                route_key: "$default",
                target: "integrations/i1j2k3l",
                route_response_selection_expression: "$default",
                authorization_type: "NONE",
              },
              "$default",
            ),
            managed("aws_apigatewayv2_route_response", "route", {
              id: "q1w2e3r",
              api_id: "a1b2c3d4e5",
              route_id: "r1s2t3u",
              route_response_key: "$default",
            }),
            managed("aws_apigatewayv2_deployment", "d", { id: "d1f2g3h", api_id: "a1b2c3d4e5", triggers: { x: "y" } }),
            managed("aws_apigatewayv2_stage", "s", {
              arn: "arn:aws:apigateway:eu-west-1::/apis/a1b2c3d4e5/stages/prod",
              id: "prod",
              api_id: "a1b2c3d4e5",
              name: "prod",
              deployment_id: "d1f2g3h",
              invoke_url: "wss://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod",
              route_settings: [],
              access_log_settings: [],
            }),
          ],
        },
      ],
    },
  },
};

it("is served: routes answer, in the region and by the roles that the state says", async () => {
  const served = await serve(readState(STATE, "state.json"));
  const client = await served.connect("/prod");
  expect(await client.ask("{}")).toBe('"${hi}"');
  client.socket.terminate();
  expect(
    served
      .aws()
      .regions()
      .map(({ name }) => name),
  ).toEqual(["eu-west-1"]);
  expect(served.log.filter((line) => !line.includes("not emulated"))).toEqual([]);
  await served.close();
});

it("names what is made anew by references, and leaves out what opens the real API", () => {
  const state: JsonObject = {
    version: 4,
    terraform_version: "1.11.4",
    resources: [
      {
        mode: "managed",
        type: "aws_api_gateway_api_key",
        name: "k",
        instances: [{ index_key: "a.b", attributes: { id: "k1k2k3k4", name: "k", value: "secret" } }],
      },
      {
        module: "module.m",
        mode: "managed",
        type: "aws_api_gateway_usage_plan_key",
        name: "u",
        instances: [
          { attributes: { id: "k1k2k3k4", key_id: "k1k2k3k4", usage_plan_id: "p1p2p3p4", key_type: "API_KEY" } },
        ],
      },
    ],
  };
  expect(isState(state)).toBe(true);
  expect(JSON.stringify(readState(state, "terraform.tfstate"))).not.toContain("secret");
  expect(readState(state, "terraform.tfstate").resource).toEqual({
    aws_api_gateway_api_key: { k__a_2e_b: { name: "k" } },
    aws_api_gateway_usage_plan_key: {
      module_2e_m__u: {
        key_id: "${aws_api_gateway_api_key.k__a_2e_b.id}",
        usage_plan_id: "p1p2p3p4",
        key_type: "API_KEY",
      },
    },
  });
});

it.each(["type", "name", "index_key", "attributes"])("takes a state whose %s is a structure of any names", (member) => {
  const odd = { id: { toString: null }, arn: { toString: 1 }, api_id: { valueOf: 1 } };
  const instance = { attributes: odd, ...(member === "index_key" && { index_key: odd }) };
  const resource = { mode: "managed", type: "aws_apigatewayv2_api", name: "a", instances: [instance], [member]: odd };
  const state = { terraform_version: "1.11.4", resources: [resource] };
  expect(Object.values(readState(state, "terraform.tfstate")["resource"] ?? {})).toHaveLength(1);
});

it.each([[{ format_version: "1.0" }], [{ terraform_version: "1.11.4", values: {} }]])(
  "fails for the empty state %j",
  (state) =>
    expect(() => readState(state, "state.json")).toThrow(
      new Error("state.json: is a state without resources, got none; apply its configuration first"),
    ),
);

it.each([[{ resource: {} }], [{ planned_values: {}, terraform_version: "1.11.4" }], [[]]])(
  "takes %j for none",
  (json) => expect(isState(json)).toBe(false),
);
