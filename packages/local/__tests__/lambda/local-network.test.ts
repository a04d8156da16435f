import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createFunctionRuntime, type FunctionRuntime } from "../../lambda/function-runtime";
import { createLambda } from "../../lambda/lambda";
import { createVirtualClock } from "../virtual-clock";

const MODULE = join(__dirname, "functions", "network.ts");
const ARN = "arn:aws:lambda:us-east-1:123456789012:function:";
const EXECUTE_API = "a1b2c3.execute-api.eu-west-1.amazonaws.com";

describe("a function that calls AWS", () => {
  let server: Server;
  let port: number;
  let runtime: FunctionRuntime;
  const seen: { readonly target: string; readonly body: string }[] = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = await text(request);
      const { host, "x-own": own = "" } = request.headers;
      seen.push({ target: `${request.method} ${host}${request.url} ${String(own)}`, body });
      const isDynamoDb = request.headers["x-amz-target"] === "DynamoDB_20120810.ListTables";
      response.end(isDynamoDb ? '{"TableNames":["t"]}' : "answered");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    seen.splice(0);
  });
  afterEach(() => runtime.stop());
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const invoke = async (handler: string, domainName: string, endpoint: string | undefined) => {
    const functions = new Map([[handler, { module: MODULE, handler }]]);
    runtime = createFunctionRuntime({
      functions,
      clock: createVirtualClock(),
      log: () => undefined,
      endpoint: () => endpoint,
    });
    const event = { requestContext: { domainName, stage: "prod" } };
    return JSON.parse((await createLambda(runtime).invoke(ARN + handler, JSON.stringify(event))).payload) as unknown;
  };
  const here = () => `http://127.0.0.1:${port}`;

  it.each(["byFetch", "byRequestObject", "byUrl", "byOptions", "byHttp"])(
    "%s reaches its API on this machine",
    async (handler) => {
      expect(await invoke(handler, EXECUTE_API, here())).toBe("answered");
      const target = `POST a1b2c3.execute-api.localhost:${port}/prod/@connections/c%3D 1`;
      expect(seen).toEqual([{ target, body: "hello" }]);
    },
    20_000,
  );

  it("reaches a custom domain name that its event names", async () => {
    expect(await invoke("byFetch", "chat.example.com", here())).toBe("answered");
    expect(seen).toEqual([{ target: "POST chat.example.com/prod/@connections/c%3D 1", body: "hello" }]);
  }, 20_000);

  it("reaches connections by AWS's SDK with the address of its event", async () => {
    expect(await invoke("bySdk", EXECUTE_API, here())).toBe(200);
    expect(seen).toEqual([
      { target: `POST a1b2c3.execute-api.localhost:${port}/prod/@connections/c%3D `, body: "hello" },
    ]);
  }, 20_000);

  it.each(["byServiceClient", "byServiceEndpoint"])(
    "%s reaches services on this machine",
    async (handler) => {
      expect(await invoke(handler, EXECUTE_API, here())).toEqual(["t"]);
      expect(seen).toEqual([{ target: `POST 127.0.0.1:${port}/ `, body: "{}" }]);
    },
    20_000,
  );

  it("fails where it opens a socket to AWS itself", async () => {
    expect(await invoke("bySocket", EXECUTE_API, here())).toBe(
      "functions reach no AWS from here, got the host 'sqs.us-east-1.amazonaws.com'; call it by node:http, node:https or fetch",
    );
  }, 20_000);

  it("fails where nothing of AWS is served", async () => {
    expect(await invoke("byFetch", EXECUTE_API, undefined)).toMatchObject({
      errorMessage: `functions reach no AWS from here, got the host '${EXECUTE_API}'; call it by node:http, node:https or fetch`,
    });
  }, 20_000);
});
