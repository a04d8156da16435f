import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ARN, functionRequest, openApi, type OpenApi, ROLE, zipText } from "./open-api";

/** A process starts slowly on a loaded machine. */
jest.setTimeout(60_000);

const FUNCTIONS = "/2015-03-31/functions";
const GREET = `${FUNCTIONS}/greet`;
const SAYS = (text: string) => `export const handler = async (event) => ({ said: ${JSON.stringify(text)}, event });`;
const user = (Message: string) => ({ Type: "User", Message });
const invalid = (at: string, constraint: string) => ({
  message: `1 validation error detected: Value ${at} failed to satisfy constraint: ${constraint}`,
});

let api: OpenApi;
beforeEach(async () => void (api = await openApi()));
afterEach(() => api.close());

const create = (source = SAYS("hello"), members: object = {}) =>
  api.call(`POST ${FUNCTIONS}`, functionRequest(source, members));
const invoke = async (qualifier = "") => (await api.call(`POST ${GREET}/invocations${qualifier}`, { a: 1 })).body;

describe("a function of the API", () => {
  it("is created with Lambda's defaults, pending at first and then active", async () => {
    const { status, body } = await create();
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
    await create(source, { Environment: { Variables: { WHO: "Jane" } } });
    expect(await invoke()).toBe("Jane");
    await api.call(`PUT ${GREET}/configuration`, { Environment: { Variables: { WHO: "Joe" } } });
    expect(await invoke()).toBe("Joe");
    await api.call(`PUT ${GREET}/code`, { ZipFile: zipText({ "index.mjs": SAYS("changed") }) });
    expect(await invoke()).toEqual({ said: "changed", event: { a: 1 } });
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
    await create("", { Handler, Code: { ZipFile: zipText(files) } });
    expect(await invoke()).toBe(answer);
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
    await create(SAYS("hello"), { Handler });
    expect(await api.call(`POST ${GREET}/invocations`)).toEqual({
      status: 200,
      error: "Unhandled",
      body: { errorType, errorMessage, trace: [] },
    });
    const [shown] = errorMessage.replace(/^Error: /, "").split("\n");
    expect(api.log).toEqual([`lambda 'greet': ${errorType}: ${shown}`]);
  });

  it("is answered to, started or only looked for, as the invocation's type says", async () => {
    await create();
    const typed = (type: string) => api.call(`POST ${GREET}/invocations`, {}, { "x-amz-invocation-type": type });
    expect([await typed("RequestResponse"), await typed("Event"), await typed("DryRun")]).toEqual([
      { status: 200, body: { said: "hello", event: {} } },
      { status: 202, body: "" },
      { status: 204, body: "" },
    ]);
  });

  it("fails to run by another runtime than Node.js, and names the way out", async () => {
    await create("", { Runtime: "python3.13", Handler: "app.handler", Code: { ZipFile: zipText({ "app.py": "" }) } });
    const reason =
      "function 'greet': its code runs here by Node.js alone, got the runtime 'python3.13' and modules of none; start with --lambda greet=path/to/module";
    expect(await api.call(`POST ${GREET}/invocations`)).toMatchObject({
      status: 502,
      error: "InvalidRuntimeException",
      body: { Message: reason },
    });
    expect(api.log).toEqual([`lambda 'greet': Error: ${reason}`]);
  });

  it("is throttled while no concurrency is left to it", async () => {
    await create();
    await api.call("PUT /2017-10-31/functions/greet/concurrency", { ReservedConcurrentExecutions: 0 });
    expect(await api.call(`POST ${GREET}/invocations`)).toEqual({
      status: 429,
      error: "TooManyRequestsException",
      body: user("Rate Exceeded."),
    });
    await api.call("DELETE /2017-10-31/functions/greet/concurrency");
    expect(await invoke()).toMatchObject({ said: "hello" });
  });

  it("is listed until it is deleted", async () => {
    await create();
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

describe("a refused function", () => {
  const cases: readonly (readonly [string, object, string, unknown])[] = [
    [
      "another role",
      { Role: `${ROLE}-2` },
      "InvalidParameterValueException",
      user("The role defined for the function cannot be assumed by Lambda."),
    ],
    [
      "a role that is none",
      { Role: "me" },
      "ValidationException",
      invalid(
        "'me' at 'role'",
        "Member must satisfy regular expression pattern: ^arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role\\/?[a-zA-Z_0-9+=,.@\\-_/]+$",
      ),
    ],
    [
      "no handler",
      { Handler: null },
      "InvalidParameterValueException",
      user("Runtime and Handler are mandatory parameters for functions created with deployment packages."),
    ],
    [
      "a long timeout",
      { Timeout: 901 },
      "ValidationException",
      invalid("'901' at 'timeout'", "Member must have value less than or equal to 900"),
    ],
    [
      "a variable that is no text",
      { Environment: { Variables: { A: 1 } } },
      "SerializationException",
      { message: "NUMBER_VALUE can not be converted to a string" },
    ],
    [
      "a reserved variable",
      { Environment: { Variables: { AWS_REGION: "x", FREE: "y" } } },
      "InvalidParameterValueException",
      user(
        "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION",
      ),
    ],
    [
      "no archive",
      { Code: { ZipFile: "bm90IGEgemlw" } },
      "InvalidParameterValueException",
      user("Could not unzip uploaded file. Please check your file, then try to upload again."),
    ],
    ["no code", { Code: {} }, "InvalidParameterValueException", user("Please provide a source for function code.")],
    [
      "code in S3",
      { Code: { S3Bucket: "b", S3Key: "k" } },
      "InvalidParameterValueException",
      user(
        "function 'greet': its code cannot come from S3, got 's3://b/k'; give the archive itself, as 'filename', or for S3 a server by --forward s3=URL",
      ),
    ],
  ];

  it.each(cases)("rejects %s", async (_, members, error, body) => {
    expect(await create(SAYS("hello"), members)).toEqual({ status: 400, error, body });
    expect(api.lambda.functions.size).toBe(0);
  });

  it("rejects one of a name that is taken", async () => {
    await create();
    expect(await create()).toEqual({
      status: 409,
      error: "ResourceConflictException",
      body: user("Function already exist: greet"),
    });
  });

  it.each(["../evil.mjs", "a/../../evil.mjs", "/evil.mjs", "a\\..\\evil.mjs", "c:evil.mjs"])(
    "rejects an archive whose file %s would lie outside",
    async (name) => {
      const { body } = await create("", { Code: { ZipFile: zipText({ [name]: "x" }) } });
      expect(body).toEqual(user("Could not unzip uploaded file. Please check your file, then try to upload again."));
    },
  );

  it.each([
    ["POST /2021-10-31/functions/greet/url", "function URLs"],
    ["GET /2015-03-31/event-source-mappings/", "event source mappings"],
    ["POST /2018-10-31/layers/a/versions", "layers"],
  ])("rejects %s by the name of %s", async (called, what) => {
    expect(await api.call(called)).toMatchObject({ status: 404, error: "UnknownOperationException" });
    expect(api.log).toEqual([`not emulated: ${called} (${what})`]);
  });
});

describe("versions and aliases", () => {
  beforeEach(async () => {
    await create(SAYS("one"));
    await api.call(`POST ${GREET}/versions`, { Description: "first" });
    await api.call(`PUT ${GREET}/code`, { ZipFile: zipText({ "index.mjs": SAYS("two") }) });
  });

  it("run what was published, whatever becomes of $LATEST", async () => {
    expect([await invoke("?Qualifier=1"), await invoke()]).toMatchObject([{ said: "one" }, { said: "two" }]);
    expect((await api.call(`GET ${GREET}?Qualifier=1`)).body).toMatchObject({
      Configuration: { FunctionArn: `${ARN}greet:1`, Version: "1", Description: "first" },
    });
  });

  it("publish nothing anew where nothing has changed", async () => {
    const publish = async () => ((await api.call(`POST ${GREET}/versions`, {})).body as { Version: string }).Version;
    expect([await publish(), await publish()]).toEqual(["2", "2"]);
    await api.call(`PUT ${GREET}/configuration`, { Timeout: 5 });
    expect(await publish()).toBe("3");
  });

  it("share an alias by their weights", async () => {
    await api.call(`POST ${GREET}/versions`, {});
    const weighted = (weight: number) => ({
      FunctionVersion: "1",
      RoutingConfig: { AdditionalVersionWeights: { "2": weight } },
    });
    expect(await api.call(`POST ${GREET}/aliases`, { Name: "live", ...weighted(0.6) })).toMatchObject({
      status: 201,
      body: { AliasArn: `${ARN}greet:live`, Name: "live", Description: "", ...weighted(0.6) },
    });
    expect(await invoke("?Qualifier=live")).toMatchObject({ said: "two" });
    await api.call(`PUT ${GREET}/aliases/live`, weighted(0.4));
    expect(await invoke("?Qualifier=live")).toMatchObject({ said: "one" });
  });

  it("keep a version that an alias names", async () => {
    await api.call(`POST ${GREET}/aliases`, { Name: "live", FunctionVersion: "1" });
    expect(await api.call(`DELETE ${GREET}?Qualifier=1`)).toMatchObject({
      status: 409,
      body: user("Unable to delete version because the following aliases reference it: [live]"),
    });
    await api.call(`DELETE ${GREET}/aliases/live`);
    expect(await api.call(`DELETE ${GREET}?Qualifier=1`)).toMatchObject({ status: 204 });
    expect(await api.call(`GET ${GREET}?Qualifier=1`)).toMatchObject({
      body: user(`Function not found: ${ARN}greet:1`),
    });
  });

  it.each([
    ["POST", "", { Name: "live", FunctionVersion: "9" }, 404, user(`Function not found: ${ARN}greet:9`)],
    ["GET", "/none", undefined, 404, user(`Cannot find alias arn: ${ARN}greet:none`)],
    [
      "POST",
      "",
      { Name: "7", FunctionVersion: "1" },
      400,
      invalid("'7' at 'name'", "Member must satisfy regular expression pattern: ^(?!^[0-9]+$)([a-zA-Z0-9-_]+)$"),
    ],
  ])("rejects %s aliases%s %j", async (method, path, body, status, refusal) => {
    expect(await api.call(`${method} ${GREET}/aliases${path}`, body)).toMatchObject({ status, body: refusal });
  });
});

describe("a resource policy", () => {
  const GATEWAY = "apigateway.amazonaws.com";
  const SOURCE = "arn:aws:execute-api:us-east-1:123456789012:abc/dev/$default";
  const permission = { StatementId: "s1", Action: "lambda:InvokeFunction", Principal: GATEWAY };
  const add = (members: object = {}, query = "") =>
    api.call(`POST ${GREET}/policy${query}`, { ...permission, ...members });
  beforeEach(() => create());

  it("allows whom a statement names, and shows it", async () => {
    expect(api.lambda.allows(`${ARN}greet`, GATEWAY, SOURCE)).toBe(false);
    const statement = {
      Sid: "s1",
      Effect: "Allow",
      Principal: { Service: GATEWAY },
      Action: "lambda:InvokeFunction",
      Resource: `${ARN}greet`,
      Condition: {
        StringEquals: { "AWS:SourceAccount": "123456789012" },
        ArnLike: { "AWS:SourceArn": "arn:aws:execute-api:us-east-1:123456789012:abc/*" },
      },
    };
    const conditions = { SourceAccount: "123456789012", SourceArn: "arn:aws:execute-api:us-east-1:123456789012:abc/*" };
    expect(await add(conditions)).toEqual({ status: 201, body: { Statement: JSON.stringify(statement) } });
    expect((await api.call(`GET ${GREET}/policy`)).body).toMatchObject({
      Policy: JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: [statement] }),
    });
    expect(api.lambda.allows(`${ARN}greet`, GATEWAY, SOURCE)).toBe(true);
    await api.call(`DELETE ${GREET}/policy/s1`);
    expect(api.lambda.allows(`${ARN}greet`, GATEWAY, SOURCE)).toBe(false);
  });

  it.each<readonly [string, object]>([
    ["another service", { Principal: "events.amazonaws.com" }],
    ["another API", { SourceArn: "arn:aws:execute-api:us-east-1:123456789012:other/*" }],
    ["another account", { SourceAccount: "210987654321" }],
    ["a function URL", { FunctionUrlAuthType: "NONE", Principal: "*" }],
    ["another action", { Action: "lambda:GetFunction" }],
  ])("does not allow by a statement for %s", async (_, members) => {
    expect((await add(members)).status).toBe(201);
    expect(api.lambda.allows(`${ARN}greet`, GATEWAY, SOURCE)).toBe(false);
  });

  it("of an alias is its own", async () => {
    await api.call(`POST ${GREET}/aliases`, { Name: "live", FunctionVersion: "$LATEST" });
    await add({}, "?Qualifier=live");
    const allows = [`${ARN}greet:live`, `${ARN}greet`].map((arn) => api.lambda.allows(arn, GATEWAY, SOURCE));
    expect(allows).toEqual([true, false]);
  });

  it.each<readonly [string, object, string, number, unknown]>([
    [
      "a statement id that is taken",
      {},
      "",
      409,
      user(
        "The statement id (s1) provided already exists. Please provide a new statement id, or remove the existing statement.",
      ),
    ],
    [
      "$LATEST",
      { StatementId: "s2" },
      "?Qualifier=$LATEST",
      400,
      user("We currently do not support adding policies for $LATEST."),
    ],
    [
      "an alias that is not there",
      { StatementId: "s2" },
      "?Qualifier=live",
      404,
      user(`Cannot find alias arn: ${ARN}greet:live`),
    ],
    [
      "a principal that is none",
      { StatementId: "s2", Principal: "me" },
      "",
      400,
      user("The provided principal was invalid. Please check the principal and try again."),
    ],
  ])("rejects %s", async (_, members, query, status, body) => {
    await add();
    expect(await add(members, query)).toMatchObject({ status, body });
  });

  it("rejects removing and showing what is not there", async () => {
    expect(await api.call(`GET ${GREET}/policy`)).toMatchObject({
      status: 404,
      body: user("The resource you requested does not exist."),
    });
    await add();
    expect(await api.call(`DELETE ${GREET}/policy/s2`)).toMatchObject({
      status: 404,
      body: user("Statement s2 is not found in resource policy."),
    });
  });
});

it("has tags, concurrency, event invoke and code signing settings of its own", async () => {
  await create(SAYS("hello"), { Tags: { a: "1", b: "2" } });
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
  await create(SAYS("hello"));
  const events = "/2019-09-25/functions/greet/event-invoke-config?Qualifier=live";
  const alias = { Name: "live", FunctionVersion: "$LATEST" };
  await api.call(`POST ${GREET}/aliases`, alias);
  expect((await api.call(`PUT ${events}`, { MaximumRetryAttempts: 0 })).status).toBe(200);
  await api.call(`DELETE ${GREET}/aliases/live`);
  await api.call(`POST ${GREET}/aliases`, alias);
  expect((await api.call(`GET ${events}`)).status).toBe(404);
});

it("names in the log what has no effect", async () => {
  await create(SAYS("hello"), { VpcConfig: { SubnetIds: ["subnet-1"], Other: 1 }, TenancyConfig: {} });
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
