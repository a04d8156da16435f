import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { ListStateMachinesCommand, SFNClient, StartSyncExecutionCommand } from "@aws-sdk/client-sfn";
import { configuration, PASS } from "./configuration";
import { serve, type Served } from "./serve";

const ID = {
  integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
  responses: { $default: { response_templates: { $default: "$context.connectionId $context.apiId" } } },
};

describe("AWS's own clients", () => {
  let served: Served;
  let options: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };

  beforeAll(async () => {
    served = await serve(configuration({ routes: { $default: { definition: PASS }, id: ID } }));
    options = {
      endpoint: `http://127.0.0.1:${served.port}`,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    };
  });
  afterAll(() => served.close());

  it("post to, describe and delete a connection by the stage's address", async () => {
    const client = await served.connect();
    const [ConnectionId = "", apiId = ""] = (await client.ask('{"action":"id"}')).split(" ");
    const management = new ApiGatewayManagementApiClient({ ...options, endpoint: `${options.endpoint}/${apiId}/api` });
    await management.send(new PostToConnectionCommand({ ConnectionId, Data: Buffer.from("hello 😀") }));
    expect(await client.next()).toBe("hello 😀");
    expect(await management.send(new GetConnectionCommand({ ConnectionId }))).toMatchObject({
      ConnectedAt: new Date(1_652_472_014_974),
      Identity: { SourceIp: "127.0.0.1" },
    });
    await management.send(new DeleteConnectionCommand({ ConnectionId }));
    expect(await client.closed).toEqual({ code: 1000, reason: "Connection Closed Normally" });
    await expect(management.send(new GetConnectionCommand({ ConnectionId }))).rejects.toMatchObject({
      name: "GoneException",
      $metadata: { httpStatusCode: 410 },
    });
  });

  it("start an execution as API Gateway does", async () => {
    const stepfunctions = new SFNClient({ ...options, disableHostPrefix: true });
    const { stateMachines = [] } = await stepfunctions.send(new ListStateMachinesCommand({}));
    const input = '{"a" : 1}';
    const { stateMachineArn } = stateMachines[0] ?? {};
    expect(
      await stepfunctions.send(new StartSyncExecutionCommand({ stateMachineArn, input, name: "n" })),
    ).toMatchObject({
      status: "SUCCEEDED",
      input,
      output: input,
      name: "n",
      startDate: new Date(1_652_472_014_974),
    });
  });

  it("reach a stage by the host name of its API", async () => {
    const client = await served.connect();
    const [, apiId = ""] = (await client.ask('{"action":"id"}')).split(" ");
    const host = `${apiId}.execute-api.localhost:${served.port}`;
    const named = await served.connect("/api", { headers: { host } });
    expect(JSON.parse(await named.ask("{}"))).toMatchObject({ status: "SUCCEEDED" });
    await expect(served.connect("/api", { headers: { host: `other${host}` } })).rejects.toMatchObject({ status: 403 });
  });
});
