import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ARN,
  FUNCTIONS,
  functionRequest,
  GREET,
  openApi,
  type OpenApi,
  ROLE,
  SAYS,
  user,
  wrong,
  zipText,
} from "./open-api";

/** A process starts slowly on a loaded machine. */
jest.setTimeout(60_000);

let api: OpenApi;
beforeEach(async () => void (api = await openApi()));
afterEach(() => api.close());

describe("a function of the API", () => {
  it("is created with Lambda's defaults, pending at first and then active", async () => {
    const { status, body } = await api.create();
    expect(status).toBe(201);
    expect(body).toEqual({
      FunctionName: "greet",
      FunctionArn: `${ARN}greet`,
      Version: "$LATEST",
      Role: ROLE,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Description: "",
      Timeout: 3,
      MemorySize: 128,
      PackageType: "Zip",
      Architectures: ["x86_64"],
      EphemeralStorage: { Size: 512 },
      TracingConfig: { Mode: "PassThrough" },
      LoggingConfig: { LogFormat: "Text", LogGroup: "/aws/lambda/greet" },
      SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
      CodeSha256: expect.stringMatching(/^[\w+/]{43}=$/),
      CodeSize: expect.any(Number),
      LastModified: "2022-05-13T20:00:14.974+0000",
      RevisionId: "revision-1",
      RuntimeVersionConfig: { RuntimeVersionArn: expect.stringMatching(/^arn:aws:lambda:us-east-1::runtime:0{64}$/) },
      State: "Pending",
      StateReason: "The function is being created.",
      StateReasonCode: "Creating",
    });
    expect((await api.call(`GET ${GREET}`)).body).toMatchObject({
      Configuration: { State: "Active", LastUpdateStatus: "Successful" },
      Code: { RepositoryType: "S3", Location: expect.stringMatching(/^file:.*\.zip$/) },
    });
  });

  it("runs its code with its own variables, and anew when one of the two changes", async () => {
    const source = "export const handler = async () => process.env.WHO;";
    await api.create(source, { Environment: { Variables: { WHO: "Jane" } } });
    expect(await api.invoke()).toBe("Jane");
    await api.call(`PUT ${GREET}/configuration`, { Environment: { Variables: { WHO: "Joe" } } });
    expect(await api.invoke()).toBe("Joe");
    await api.call(`PUT ${GREET}/code`, { ZipFile: zipText({ "index.mjs": SAYS("changed") }) });
    expect(await api.invoke()).toEqual({ said: "changed", event: { a: 1 } });
  });

  it.each([
    ["src/app.main", { "src/app.js": "exports.main = async () => 'deep';" }, "deep"],
    ["index.a.b", { "index.cjs": "exports.a = { b: async () => 'member' };" }, "member"],
    [
      "index.handler",
      { "index.js": "exports.handler = async () => require('./other').text;", "other.js": "exports.text = 'other';" },
      "other",
    ],
  ])("finds its handler %s", async (Handler, files, answer) => {
    await api.create("", { Handler, Code: { ZipFile: zipText(files) } });
    expect(await api.invoke()).toBe(answer);
  });

  it.each([
    ["index.other", "Runtime.HandlerNotFound", "index.other is undefined or not exported"],
    [
      "missing.handler",
      "Runtime.ImportModuleError",
      "Error: Cannot find module 'missing'\nRequire stack:\n- /var/runtime/index.mjs",
    ],
    ["handler", "Runtime.MalformedHandlerName", "Bad handler"],
    [
      "../index.handler",
      "Runtime.MalformedHandlerName",
      "'../index.handler' is not a valid handler name. Use absolute paths when specifying root directories in handler names.",
    ],
  ])("fails with the handler %s by %s", async (Handler, errorType, errorMessage) => {
    await api.create(SAYS("hello"), { Handler });
    expect(await api.call(`POST ${GREET}/invocations`)).toEqual({
      status: 200,
      error: "Unhandled",
      body: { errorType, errorMessage, trace: [] },
    });
    const [shown] = errorMessage.replace(/^Error: /, "").split("\n");
    expect(api.log).toEqual([`lambda 'greet': ${errorType}: ${shown}`]);
  });

  it("is answered to, started or only looked for, as the invocation's type says", async () => {
    await api.create();
    const typed = (type: string) => api.call(`POST ${GREET}/invocations`, {}, { "x-amz-invocation-type": type });
    expect([await typed("RequestResponse"), await typed("Event"), await typed("DryRun")]).toEqual([
      { status: 200, body: { said: "hello", event: {} } },
      { status: 202, body: "" },
      { status: 204, body: "" },
    ]);
  });

  it("fails to run by another runtime than Node.js, and names the way out", async () => {
    await api.create("", {
      Runtime: "python3.13",
      Handler: "app.handler",
      Code: { ZipFile: zipText({ "app.py": "" }) },
    });
    expect(api.log).toEqual([
      "Lambda: function 'greet': fails here when it is called, since Node.js alone runs, got the runtime 'python3.13'; start with --lambda greet=path/to/module",
    ]);
    const reason =
      "function 'greet': its code runs here by Node.js alone, got the runtime 'python3.13' and modules of none; start with --lambda greet=path/to/module";
    expect(await api.call(`POST ${GREET}/invocations`)).toMatchObject({
      status: 502,
      error: "InvalidRuntimeException",
      body: { Message: reason },
    });
    expect(api.log.slice(1)).toEqual([`lambda 'greet': Error: ${reason}`]);
  });

  it("is throttled while no concurrency is left to it", async () => {
    await api.create();
    await api.call("PUT /2017-10-31/functions/greet/concurrency", { ReservedConcurrentExecutions: 0 });
    expect(await api.call(`POST ${GREET}/invocations`)).toEqual({
      status: 429,
      error: "TooManyRequestsException",
      body: wrong("Rate Exceeded."),
    });
    await api.call("DELETE /2017-10-31/functions/greet/concurrency");
    expect(await api.invoke()).toMatchObject({ said: "hello" });
  });

  it("is listed until it is deleted", async () => {
    await api.create();
    const names = async () => (await api.call(`GET ${FUNCTIONS}/`)).body as { Functions: { FunctionName: string }[] };
    expect((await names()).Functions.map(({ FunctionName }) => FunctionName)).toEqual(["greet"]);
    expect(await api.call(`DELETE ${GREET}`)).toEqual({ status: 204, body: "" });
    expect((await names()).Functions).toEqual([]);
    expect(await api.call(`GET ${GREET}`)).toEqual({
      status: 404,
      error: "ResourceNotFoundException",
      body: user(`Function not found: ${ARN}greet`),
    });
  });
});

it("has tags, concurrency, event invoke and code signing settings of its own", async () => {
  await api.create(SAYS("hello"), { Tags: { a: "1", b: "2" } });
  const tags = `/2017-03-31/tags/${encodeURIComponent(`${ARN}greet`)}`;
  await api.call(`POST ${tags}`, { Tags: { c: "3" } });
  await api.call(`DELETE ${tags}?tagKeys=a&tagKeys=b`);
  expect((await api.call(`GET ${tags}`)).body).toEqual({ Tags: { c: "3" } });
  await api.call("PUT /2017-10-31/functions/greet/concurrency", { ReservedConcurrentExecutions: 5 });
  expect((await api.call(`GET ${GREET}`)).body).toMatchObject({
    Tags: { c: "3" },
    Concurrency: { ReservedConcurrentExecutions: 5 },
  });
  expect((await api.call("GET /2020-06-30/functions/greet/code-signing-config")).body).toEqual({});
  const events = "/2019-09-25/functions/greet/event-invoke-config";
  expect(await api.call(`GET ${events}`)).toMatchObject({
    body: user(`The function ${ARN}greet:$LATEST doesn't have an EventInvokeConfig`),
  });
  await api.call(`PUT ${events}`, { MaximumRetryAttempts: 0 });
  expect((await api.call(`GET ${events}`)).body).toMatchObject({
    MaximumRetryAttempts: 0,
    FunctionArn: `${ARN}greet:$LATEST`,
  });
});

it("forgets the event invoke settings of an alias with the alias", async () => {
  await api.create(SAYS("hello"));
  const events = "/2019-09-25/functions/greet/event-invoke-config?Qualifier=live";
  const alias = { Name: "live", FunctionVersion: "$LATEST" };
  await api.call(`POST ${GREET}/aliases`, alias);
  expect((await api.call(`PUT ${events}`, { MaximumRetryAttempts: 0 })).status).toBe(200);
  await api.call(`DELETE ${GREET}/aliases/live`);
  await api.call(`POST ${GREET}/aliases`, alias);
  expect((await api.call(`GET ${events}`)).status).toBe(404);
});

it("names in the log what has no effect", async () => {
  await api.create(SAYS("hello"), { VpcConfig: { SubnetIds: ["subnet-1"], Other: 1 }, TenancyConfig: {} });
  expect(api.log).toEqual([
    "Lambda: CreateFunction: the members 'VpcConfig.Other', 'TenancyConfig' are not used here",
    "Lambda: function 'greet': VpcConfig is kept and has no effect here",
  ]);
});

it("survives a restart with its code, and forgets the code that no function has any more", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lambda-state-"));
  const before = await openApi(folder);
  await before.call(`POST ${FUNCTIONS}`, functionRequest(SAYS("kept")));
  await before.call(`POST ${FUNCTIONS}`, functionRequest(SAYS("gone"), { FunctionName: "other" }));
  await before.call(`DELETE ${FUNCTIONS}/other`);
  const state = before.lambda.exportState();
  await before.close();
  const after = await openApi(folder);
  after.lambda.importState(JSON.parse(JSON.stringify(state)));
  expect((await after.call(`POST ${GREET}/invocations`, {})).body).toEqual({ said: "kept", event: {} });
  expect(readdirSync(folder).filter((file) => file.endsWith(".zip"))).toHaveLength(1);
  await after.close();
  expect(existsSync(folder)).toBe(true);
  rmSync(folder, { recursive: true });
});
