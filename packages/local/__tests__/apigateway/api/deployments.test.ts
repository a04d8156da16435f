import type { AddressInfo } from "node:net";
import * as v2 from "@aws-sdk/client-apigatewayv2";
import { createServer } from "../../../http/server";
import { type Client, connect } from "../../serve";
import { clientOptions, openApi, type OpenApi } from "./open-api";

const template = (text: string) => ({ ResponseTemplates: { $default: text } });

let api: OpenApi;
let client: v2.ApiGatewayV2Client;
let server: ReturnType<typeof createServer>;
let ApiId: string | undefined;
let IntegrationId: string | undefined;
let response: { ApiId: string; IntegrationId: string; IntegrationResponseId: string };

/** An API whose route `ping` answers 1; nothing is deployed. */
beforeEach(async () => {
  api = await openApi();
  client = new v2.ApiGatewayV2Client(clientOptions(api.url));
  server = createServer({ aws: () => api.aws, log: () => undefined });
  await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
  const named = { Name: "chat", ProtocolType: "WEBSOCKET", RouteSelectionExpression: "$request.body.action" } as const;
  ({ ApiId } = await client.send(new v2.CreateApiCommand(named)));
  const mock = { IntegrationType: "MOCK", RequestTemplates: { $default: '{"statusCode":200}' } } as const;
  ({ IntegrationId } = await client.send(new v2.CreateIntegrationCommand({ ApiId, ...mock })));
  const IntegrationResponseKey = "$default";
  const members = { ApiId, IntegrationId, IntegrationResponseKey, ...template("1") };
  const { IntegrationResponseId } = await client.send(new v2.CreateIntegrationResponseCommand(members));
  response = {
    ApiId: String(ApiId),
    IntegrationId: String(IntegrationId),
    IntegrationResponseId: String(IntegrationResponseId),
  };
  await createRoute("ping");
});
afterEach(async () => {
  client.destroy();
  await Promise.all([api.close(), server.close()]);
});

async function createRoute(RouteKey: string) {
  const route = { ApiId, RouteKey, Target: `integrations/${IntegrationId}` };
  const { RouteId } = await client.send(new v2.CreateRouteCommand(route));
  await client.send(new v2.CreateRouteResponseCommand({ ApiId, RouteId, RouteResponseKey: "$default" }));
}
const deploy = async () => (await client.send(new v2.CreateDeploymentCommand({ ApiId }))).DeploymentId;
const createStage = (members: object) =>
  client.send(new v2.CreateStageCommand({ ApiId, StageName: "api", ...members }));
const open = (): Promise<Client> => connect(`ws://127.0.0.1:${(server.http.address() as AddressInfo).port}/api`);
const isMessage = (text: string) => expect.stringMatching(new RegExp(`^\\{"message": "${text}"`));

describe("a deployment", () => {
  it("is what a stage serves: later changes reach open sockets with the next one", async () => {
    await createStage({ DeploymentId: await deploy() });
    const socket = await open();
    await client.send(new v2.UpdateIntegrationResponseCommand({ ...response, ...template("2") }));
    await createRoute("pong");
    const before = [await socket.ask('{"action":"ping"}'), await socket.ask('{"action":"pong"}')];
    await client.send(new v2.UpdateStageCommand({ ApiId, StageName: "api", DeploymentId: await deploy() }));
    const after = [await socket.ask('{"action":"ping"}'), await socket.ask('{"action":"pong"}')];
    expect([before, after]).toEqual([
      ["1", isMessage("Forbidden")],
      ["2", "2"],
    ]);
    socket.socket.terminate();
  });

  it("to a stage that it names is served there", async () => {
    await createStage({});
    await expect(open()).rejects.toThrow("refused");
    await client.send(new v2.CreateDeploymentCommand({ ApiId, StageName: "api" }));
    const socket = await open();
    expect(await socket.ask('{"action":"ping"}')).toBe("1");
    socket.socket.terminate();
  });

  it("of a template that does not parse fails that route, and the log says why", async () => {
    const RequestTemplates = { $default: "#if(" };
    await client.send(new v2.UpdateIntegrationCommand({ ApiId, IntegrationId, RequestTemplates }));
    await createStage({ DeploymentId: await deploy() });
    const socket = await open();
    expect(await socket.ask('{"action":"ping"}')).toEqual(isMessage("Internal server error"));
    expect(api.log.at(-1)).toMatch(
      /^chat\/api: route 'ping': Internal server error \(500\): request template '\$default': /,
    );
    socket.socket.terminate();
  });

  it("happens with each change where the stage asks for it", async () => {
    const { DeploymentId } = await createStage({ AutoDeploy: true });
    const socket = await open();
    await client.send(new v2.UpdateIntegrationResponseCommand({ ...response, ...template("2") }));
    expect(await socket.ask('{"action":"ping"}')).toBe("2");
    const stage = await client.send(new v2.GetStageCommand({ ApiId, StageName: "api" }));
    const { Items } = await client.send(new v2.GetDeploymentsCommand({ ApiId }));
    expect(Items?.map((each) => [each.DeploymentId, each.AutoDeployed])).toEqual([[stage.DeploymentId, true]]);
    expect(stage.DeploymentId).not.toBe(DeploymentId);
    await client.send(new v2.DeleteIntegrationResponseCommand(response));
    expect(await socket.ask('{"action":"ping"}')).not.toBe("2");
    socket.socket.terminate();
  });
});

describe("a stage", () => {
  it("whose limits are 0 lets no message pass", async () => {
    const settings = { ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0 };
    await createStage({ DeploymentId: await deploy(), RouteSettings: { ping: settings } });
    const socket = await open();
    expect(await socket.ask('{"action":"ping"}')).toEqual(isMessage("Too Many Requests"));
    socket.socket.terminate();
  });

  it("that is deleted closes its sockets with their next message", async () => {
    await createStage({ DeploymentId: await deploy() });
    const socket = await open();
    await client.send(new v2.DeleteStageCommand({ ApiId, StageName: "api" }));
    socket.socket.send('{"action":"ping"}');
    expect(await socket.closed).toEqual({ code: 1001, reason: "Going away" });
  });
});

describe("an exported state", () => {
  it("serves the same when it is imported, as it was deployed", async () => {
    await createStage({ DeploymentId: await deploy() });
    await client.send(new v2.UpdateIntegrationResponseCommand({ ...response, ...template("2") }));
    const { apigateway } = api.aws.region("us-east-1");
    const state = apigateway.exportState();
    apigateway.importState({ apis: [], domainNames: [], mappings: [], account: {} });
    await expect(open()).rejects.toThrow("refused");
    apigateway.importState(state);
    expect(apigateway.exportState()).toEqual(state);
    const socket = await open();
    expect(await socket.ask('{"action":"ping"}')).toBe("1");
    socket.socket.terminate();
  });
});
