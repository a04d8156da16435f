import * as v2 from "@aws-sdk/client-apigatewayv2";
import { createApi, createDeployed, MOCK } from "./create-deployed";
import { clientOptions, openApi, type OpenApi, refusalOf } from "./open-api";

const AUTHORIZER = {
  Name: "guard",
  AuthorizerType: "REQUEST",
  AuthorizerUri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations",
  IdentitySource: [],
} satisfies Omit<v2.CreateAuthorizerCommandInput, "ApiId">;

type Refused = [string, (ids: Awaited<ReturnType<typeof createDeployed>>) => Promise<unknown>, readonly unknown[]];

let api: OpenApi;
let client: v2.ApiGatewayV2Client;
beforeEach(async () => {
  api = await openApi();
  client = new v2.ApiGatewayV2Client(clientOptions(api.url));
});
afterEach(async () => {
  client.destroy();
  await api.close();
});

it("of a stage with logs, without the account's role, tells the developer the command that sets it", async () => {
  const { ApiId } = await createDeployed(client);
  const settings = { DefaultRouteSettings: { LoggingLevel: "INFO" } } as const;
  await refusalOf(client.send(new v2.UpdateStageCommand({ ApiId, StageName: "api", ...settings })));
  expect(api.log).toEqual([
    `API Gateway: PATCH /v2/apis/${ApiId}/stages/api: CloudWatch Logs role ARN must be set in account settings to enable logging; ` +
      "declare an aws_api_gateway_account, or run 'aws apigateway update-account --patch-operations " +
      "op=replace,path=/cloudwatchRoleArn,value=ROLE_ARN' with a role that API Gateway may assume and that may write logs",
  ]);
});

it("of a stage with logs is none where accounts are taken to have the role", async () => {
  const lenient = await openApi({ logsWithoutRole: true });
  const own = new v2.ApiGatewayV2Client(clientOptions(lenient.url));
  const { ApiId } = await createDeployed(own);
  const settings = { DefaultRouteSettings: { LoggingLevel: "INFO" } } as const;
  const updated = await own.send(new v2.UpdateStageCommand({ ApiId, StageName: "api", ...settings }));
  expect(updated.DefaultRouteSettings?.LoggingLevel).toBe("INFO");
  own.destroy();
  await lenient.close();
});

it.each([
  ["without a request's id", "$context.status", "include either $context.requestId or $context.extendedRequestId "],
  ["of two lines", "$context.requestId\n$context.status", "be single line"],
])("of an access log's format %s is AWS's", async (_, Format, problem) => {
  const lenient = await openApi({ logsWithoutRole: true });
  const own = new v2.ApiGatewayV2Client(clientOptions(lenient.url));
  const { ApiId } = await createDeployed(own);
  const AccessLogSettings = { DestinationArn: "arn:aws:logs:us-east-1:123456789012:log-group:a", Format };
  const update = own.send(new v2.UpdateStageCommand({ ApiId, StageName: "api", AccessLogSettings }));
  expect(await refusalOf(update)).toEqual([
    "BadRequestException",
    `The following errors are found in Access Log Format: Access Log format must ${problem}: '${Format}'`,
    400,
  ]);
  own.destroy();
  await lenient.close();
});

it("of an authorizer that a route uses says which", async () => {
  const { ApiId } = await createDeployed(client);
  const { AuthorizerId } = await client.send(new v2.CreateAuthorizerCommand({ ApiId, ...AUTHORIZER }));
  const route = { ApiId, RouteKey: "$connect", AuthorizationType: "CUSTOM", AuthorizerId } as const;
  await client.send(new v2.CreateRouteCommand(route));
  expect(await refusalOf(client.send(new v2.DeleteAuthorizerCommand({ ApiId, AuthorizerId })))).toEqual([
    "ConflictException",
    "Cannot delete authorizer 'guard', is referenced in route: $connect",
    409,
  ]);
});

describe("a refused call", () => {
  it.each<Refused>([
    [
      "an API that is not there",
      () => client.send(new v2.GetApiCommand({ ApiId: "nope" })),
      ["NotFoundException", "Invalid API identifier specified 123456789012:nope", 404],
    ],
    [
      "an integration that is not there",
      ({ ApiId }) => client.send(new v2.GetIntegrationCommand({ ApiId, IntegrationId: "nope" })),
      ["NotFoundException", "Invalid Integration identifier specified", 404],
    ],
    [
      "a route that is not there",
      ({ ApiId }) => client.send(new v2.GetRouteCommand({ ApiId, RouteId: "nope" })),
      ["NotFoundException", "Invalid route identifier specified", 404],
    ],
    [
      "an authorizer that is not there",
      ({ ApiId }) => client.send(new v2.GetAuthorizerCommand({ ApiId, AuthorizerId: "nope" })),
      ["NotFoundException", "Invalid Authorizer identifier specified", 404],
    ],
    [
      "an authorizer of another type",
      ({ ApiId }) => client.send(new v2.CreateAuthorizerCommand({ ApiId, ...AUTHORIZER, AuthorizerType: "JWT" })),
      [
        "BadRequestException",
        "Invalid authorizer type. Only REQUEST authorizer type is supported on WEBSOCKET protocol Apis.",
        400,
      ],
    ],
    ...(
      [
        { AuthorizerPayloadFormatVersion: "2.0" },
        { AuthorizerResultTtlInSeconds: 0 },
        { EnableSimpleResponses: false },
      ] as const
    ).map((member): Refused => {
      const [name] = Object.keys(member);
      return [
        `an authorizer's ${name}`,
        ({ ApiId }) => client.send(new v2.CreateAuthorizerCommand({ ApiId, ...AUTHORIZER, ...member })),
        ["BadRequestException", `${name} cannot be set for WEBSOCKET protocol Apis.`, 400],
      ];
    }),
    ...["", "role", "arn:aws:iam::123456789012:user/me"].map((AuthorizerCredentialsArn): Refused => {
      return [
        `an authorizer's credentials '${AuthorizerCredentialsArn}'`,
        ({ ApiId }) => client.send(new v2.CreateAuthorizerCommand({ ApiId, ...AUTHORIZER, AuthorizerCredentialsArn })),
        ["BadRequestException", "Invalid role ARN", 400],
      ];
    }),
    [
      "an integration's credentials that are no ARN",
      ({ ApiId }) =>
        client.send(new v2.CreateIntegrationCommand({ ApiId, IntegrationType: "MOCK", CredentialsArn: "role" })),
      ["BadRequestException", "Invalid ARN specified in the request", 400],
    ],
    [
      "an identity source as HTTP APIs have them",
      ({ ApiId }) =>
        client.send(new v2.CreateAuthorizerCommand({ ApiId, ...AUTHORIZER, IdentitySource: ["$request.header.Auth"] })),
      [
        "BadRequestException",
        "Invalid request identity source expression: $request.header.Auth. The sources must be separated by comma, and each source must be either a request parameter, matching 'route.request.querystring|header.[a-zA-Z0-9._-]+', or a stage variable, matching 'stageVariables.[a-zA-Z0-9._-]+', or a context parameter, matching 'context.[a-zA-Z0-9._-]+'",
        400,
      ],
    ],
    [
      "a stage that is not there",
      ({ ApiId }) => client.send(new v2.GetStageCommand({ ApiId, StageName: "nope" })),
      ["NotFoundException", "Invalid stage identifier specified", 404],
    ],
    [
      "a route key that is taken",
      ({ ApiId }) => client.send(new v2.CreateRouteCommand({ ApiId, RouteKey: "ping" })),
      ["ConflictException", "Route with key ping already exists for this API", 409],
    ],
    [
      "a target that is not there",
      ({ ApiId }) => client.send(new v2.CreateRouteCommand({ ApiId, RouteKey: "x", Target: "integrations/nope" })),
      ["NotFoundException", "Invalid Integration identifier specified", 404],
    ],
    [
      "an authorization elsewhere than on $connect",
      ({ ApiId }) => client.send(new v2.CreateRouteCommand({ ApiId, RouteKey: "x", AuthorizationType: "AWS_IAM" })),
      ["BadRequestException", "Currently, authorization is restricted to the $connect route only", 400],
    ],
    [
      "an integration that a route uses",
      ({ ApiId, IntegrationId }) => client.send(new v2.DeleteIntegrationCommand({ ApiId, IntegrationId })),
      [
        "ConflictException",
        "Cannot delete Integration because it is referenced by the following Routes with Ids: [i000004]",
        409,
      ],
    ],
    [
      "a deployment that a stage uses",
      ({ ApiId, DeploymentId }) => client.send(new v2.DeleteDeploymentCommand({ ApiId, DeploymentId })),
      ["BadRequestException", "Active stages pointing to this deployment must be moved or deleted", 400],
    ],
    [
      "a model whose schema is too long",
      ({ ApiId }) =>
        client.send(new v2.CreateModelCommand({ ApiId, Name: "M", Schema: `{"title":"${"x".repeat(32_768)}"}` })),
      ["BadRequestException", "Invalid schema specified. The length must be at most 32768", 400],
    ],
    [
      "a model whose schema is no object",
      ({ ApiId }) => client.send(new v2.CreateModelCommand({ ApiId, Name: "M", Schema: '["a"]' })),
      ["BadRequestException", "Invalid model schema specified", 400],
    ],
    [
      "a stage name that is taken",
      ({ ApiId }) => client.send(new v2.CreateStageCommand({ ApiId, StageName: "api" })),
      ["ConflictException", "Stage already exists", 409],
    ],
    [
      "settings of a route that is not there",
      ({ ApiId }) => client.send(new v2.UpdateStageCommand({ ApiId, StageName: "api", RouteSettings: { x: {} } })),
      ["NotFoundException", "Unable to find Route by key x within the provided RouteSettings", 404],
    ],
    [
      "an access log without the account's role",
      ({ ApiId }) =>
        client.send(
          new v2.CreateStageCommand({
            ApiId,
            StageName: "new",
            AccessLogSettings: { DestinationArn: "arn:aws:logs:us-east-1:123456789012:log-group:a", Format: "x" },
          }),
        ),
      ["BadRequestException", "CloudWatch Logs role ARN must be set in account settings to enable logging", 400],
    ],
    [
      "a logging level without the account's role",
      ({ ApiId }) =>
        client.send(
          new v2.UpdateStageCommand({ ApiId, StageName: "api", DefaultRouteSettings: { LoggingLevel: "INFO" } }),
        ),
      ["BadRequestException", "CloudWatch Logs role ARN must be set in account settings to enable logging", 400],
    ],
    [
      "a stage variable of a name with a hyphen",
      ({ ApiId }) =>
        client.send(new v2.UpdateStageCommand({ ApiId, StageName: "api", StageVariables: { "a-b": "1" } })),
      [
        "BadRequestException",
        "Invalid stage variable name: a-b. Please use alphanumeric and underscore characters",
        400,
      ],
    ],
    [
      "a stage variable with a blank in its value",
      ({ ApiId }) => client.send(new v2.UpdateStageCommand({ ApiId, StageName: "api", StageVariables: { a: "b c" } })),
      ["BadRequestException", "Invalid stage variable value: b c. It must match [A-Za-z0-9-._~:/?#&=,]+", 400],
    ],
    [
      "a deployment of an API without routes",
      async () => {
        const { ApiId } = await createApi(client, { Name: "empty" });
        return client.send(new v2.CreateDeploymentCommand({ ApiId }));
      },
      ["BadRequestException", "At least one route is required before deploying the Api.", 400],
    ],
    [
      "a timeout over 29 seconds",
      ({ ApiId }) => client.send(new v2.CreateIntegrationCommand({ ApiId, ...MOCK, TimeoutInMillis: 29_001 })),
      ["BadRequestException", "Timeout should be between 50 ms and 29000 ms", 400],
    ],
    [
      "an integration without a type",
      ({ ApiId }) => client.send(new v2.CreateIntegrationCommand({ ApiId, IntegrationType: "" as "MOCK" })),
      ["BadRequestException", "Integration type is required", 400],
    ],
    ...(["AWS", "HTTP", "HTTP_PROXY"] as const).map((IntegrationType): Refused => [
      `the type ${IntegrationType} without a method`,
      ({ ApiId }) => client.send(new v2.CreateIntegrationCommand({ ApiId, IntegrationType, IntegrationUri: "arn:x" })),
      ["BadRequestException", "Integration method is required", 400],
    ]),
    [
      "another protocol",
      () => createApi(client, { ProtocolType: "MQTT" as "WEBSOCKET" }),
      ["BadRequestException", "Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]", 400],
    ],
  ])("rejects %s, and changes nothing", async (_, call, refusal) => {
    const ids = await createDeployed(client);
    const { apigateway } = api.aws.region("us-east-1");
    const before = JSON.stringify(apigateway.exportState());
    const got = await refusalOf(call(ids));
    expect(got).toEqual(refusal);
    if (!String(refusal[1]).startsWith("At least")) expect(JSON.stringify(apigateway.exportState())).toBe(before);
    expect(api.answers.at(-1)?.mutates).toBe(false);
  });
});
