import { createAws } from "../../account/aws";
import { callConnections } from "../../account/call-connections";
import { createServer } from "../../http/server";
import { loadStack } from "../../terraform/load-stacks";
import type { AddressInfo } from "node:net";
import { configuration } from "../configuration";
import { type Client, connect } from "../serve";
import { createVirtualClock } from "../virtual-clock";

const ID = {
  integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
  responses: { $default: { response_templates: { $default: "$context.connectionId" } } },
};
const API = configuration({ routes: { $default: ID } });

describe("a call of @connections without HTTP", () => {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
  loadStack({ name: "stack", file: "main.tf.json", configuration: API }, aws);
  const server = createServer({ aws: () => aws, log: () => undefined });
  const [stage] = aws.region("us-east-1").apigateway.stages();
  const host = `${stage?.api.apiId}.execute-api.us-east-1.amazonaws.com`;
  const own = { host, stage: "api", body: "", identity: { sourceIp: "", userAgent: "" } };
  let client: Client;
  let connectionId: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
    client = await connect(`ws://127.0.0.1:${(server.http.address() as AddressInfo).port}/api`);
    connectionId = await client.ask("{}");
  });
  afterAll(() => server.close());

  it("posts a message", async () => {
    expect(callConnections(aws, { ...own, method: "POST", connectionId, body: "é" })).toEqual({
      status: 200,
      headers: { "content-type": "application/json" },
    });
    expect(await client.next()).toBe("é");
  });

  it("describes a connection", () => {
    const answer = callConnections(aws, { ...own, method: "GET", connectionId });
    expect(answer).toEqual({
      status: 200,
      headers: { "content-type": "application/json" },
      body: expect.stringContaining('"connectedAt" : "2022-05-13T20:00:14.974Z"'),
    });
  });

  it("rejects an address that leads nowhere, and tells why", () => {
    const call = { ...own, stage: "other", method: "GET", connectionId };
    expect(callConnections(aws, call)).toEqual({
      refused: `no such stage, got '/other'; there are /${stage?.api.apiId}/api`,
    });
  });

  it("deletes a connection, which is gone then", async () => {
    expect(callConnections(aws, { ...own, method: "DELETE", connectionId })).toEqual({ status: 204 });
    expect(await client.closed).toEqual({ code: 1000, reason: "Connection Closed Normally" });
    expect(callConnections(aws, { ...own, method: "POST", connectionId })).toMatchObject({ status: 410 });
  });
});
