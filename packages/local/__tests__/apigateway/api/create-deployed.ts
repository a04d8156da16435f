import * as v2 from "@aws-sdk/client-apigatewayv2";

type Client = v2.ApiGatewayV2Client;

export const MOCK = { IntegrationType: "MOCK", RequestTemplates: { $default: '{"statusCode":200}' } } as const;

/** An answer without what the SDK adds. */
export const without$metadata = <T extends { readonly $metadata: unknown }>({ $metadata, ...answer }: T) => answer;

export const createApi = (client: Client, members: Partial<v2.CreateApiCommandInput> = {}) =>
  client.send(
    new v2.CreateApiCommand({
      Name: "chat",
      ProtocolType: "WEBSOCKET",
      RouteSelectionExpression: "$request.body.action",
      ...members,
    }),
  );

/** An API with a MOCK route `ping`, its answer `{"v":1}`, and a deployment at the stage `api`. */
export async function createDeployed(client: Client) {
  const { ApiId } = await createApi(client);
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
