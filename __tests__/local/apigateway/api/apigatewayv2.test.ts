import * as v2 from "@aws-sdk/client-apigatewayv2";
import { clientOptions, openApi, type OpenApi, refusalOf } from "./open-api";

const MOCK = { IntegrationType: "MOCK", RequestTemplates: { $default: '{"statusCode":200}' } } as const;

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

const without$metadata = <T extends { $metadata: unknown }>({ $metadata, ...answer }: T) => answer;
const createApi = (members: Partial<v2.CreateApiCommandInput> = {}) =>
  client.send(
    new v2.CreateApiCommand({
      Name: "chat",
      ProtocolType: "WEBSOCKET",
      RouteSelectionExpression: "$request.body.action",
      ...members,
    }),
  );
/** An API with a MOCK route `ping`, its answer, and a deployment at the stage `api`. */
async function createDeployed() {
  const { ApiId } = await createApi();
  const { IntegrationId } = await client.send(new v2.CreateIntegrationCommand({ ApiId, ...MOCK }));
  const key = { ApiId, IntegrationId, IntegrationResponseKey: "$default" };
  const template = { ResponseTemplates: { $default: '{"v":1}' } };
  const { IntegrationResponseId } = await client.send(new v2.CreateIntegrationResponseCommand({ ...key, ...template }));
  const Target = `integrations/${IntegrationId}`;
  const { RouteId } = await client.send(new v2.CreateRouteCommand({ ApiId, RouteKey: "ping", Target }));
  await client.send(new v2.CreateRouteResponseCommand({ ApiId, RouteId, RouteResponseKey: "$default" }));
  const { DeploymentId } = await client.send(new v2.CreateDeploymentCommand({ ApiId }));
  const stage = await client.send(new v2.CreateStageCommand({ ApiId, StageName: "api", DeploymentId }));
  return { ApiId, IntegrationId, IntegrationResponseId, RouteId, DeploymentId, stage };
}

describe("created resources", () => {
  it("of an API are told with AWS's defaults", async () => {
    const created = without$metadata(await createApi({ Tags: { team: "a" } }));
    expect(created).toEqual({
      ApiEndpoint: "wss://i000000001.execute-api.us-east-1.amazonaws.com",
      ApiId: "i000000001",
      ApiKeySelectionExpression: "$request.header.x-api-key",
      CreatedDate: new Date("2026-09-01T00:00:00Z"),
      DisableExecuteApiEndpoint: false,
      IpAddressType: "ipv4",
      Name: "chat",
      ProtocolType: "WEBSOCKET",
      RouteSelectionExpression: "$request.body.action",
      Tags: { team: "a" },
    });
    expect(without$metadata(await client.send(new v2.GetApiCommand({ ApiId: created.ApiId })))).toEqual(created);
  });

  it("of routes and integrations are told with AWS's defaults, and without their parents", async () => {
    const { ApiId, IntegrationId, IntegrationResponseId, RouteId, DeploymentId } = await createDeployed();
    const [route, integration, response, routeResponses, deployment] = await Promise.all([
      client.send(new v2.GetRouteCommand({ ApiId, RouteId })),
      client.send(new v2.GetIntegrationCommand({ ApiId, IntegrationId })),
      client.send(new v2.GetIntegrationResponseCommand({ ApiId, IntegrationId, IntegrationResponseId })),
      client.send(new v2.GetRouteResponsesCommand({ ApiId, RouteId })),
      client.send(new v2.GetDeploymentCommand({ ApiId, DeploymentId })),
    ]);
    expect([route, integration, response, deployment].map(without$metadata)).toEqual([
      { RouteId, RouteKey: "ping", Target: "integrations/i000002", ApiKeyRequired: false, AuthorizationType: "NONE" },
      {
        IntegrationId,
        ...MOCK,
        ConnectionType: "INTERNET",
        IntegrationResponseSelectionExpression: "${integration.response.statuscode}",
        PassthroughBehavior: "WHEN_NO_MATCH",
        PayloadFormatVersion: "1.0",
        TimeoutInMillis: 29_000,
      },
      { IntegrationResponseId, IntegrationResponseKey: "$default", ResponseTemplates: { $default: '{"v":1}' } },
      {
        DeploymentId,
        CreatedDate: new Date("2026-09-01T00:00:00Z"),
        DeploymentStatus: "DEPLOYED",
        AutoDeployed: false,
      },
    ]);
    expect(routeResponses.Items).toEqual([{ RouteResponseId: "i000005", RouteResponseKey: "$default" }]);
  });

  it("of a stage are told with AWS's defaults: no limit where none is given", async () => {
    const { stage, DeploymentId } = await createDeployed();
    expect(without$metadata(stage)).toEqual({
      AutoDeploy: false,
      CreatedDate: new Date("2026-09-01T00:00:00Z"),
      DefaultRouteSettings: { DataTraceEnabled: false, DetailedMetricsEnabled: false, LoggingLevel: "OFF" },
      DeploymentId,
      LastUpdatedDate: new Date("2026-09-01T00:00:00Z"),
      RouteSettings: {},
      StageName: "api",
      StageVariables: {},
      Tags: {},
    });
  });

  it("of authorizers, models, domain names and mappings are told as they were given", async () => {
    const { ApiId } = await createDeployed();
    const uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations";
    const authorizer = { Name: "a", AuthorizerType: "REQUEST", AuthorizerUri: uri, IdentitySource: ["route.request.header.A"] } as const;
    const model = { Name: "M", Schema: '{"type":"object"}' };
    const domain = { DomainName: "ws.example.com", DomainNameConfigurations: [{ CertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/c" }] };
    const answers = [
      await client.send(new v2.CreateAuthorizerCommand({ ApiId, ...authorizer })),
      await client.send(new v2.CreateModelCommand({ ApiId, ...model })),
      await client.send(new v2.CreateDomainNameCommand(domain)),
      await client.send(new v2.CreateApiMappingCommand({ DomainName: "ws.example.com", ApiId, Stage: "api" })),
    ];
    expect(answers.map(without$metadata)).toEqual([
      { AuthorizerId: "i00007", ...authorizer },
      { ModelId: "i00008", ContentType: "application/json", ...model },
      {
        ApiMappingSelectionExpression: "$request.basepath",
        DomainName: "ws.example.com",
        DomainNameArn: "arn:aws:apigateway:us-east-1::/domainnames/ws.example.com",
        DomainNameConfigurations: [
          {
            ApiGatewayDomainName: "d-77732e6578.execute-api.us-east-1.amazonaws.com",
            CertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/c",
            DomainNameStatus: "AVAILABLE",
            EndpointType: "REGIONAL",
            HostedZoneId: "Z1UJRXOUMOOFQ8",
            IpAddressType: "ipv4",
            SecurityPolicy: "TLS_1_2",
          },
        ],
        RoutingMode: "API_MAPPING_ONLY",
        Tags: {},
      },
      { ApiMappingId: "i00009", ApiId, ApiMappingKey: "", Stage: "api" },
    ]);
    const mappings = await client.send(new v2.GetApiMappingsCommand({ DomainName: "ws.example.com" }));
    expect(mappings.Items).toEqual([{ ApiMappingId: "i00009", ApiId, ApiMappingKey: "", Stage: "api" }]);
  });
});

describe("an update", () => {
  it("changes the members that it gives, and an empty text removes one", async () => {
    const { ApiId } = await createApi({ Description: "d", Version: "1" });
    const updated = await client.send(new v2.UpdateApiCommand({ ApiId, Name: "talk", Description: "" }));
    expect([updated.Name, updated.Description, updated.Version]).toEqual(["talk", undefined, "1"]);
  });

  it("merges stage variables and route settings, and replaces templates", async () => {
    const { ApiId, IntegrationId } = await createDeployed();
    const stage = { ApiId, StageName: "api" };
    await client.send(new v2.UpdateStageCommand({ ...stage, StageVariables: { a: "1", b: "2" } }));
    const settings = { ping: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 0 } };
    const updated = await client.send(
      new v2.UpdateStageCommand({ ...stage, StageVariables: { a: "", c: "3" }, RouteSettings: settings }),
    );
    expect([updated.StageVariables, updated.RouteSettings]).toEqual([{ b: "2", c: "3" }, settings]);
    await client.send(new v2.DeleteRouteSettingsCommand({ ...stage, RouteKey: "ping" }));
    expect((await client.send(new v2.GetStageCommand(stage))).RouteSettings).toEqual({});
    const RequestTemplates = { other: "x" };
    const integration = await client.send(new v2.UpdateIntegrationCommand({ ApiId, IntegrationId, RequestTemplates }));
    expect(integration.RequestTemplates).toEqual(RequestTemplates);
  });

  it("of tags by ARN shows in the resource", async () => {
    const { ApiId } = await createDeployed();
    for (const path of [`/apis/${ApiId}`, `/apis/${ApiId}/stages/api`]) {
      const ResourceArn = `arn:aws:apigateway:us-east-1::${path}`;
      await client.send(new v2.TagResourceCommand({ ResourceArn, Tags: { a: "1", b: "2" } }));
      await client.send(new v2.UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
      expect((await client.send(new v2.GetTagsCommand({ ResourceArn }))).Tags).toEqual({ b: "2" });
    }
    expect((await client.send(new v2.GetApiCommand({ ApiId }))).Tags).toEqual({ b: "2" });
    expect((await client.send(new v2.GetStageCommand({ ApiId, StageName: "api" }))).Tags).toEqual({ b: "2" });
  });
});

describe("a refused call", () => {
  it.each<[string, (ids: Awaited<ReturnType<typeof createDeployed>>) => Promise<unknown>, readonly unknown[]]>([
    [
      "an API that is not there",
      () => client.send(new v2.GetApiCommand({ ApiId: "nope" })),
      ["NotFoundException", "Invalid API identifier specified 123456789012:nope", 404],
    ],
    [
      "an integration that is not there",
      ({ ApiId }) => client.send(new v2.GetIntegrationCommand({ ApiId, IntegrationId: "nope" })),
      ["NotFoundException", "Invalid Integration identifier specified nope", 404],
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
      ["NotFoundException", "Invalid Integration identifier specified nope", 404],
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
      "logs without the account's role",
      ({ ApiId }) =>
        client.send(new v2.UpdateStageCommand({ ApiId, StageName: "api", DefaultRouteSettings: { LoggingLevel: "INFO" } })),
      ["BadRequestException", "CloudWatch Logs role ARN must be set in account settings to enable logging", 400],
    ],
    [
      "a deployment of an API without routes",
      async () => {
        const { ApiId } = await createApi({ Name: "empty" });
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
      "another protocol",
      () => createApi({ ProtocolType: "MQTT" as "WEBSOCKET" }),
      ["BadRequestException", "Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]", 400],
    ],
  ])("rejects %s, and changes nothing", async (_, call, refusal) => {
    const ids = await createDeployed();
    const { apigateway } = api.aws.region("us-east-1");
    const before = JSON.stringify(apigateway.exportState());
    const got = await refusalOf(call(ids));
    expect(got).toEqual(refusal);
    if (!String(refusal[1]).startsWith("At least")) expect(JSON.stringify(apigateway.exportState())).toBe(before);
    expect(api.answers.at(-1)?.mutated).toBe(false);
  });
});

describe("lists", () => {
  it("come in pages", async () => {
    const { ApiId } = await createApi();
    for (let index = 0; index < 7; index += 1)
      await client.send(new v2.CreateRouteCommand({ ApiId, RouteKey: `r${index}` }));
    const keys: unknown[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(new v2.GetRoutesCommand({ ApiId, MaxResults: "3", NextToken }));
      keys.push(page.Items?.map(({ RouteKey }) => RouteKey));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(keys).toEqual([["r0", "r1", "r2"], ["r3", "r4", "r5"], ["r6"]]);
  });

  it("are empty after 100 parallel creates and deletes", async () => {
    const { ApiId } = await createApi();
    const created = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        client.send(new v2.CreateRouteCommand({ ApiId, RouteKey: `r${index}` })),
      ),
    );
    await Promise.all(created.map(({ RouteId }) => client.send(new v2.DeleteRouteCommand({ ApiId, RouteId }))));
    expect((await client.send(new v2.GetRoutesCommand({ ApiId }))).Items).toEqual([]);
  });
});
