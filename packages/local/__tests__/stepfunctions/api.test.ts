import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  StartSyncExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from "@aws-sdk/client-sfn";
import { outcome } from "../api-server";
import { createWorld } from "./step-functions-world";
import { changed, create, named, NOW, openApi, type OpenApi, stateMachineArn } from "./open-api";

let world: OpenApi["world"];
let server: OpenApi["server"];
let sfn: OpenApi["sfn"];
let run: OpenApi["run"];

beforeEach(async () => {
  ({ world, server, sfn, run } = await openApi());
});
afterEach(() => server.close());

describe("a state machine", () => {
  it("is created, described, listed, changed and deleted", async () => {
    expect(await outcome(sfn.send(new CreateStateMachineCommand(create)))).toEqual({
      stateMachineArn,
      creationDate: NOW,
    });
    const described = {
      ...create,
      stateMachineArn,
      creationDate: NOW,
      status: "ACTIVE",
      encryptionConfiguration: { ...named("EncryptionConfiguration"), type: "AWS_OWNED_KEY" },
      loggingConfiguration: { ...named("LoggingConfiguration"), level: "OFF", includeExecutionData: false },
      tracingConfiguration: { ...named("TracingConfiguration"), enabled: false },
    };
    expect(await outcome(sfn.send(new DescribeStateMachineCommand({ stateMachineArn })))).toEqual(described);
    expect(await run()).toBe('"one"');

    world.clock.advance(1_000);
    const update = { stateMachineArn, definition: changed };
    const updateDate = new Date(NOW.getTime() + 1_000);
    const updated = await outcome(sfn.send(new UpdateStateMachineCommand(update)));
    expect(updated).toEqual({ updateDate, revisionId: "uuid-3" });
    expect(await outcome(sfn.send(new UpdateStateMachineCommand(update)))).toEqual(updated);
    expect(await run()).toBe('"two"');

    const { type, name } = create;
    const listed = { stateMachines: [{ stateMachineArn, name, type, creationDate: NOW }] };
    expect(await outcome(sfn.send(new ListStateMachinesCommand({})))).toEqual(listed);
    expect(await outcome(sfn.send(new DeleteStateMachineCommand({ stateMachineArn })))).toEqual({});
    expect(await outcome(sfn.send(new DeleteStateMachineCommand({ stateMachineArn })))).toEqual({});
    const missing = ["StateMachineDoesNotExist", 400, `State Machine Does Not Exist: '${stateMachineArn}'`];
    expect(await outcome(sfn.send(new DescribeStateMachineCommand({ stateMachineArn })))).toEqual(missing);
    expect(await outcome(sfn.send(new StartSyncExecutionCommand({ stateMachineArn })))).toEqual(missing);
  });

  it("is created once, however often the same is asked for, and fails when something else is", async () => {
    await sfn.send(new CreateStateMachineCommand(create));
    const same = {
      ...create,
      roleArn: "arn:aws:iam::123456789012:role/other",
      tracingConfiguration: { enabled: false },
    };
    expect(await outcome(sfn.send(new CreateStateMachineCommand(same)))).toEqual({
      stateMachineArn,
      creationDate: NOW,
    });
    const exists = ["StateMachineAlreadyExists", 400, `State Machine Already Exists: '${stateMachineArn}'`];
    expect(await outcome(sfn.send(new CreateStateMachineCommand({ ...create, definition: changed })))).toEqual(exists);
  });

  const logging = (arns: readonly string[]) => ({
    level: "ALL" as const,
    includeExecutionData: true,
    destinations: arns.map((logGroupArn) => ({ cloudWatchLogsLogGroup: { logGroupArn } })),
  });
  const group = (name: string) => `arn:aws:logs:us-east-1:123456789012:log-group:${name}:*`;

  it("is described with the variables that its states read", async () => {
    const states = {
      Set: { Type: "Pass", Assign: { limit: 3, name: "n" }, Next: "Use" },
      Use: { Type: "Pass", Parameters: { "named.$": "States.Format('{} {}', $name, $limit)" }, End: true },
    };
    const definition = JSON.stringify({ StartAt: "Set", States: states });
    await sfn.send(new CreateStateMachineCommand({ ...create, definition }));
    const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described.variableReferences).toEqual({ Use: ["limit", "name"] });
  });

  it("logs to a group that is there", async () => {
    const loggingConfiguration = logging([group("there")]);
    await sfn.send(new CreateStateMachineCommand({ ...create, loggingConfiguration }));
    const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described.loggingConfiguration).toMatchObject(loggingConfiguration);
  });

  it("shows an empty list of groups as it was given", async () => {
    await sfn.send(new CreateStateMachineCommand({ ...create, loggingConfiguration: { destinations: [] } }));
    const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described.loggingConfiguration?.destinations).toEqual([]);
  });

  const tooLong = "x".repeat(81);
  const missing = "failed to satisfy constraint: Member must not be null";
  it.each([
    [{ ...create, name: "a b" }, "InvalidName", "Invalid Name: 'a b'"],
    [
      { ...create, name: tooLong },
      "ValidationException",
      `1 validation error detected: Value '${tooLong}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80`,
    ],
    [
      { definition: create.definition },
      "ValidationException",
      `2 validation errors detected: Value null at 'name' ${missing}; Value null at 'roleArn' ${missing}`,
    ],
    [
      { ...create, type: "FAST" },
      "ValidationException",
      "1 validation error detected: Value 'FAST' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, EXPRESS]",
    ],
    [
      { ...create, definition: "{}" },
      "InvalidDefinition",
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /'",
    ],
    [
      { ...create, loggingConfiguration: logging([]) },
      "InvalidLoggingConfiguration",
      "Invalid Logging Configuration: Must specify exactly one Log Destination.",
    ],
    [
      { ...create, loggingConfiguration: logging([group("gone")]) },
      "InvalidLoggingConfiguration",
      "Invalid Logging Configuration: Log Destination not found.",
    ],
    [
      { ...create, versionDescription: "v" },
      "ValidationException",
      "Version description can only be set when publish is true",
    ],
  ])("rejects %j as %s", async (request, name, message) => {
    const command = new CreateStateMachineCommand(request as typeof create);
    expect(await outcome(sfn.send(command))).toEqual([name, 400, message]);
    expect(world.stepfunctions.stateMachines()).toEqual([]);
  });

  it("rejects an update of nothing and of what is not there", async () => {
    const none = ["StateMachineDoesNotExist", 400, `State Machine Does Not Exist: '${stateMachineArn}'`];
    expect(await outcome(sfn.send(new UpdateStateMachineCommand({ stateMachineArn })))).toEqual(none);
    await sfn.send(new CreateStateMachineCommand(create));
    const text =
      "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified";
    const nothing = ["MissingRequiredParameter", 400, text];
    expect(await outcome(sfn.send(new UpdateStateMachineCommand({ stateMachineArn })))).toEqual(nothing);
  });

  it("keeps its tags", async () => {
    await sfn.send(new CreateStateMachineCommand({ ...create, tags: [{ key: "a", value: "1" }] }));
    const resourceArn = stateMachineArn;
    await sfn.send(new TagResourceCommand({ resourceArn, tags: [{ key: "b", value: "2" }] }));
    await sfn.send(new UntagResourceCommand({ resourceArn, tagKeys: ["a"] }));
    const tags = [{ key: "b", value: "2" }];
    expect(await outcome(sfn.send(new ListTagsForResourceCommand({ resourceArn })))).toEqual({ tags });
    const system = new TagResourceCommand({ resourceArn, tags: [{ key: "aws:a", value: "1" }] });
    const denied = "Caller is an end user and not allowed to mutate system tags";
    expect(await outcome(sfn.send(system))).toEqual(["AccessDeniedException", 400, denied]);
    const other = `${resourceArn}-gone`;
    const missing = ["ResourceNotFound", 400, `Resource not found: '${other}'`];
    expect(await outcome(sfn.send(new ListTagsForResourceCommand({ resourceArn: other })))).toEqual(missing);
  });

  it("lists its tags as a hash map has them", async () => {
    const tags = ["Mode", "Empty", "Owner", "mode"].map((key) => ({ key, value: "" }));
    await sfn.send(new CreateStateMachineCommand({ ...create, tags }));
    const listed = await sfn.send(new ListTagsForResourceCommand({ resourceArn: stateMachineArn }));
    expect(listed.tags?.map(({ key }) => key)).toEqual(["mode", "Empty", "Owner", "Mode"]);
  });
});

describe("the API", () => {
  it("validates a definition, with warnings and at most so many findings as asked for", async () => {
    const definition = JSON.stringify({ StartAt: "A", States: { A: { Type: "Wait" }, B: { Type: "Wait" } } });
    const validate = async (request: object) => {
      const { result, truncated, diagnostics } = await sfn.send(
        new ValidateStateMachineDefinitionCommand({ definition, ...request }),
      );
      return [result, truncated, diagnostics?.length];
    };
    expect(await validate({ definition: create.definition })).toEqual(["OK", false, 0]);
    expect(await validate({ maxResults: 1 })).toEqual(["FAIL", true, 1]);
    const [, , all] = await validate({});
    expect(await validate({ severity: "WARNING", type: "EXPRESS" })).toEqual(["FAIL", false, all]);
  });

  it("lists by name, in parts", async () => {
    for (const name of ["c", "a", "b"]) world.stepfunctions.createStateMachine({ ...create, name });
    const first = await sfn.send(new ListStateMachinesCommand({ maxResults: 2 }));
    const { nextToken } = first;
    const second = await sfn.send(new ListStateMachinesCommand({ maxResults: 2, nextToken }));
    const names = [first, second].map(({ stateMachines }) => stateMachines?.map(({ name }) => name));
    expect([names, second.nextToken]).toEqual([[["a", "b"], ["c"]], undefined]);
    const wrong = new ListStateMachinesCommand({ nextToken: "wrong" });
    expect(await outcome(sfn.send(wrong))).toEqual(["InvalidToken", 400, "Invalid Token: 'Invalid token'"]);
  });

  it("names the members of a request that have no effect", async () => {
    const { stepfunctions, lines } = createWorld();
    const call = (body: object) =>
      stepfunctions.call("ListStateMachines", JSON.stringify(body), { authorize: () => undefined });
    expect(await call({ maxResults: 5, order: "name" })).toMatchObject({ status: 200 });
    expect(lines).toEqual(["Step Functions: ListStateMachines: the member 'order' is not used here"]);
  });

  it("names members of structures and of lists' items that have no effect, each once", async () => {
    const { stepfunctions, lines } = createWorld();
    const call = (action: string, body: object) =>
      stepfunctions.call(action, JSON.stringify(body), { authorize: () => undefined });
    const tags = [
      { key: "a", color: 1 },
      { key: "b", color: 2 },
    ];
    await call("CreateStateMachine", { ...create, tags, tracingConfiguration: { enabled: true, rate: 5 } });
    await call("StartSyncExecution", { stateMachineArn: "a", Input: "{}" });
    await call("StartSyncExecution", { stateMachineArn: "a", Input: "{}" });
    expect(lines).toEqual([
      "Step Functions: CreateStateMachine: the members 'tags.color', 'tracingConfiguration.rate' are not used here",
      "Step Functions: StartSyncExecution: the member 'Input' is not used here",
    ]);
  });

  it.each<[string, object, string]>([
    ["tags", { tags: [{ key: 5, value: "a" }] }, "NUMBER_VALUE can not be converted to a string"],
    ["tags", { tags: [5] }, "NUMBER_VALUE can not be converted to a structure"],
    ["destinations", { loggingConfiguration: { destinations: [{ cloudWatchLogsLogGroup: "a" }] } }, "STRING_VALUE"],
    ["enabled", { tracingConfiguration: { enabled: "yes" } }, "STRING_VALUE can not be converted to a boolean"],
    ["kmsKeyId", { encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: [] } }, "START_ARRAY"],
  ])("rejects %s of another type: %j", async (_, members, text) => {
    const { stepfunctions } = createWorld();
    const body = JSON.stringify({ ...create, ...members });
    const answer = await stepfunctions.call("CreateStateMachine", body, { authorize: () => undefined });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      400,
      { __type: expect.stringContaining("SerializationException"), message: expect.stringContaining(text) },
    ]);
  });

  const target = (action: string) => ({ "x-amz-target": `AWSStepFunctions.${action}` });
  const serialization = '{"__type":"com.amazon.coral.service#SerializationException"';
  it.each([
    ["Nothing", "{}", '{"__type":"com.amazon.coral.service#UnknownOperationException"}'],
    ["__proto__", "{}", '{"__type":"com.amazon.coral.service#UnknownOperationException"}'],
    ["CreateStateMachine", "{", `${serialization}}`],
    ["CreateStateMachine", "[]", `${serialization}}`],
    [
      "DescribeStateMachine",
      '{"stateMachineArn":1}',
      `${serialization},"message":"NUMBER_VALUE can not be converted to a string"}`,
    ],
    ["StartExecution", "null", `${serialization}}`],
  ])("rejects %s of %s", async (action, body, expected) => {
    expect(await server.post(body, target(action))).toEqual([400, expected]);
  });

  it("tells which calls change resources, and which action there is not", async () => {
    const caller = { authorize: () => undefined };
    const call = async (action: string, body: object) => {
      const { status, mutates, unknown } = await world.stepfunctions.call(action, JSON.stringify(body), caller);
      return [status, mutates, unknown];
    };
    expect(await call("CreateStateMachine", create)).toEqual([200, true, undefined]);
    expect(await call("CreateStateMachine", {})).toEqual([400, undefined, undefined]);
    expect(await call("ListStateMachines", {})).toEqual([200, undefined, undefined]);
    expect(await call("Nothing", {})).toEqual([400, undefined, "Nothing"]);
  });

  it("denies what the caller may not do", async () => {
    const authorize = (action: string, resource: string) => `no ${action} on ${resource}`;
    const { body } = await world.stepfunctions.call("StopExecution", '{"executionArn":"x"}', { authorize });
    expect(body).toBe(
      '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"no states:StopExecution on x"}',
    );
  });

  it("stays whole under a hundred creates and deletes at once", async () => {
    const names = Array.from({ length: 100 }, (_, index) => `machine-${index}`);
    await Promise.all(names.map((name) => sfn.send(new CreateStateMachineCommand({ ...create, name }))));
    expect(world.stepfunctions.stateMachines()).toHaveLength(100);
    const arns = world.stepfunctions.stateMachines().map((machine) => machine.stateMachineArn);
    await Promise.all(arns.map((arn) => sfn.send(new DeleteStateMachineCommand({ stateMachineArn: arn }))));
    expect(world.stepfunctions.stateMachines()).toEqual([]);
  });
});
