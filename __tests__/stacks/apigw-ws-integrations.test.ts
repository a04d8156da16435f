import { ApigwWsIntegrations, type ApigwWsIntegrationsProps } from "../../stacks/apigw-ws-integrations";
import { countResources, findResource, listStatements, synthesizeFamily } from "./synthesize-family";
import { listResources, type Terraform } from "./synthesize-stack";

// What the SAM template of the sample holds, in Terraform's terms; docs/evidence.md has each deviation.
// https://github.com/aws-samples/serverless-samples/tree/main/apigw-ws-integrations

const synthesize = (props: ApigwWsIntegrationsProps = {}) =>
  synthesizeFamily((app, root) => new ApigwWsIntegrations(app, "demo", { root, ...props }));
const terraform = synthesize();

/** The integration that a route leads to. */
function findIntegration({ resource }: Terraform, routeKey: string): Readonly<Record<string, unknown>> {
  const route = Object.values(resource["aws_apigatewayv2_route"] ?? {}).find((each) => each["route_key"] === routeKey);
  const name = /aws_apigatewayv2_integration\.([\w-]+)\.id/.exec(String(route?.["target"]))?.[1] ?? "";
  return resource["aws_apigatewayv2_integration"]?.[name] ?? {};
}

const templateOf = (routeKey: string): string => {
  const { request_templates: templates } = findIntegration(terraform, routeKey) as {
    request_templates: Readonly<Record<string, string>>;
  };
  return templates["$default"] ?? "";
};

it("makes the sample's resources without its Lambda function, and for each what the deviations add", () => {
  expect(countResources(terraform)).toEqual({
    aws_apigatewayv2_api: 1,
    aws_apigatewayv2_deployment: 1,
    aws_apigatewayv2_integration: 5,
    aws_apigatewayv2_integration_response: 14,
    aws_apigatewayv2_route: 5,
    aws_apigatewayv2_route_response: 4,
    aws_apigatewayv2_stage: 1,
    aws_cloudfront_distribution: 1,
    aws_cloudfront_function: 1,
    aws_cloudfront_origin_request_policy: 1,
    aws_cloudwatch_log_group: 2,
    aws_dynamodb_table: 1,
    aws_iam_role: 6,
    aws_iam_role_policy: 7,
    aws_sfn_state_machine: 2,
  });
});

it("has the sample's routes", () => {
  const routes = listResources(terraform, "aws_apigatewayv2_route").map(({ route_key: key }) => String(key));
  expect(routes.sort()).toEqual(["$connect", "$default", "$disconnect", "async_sfn", "sync_sfn"]);
  const actions = routes.map((routeKey) => {
    const { integration_uri: uri, integration_type: type } = findIntegration(terraform, routeKey);
    return [routeKey, type, String(uri).split(":").slice(4).join(":")];
  });
  expect(actions).toEqual([
    ["$connect", "AWS", "dynamodb:action/PutItem"],
    ["$default", "MOCK", ""],
    ["$disconnect", "AWS", "dynamodb:action/DeleteItem"],
    ["async_sfn", "AWS", "states:action/StartExecution"],
    ["sync_sfn", "AWS", "states:action/StartSyncExecution"],
  ]);
});

it("takes the input of both workflows from the member data", () => {
  const escaped = String.raw`#set($sfn_json=$input.json('$.data'))#if($input.path('$.data')==$null&&$input.path('$.data').length()!=0)#set($sfn_json="null")#end#set($sfn_input=$util.escapeJavaScript($sfn_json).replaceAll("\\'","'"))`;
  expect(templateOf("sync_sfn").split("\n")[0]).toBe(escaped);
  expect(templateOf("async_sfn").split("\n")[0]).toBe(escaped);
});

it("keeps connections in a table on demand, by connectionid, until their time to live", () => {
  expect(findResource(terraform, "aws_dynamodb_table")).toMatchObject({
    name: "demo-api-us-east-1-connections",
    billing_mode: "PAY_PER_REQUEST",
    hash_key: "connectionid",
    attribute: [{ name: "connectionid", type: "S" }],
    ttl: { attribute_name: "ttl", enabled: true },
  });
});

it("counts the time to live in seconds, where the sample counts milliseconds", () => {
  const lines = templateOf("$connect").split("\n");
  expect(lines.slice(0, 2)).toEqual(["#set($seconds=$context.requestTimeEpoch/1000)", "#set($ttl=$seconds+86400)"]);
});

it("keeps the path, and neither headers nor the query string, which carry tokens", () => {
  const items = [...templateOf("$connect").matchAll(/^ {4}"(\w+)":/gm)].map(([, name]) => name);
  expect(items).toEqual(["connectionid", "path", "sourceip", "useragent", "connectedat", "ttl"]);
});

it("lets each of the two routes do its one thing to the one table, where the sample's role may do nearly all", () => {
  const [name] = Object.keys(terraform.resource["aws_dynamodb_table"] ?? {});
  const ofTable = listStatements(terraform).filter(({ Action }) => String(Action).startsWith("dynamodb:"));
  expect(ofTable).toEqual(
    ["PutItem", "DeleteItem"].map((action) => ({
      Effect: "Allow",
      Action: `dynamodb:${action}`,
      Resource: `\${aws_dynamodb_table.${name}.arn}`,
    })),
  );
});

it("moves the path to the header ws-uri, which reaches the API at its stage", () => {
  const [code] = Object.keys(terraform.resource["aws_cloudfront_function"] ?? {});
  expect(findResource(terraform, "aws_cloudfront_function")).toMatchObject({
    runtime: "cloudfront-js-2.0",
    publish: true,
  });
  expect(findResource(terraform, "aws_cloudfront_origin_request_policy")).toMatchObject({
    cookies_config: { cookie_behavior: "none" },
    query_strings_config: { query_string_behavior: "all" },
    headers_config: {
      header_behavior: "whitelist",
      headers: {
        items: [
          "Sec-WebSocket-Accept",
          "Sec-WebSocket-Extensions",
          "Sec-WebSocket-Key",
          "Sec-WebSocket-Protocol",
          "Sec-WebSocket-Version",
          "User-Agent",
          "ws-uri",
        ],
      },
    },
  });
  expect(findResource(terraform, "aws_cloudfront_distribution")).toMatchObject({
    origin: [{ origin_path: "/api", custom_origin_config: { origin_protocol_policy: "https-only" } }],
    default_cache_behavior: {
      viewer_protocol_policy: "https-only",
      cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      function_association: [{ event_type: "viewer-request", function_arn: `\${aws_cloudfront_function.${code}.arn}` }],
    },
  });
});

it("forwards the headers that authorize a client", () => {
  const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:authorize";
  const authorization = { functionArn, identitySources: ["route.request.header.X-Token"] };
  const policy = findResource(
    synthesize({ authorization, apiKeys: { names: ["acme"] } }),
    "aws_cloudfront_origin_request_policy",
  );
  expect(JSON.stringify(policy)).toContain('"User-Agent","ws-uri","x-api-key","x-token"');
});

it("answers $default with what API Gateway knows of the message", () => {
  const responses = listResources(terraform, "aws_apigatewayv2_integration_response");
  expect(responses.map(({ response_templates: templates }) => templates)).toContainEqual({
    $default:
      '{"routeKey":"$context.routeKey","connectionId":"$context.connectionId","requestId":"$context.requestId","requestTimeEpoch":$context.requestTimeEpoch}',
  });
});
