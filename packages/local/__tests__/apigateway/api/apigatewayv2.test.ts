import * as v2 from "@aws-sdk/client-apigatewayv2";
import { createApi, createDeployed, MOCK, without$metadata } from "./create-deployed";
import { clientOptions, openApi, type OpenApi, refusalOf } from "./open-api";

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

describe("created resources", () => {
  it("of an API are told with AWS's defaults", async () => {
    const created = without$metadata(await createApi(client, { Tags: { team: "a" } }));
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
    const { ApiId, IntegrationId, IntegrationResponseId, RouteId, DeploymentId } = await createDeployed(client);
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

  it.each([
    "arn:aws:lambda:us-east-1:123456789012:function:echo",
    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:echo/invocations",
  ])("of a Lambda proxy integration need no method, with the URI %s", async (IntegrationUri) => {
    const { ApiId } = await createApi(client, { RouteSelectionExpression: "$request.method $request.path" });
    const created = await client.send(
      new v2.CreateIntegrationCommand({ ApiId, IntegrationType: "AWS_PROXY", IntegrationUri }),
    );
    expect(created).toMatchObject({ IntegrationType: "AWS_PROXY", IntegrationUri });
    expect(created.IntegrationMethod).toBeUndefined();
  });

  it("of a stage are told with AWS's defaults: no limit where none is given", async () => {
    const { stage, DeploymentId } = await createDeployed(client);
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
    const { ApiId } = await createDeployed(client);
    const uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations";
    const authorizer: Omit<v2.CreateAuthorizerCommandInput, "ApiId"> = {
      Name: "a",
      AuthorizerType: "REQUEST",
      AuthorizerUri: uri,
      IdentitySource: ["route.request.header.A"],
    } as const;
    const model = { Name: "M", Schema: '{"type":"object"}' };
    const domain = {
      DomainName: "ws.example.com",
      DomainNameConfigurations: [{ CertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/c" }],
    };
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
            ApiGatewayDomainName: "d-u8llmfm7t7.execute-api.us-east-1.amazonaws.com",
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
    const conflict = "Please remove all base path mappings related to the stage in your account to continue";
    const deletions = [
      client.send(new v2.DeleteApiCommand({ ApiId })),
      client.send(new v2.DeleteStageCommand({ ApiId, StageName: "api" })),
    ];
    for (const deletion of deletions) expect(await refusalOf(deletion)).toEqual(["ConflictException", conflict, 409]);
    const mappings = await client.send(new v2.GetApiMappingsCommand({ DomainName: "ws.example.com" }));
    expect(mappings.Items).toEqual([{ ApiMappingId: "i00009", ApiId, ApiMappingKey: "", Stage: "api" }]);
  });
});

describe("an update", () => {
  it("changes the members that it gives, and an empty text removes one", async () => {
    const { ApiId } = await createApi(client, { Description: "d", Version: "1" });
    const updated = await client.send(new v2.UpdateApiCommand({ ApiId, Name: "talk", Description: "" }));
    expect([updated.Name, updated.Description, updated.Version]).toEqual(["talk", undefined, "1"]);
  });

  it("merges stage variables and route settings, and replaces templates", async () => {
    const { ApiId, IntegrationId } = await createDeployed(client);
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
    const { ApiId } = await createDeployed(client);
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

describe("lists", () => {
  it("come in pages", async () => {
    const { ApiId } = await createApi(client);
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
    const { ApiId } = await createApi(client);
    const created = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        client.send(new v2.CreateRouteCommand({ ApiId, RouteKey: `r${index}` })),
      ),
    );
    await Promise.all(created.map(({ RouteId }) => client.send(new v2.DeleteRouteCommand({ ApiId, RouteId }))));
    expect((await client.send(new v2.GetRoutesCommand({ ApiId }))).Items).toEqual([]);
  });
});
