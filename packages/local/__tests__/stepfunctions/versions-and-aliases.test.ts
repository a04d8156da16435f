import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  ListTagsForResourceCommand,
  PublishStateMachineVersionCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  TagResourceCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from "@aws-sdk/client-sfn";
import { outcome } from "../api-server";
import { changed, create, NOW, openApi, type OpenApi, stateMachineArn } from "./open-api";
import { createWorld } from "./step-functions-world";

let world: OpenApi["world"];
let server: OpenApi["server"];
let sfn: OpenApi["sfn"];

beforeEach(async () => {
  ({ world, server, sfn } = await openApi());
});
afterEach(() => server.close());

describe("versions and aliases", () => {
  const version = (number: number) => `${stateMachineArn}:${number}`;
  const stateMachineAliasArn = `${stateMachineArn}:live`;
  const route = (...weights: readonly number[]) =>
    weights.map((weight, index) => ({ stateMachineVersionArn: version(index + 1), weight }));

  beforeEach(async () => {
    await sfn.send(new CreateStateMachineCommand({ ...create, publish: true, versionDescription: "first" }));
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: changed, publish: true }));
  });

  it("number each revision once, and run what was published", async () => {
    const published = await outcome(sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn })));
    expect(published).toEqual({ creationDate: NOW, stateMachineVersionArn: version(2) });
    const versions = [2, 1].map((number) => ({ creationDate: NOW, stateMachineVersionArn: version(number) }));
    const list = new ListStateMachineVersionsCommand({ stateMachineArn });
    expect(await outcome(sfn.send(list))).toEqual({ stateMachineVersions: versions });
    const first = new StartSyncExecutionCommand({ stateMachineArn: version(1) });
    expect((await sfn.send(first)).output).toBe('"one"');
    const { description, stateMachineArn: arn } = await sfn.send(
      new DescribeStateMachineCommand({ stateMachineArn: version(1) }),
    );
    expect([description, arn]).toEqual(["first", version(1)]);
    await sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: version(2) }));
    const again = await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
    expect(again.stateMachineVersionArn).toBe(version(3));
  });

  it("fail for a revision that is not the current one", async () => {
    const { revisionId } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    const text = `Failed to publish the State Machine version for revision old. The current State Machine revision is ${revisionId}.`;
    const publish = new PublishStateMachineVersionCommand({ stateMachineArn, revisionId: "old" });
    expect(await outcome(sfn.send(publish))).toEqual(["ConflictException", 400, text]);
  });

  it("route by weight", async () => {
    const created = new CreateStateMachineAliasCommand({ name: "live", routingConfiguration: route(51, 49) });
    expect(await outcome(sfn.send(created))).toEqual({ creationDate: NOW, stateMachineAliasArn });
    const start = new StartSyncExecutionCommand({ stateMachineArn: stateMachineAliasArn });
    expect((await sfn.send(start)).output).toBe('"one"');
    const describe = new DescribeStateMachineAliasCommand({ stateMachineAliasArn });
    expect((await sfn.send(describe)).updateDate).toBeUndefined();
    const update = { stateMachineAliasArn, description: "shifted", routingConfiguration: route(50, 50) };
    expect(await outcome(sfn.send(new UpdateStateMachineAliasCommand(update)))).toEqual({ updateDate: NOW });
    expect((await sfn.send(start)).output).toBe('"two"');
    const described = { ...update, name: "live", creationDate: NOW, updateDate: NOW };
    expect(await outcome(sfn.send(describe))).toEqual(described);
    const aliases = { stateMachineAliases: [{ creationDate: NOW, stateMachineAliasArn }] };
    expect(await outcome(sfn.send(new ListStateMachineAliasesCommand({ stateMachineArn })))).toEqual(aliases);
  });

  it("are named by the executions that they run, and list these alone", async () => {
    const machine = { ...create, name: "long", type: "STANDARD", publish: true } as const;
    const { stateMachineArn: arn = "", stateMachineVersionArn } = await sfn.send(
      new CreateStateMachineCommand(machine),
    );
    const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
    await sfn.send(new CreateStateMachineAliasCommand({ name: "live", routingConfiguration }));
    const alias = `${arn}:live`;
    const named = [arn, stateMachineVersionArn, alias].map(async (target) => {
      const { executionArn } = await sfn.send(
        new StartExecutionCommand({ stateMachineArn: target, name: `n${target?.length}` }),
      );
      const described = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return [described.stateMachineArn, described.stateMachineVersionArn, described.stateMachineAliasArn];
    });
    expect(await Promise.all(named)).toEqual([
      [arn, undefined, undefined],
      [arn, stateMachineVersionArn, undefined],
      [arn, stateMachineVersionArn, alias],
    ]);
    const counts = [arn, stateMachineVersionArn, alias].map(
      async (target) => (await sfn.send(new ListExecutionsCommand({ stateMachineArn: target }))).executions?.length,
    );
    expect(await Promise.all(counts)).toEqual([3, 2, 1]);
  });

  it("cannot be deleted while an alias names them, and go with their machine", async () => {
    const routingConfiguration = route(100);
    await sfn.send(new CreateStateMachineAliasCommand({ name: "live", routingConfiguration }));
    const text =
      "Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]";
    const remove = new DeleteStateMachineVersionCommand({ stateMachineVersionArn: version(1) });
    expect(await outcome(sfn.send(remove))).toEqual(["ConflictException", 400, text]);
    expect(await outcome(sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn })))).toEqual({});
    expect(await outcome(sfn.send(remove))).toEqual({});
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    const missing = ["StateMachineDoesNotExist", 400, `State Machine Version Does Not Exist: '${version(2)}'`];
    const describe = new DescribeStateMachineCommand({ stateMachineArn: version(2) });
    expect(await outcome(sfn.send(describe))).toEqual(missing);
    const alias = new DescribeStateMachineAliasCommand({ stateMachineAliasArn });
    const gone = ["ResourceNotFound", 400, "Request references a resource that does not exist."];
    expect(await outcome(sfn.send(alias))).toEqual(gone);
  });

  const pattern = "^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$";
  it.each([
    [
      "1",
      route(100),
      `1 validation error detected: Value '1' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
    ],
    ["live", route(70, 29), "Sum of routing configuration weights must equal 100. Received: [70, 29]"],
    [
      "live",
      route(101),
      "1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
    ],
    [
      "live",
      [...route(50, 30), ...route(20)],
      `1 validation error detected: Value '[RoutingConfigurationListItem(stateMachineVersionArn=${version(1)}, weight=50), RoutingConfigurationListItem(stateMachineVersionArn=${version(2)}, weight=30), RoutingConfigurationListItem(stateMachineVersionArn=${version(1)}, weight=20)]' at 'routingConfiguration' failed to satisfy constraint: Member must have length less than or equal to 2`,
    ],
    [
      "live",
      [{ stateMachineVersionArn: stateMachineArn, weight: 100 }],
      `Routing configuration must contain state machine version ARNs. Received: [${stateMachineArn}]`,
    ],
    [
      "live",
      [...route(50), ...route(50)],
      `Routing configuration must contain distinct state machine version ARNs. Received: [${version(1)}, ${version(1)}]`,
    ],
  ])("reject the alias %s of %j", async (name, routingConfiguration, message) => {
    const command = new CreateStateMachineAliasCommand({ name, routingConfiguration });
    expect(await outcome(sfn.send(command))).toEqual(["ValidationException", 400, message]);
  });

  it("have no tags", async () => {
    const tag = new TagResourceCommand({ resourceArn: version(1), tags: [{ key: "a", value: "1" }] });
    expect(await outcome(sfn.send(tag))).toEqual(["ResourceNotFound", 400, `Resource not found: '${version(1)}'`]);
    const list = new ListTagsForResourceCommand({ resourceArn: version(1) });
    expect(await outcome(sfn.send(list))).toEqual({ tags: [] });
  });

  it("reject an alias of two machines", async () => {
    const other = await sfn.send(new CreateStateMachineCommand({ ...create, name: "other", publish: true }));
    const stateMachineVersionArn = other.stateMachineVersionArn ?? "";
    const routingConfiguration = [...route(50), { stateMachineVersionArn, weight: 50 }];
    const text = `Routing configuration must contain state machine version ARNs for the same state machine. Received: [${version(1)}, ${stateMachineVersionArn}]`;
    const command = new CreateStateMachineAliasCommand({ name: "live", routingConfiguration });
    expect(await outcome(sfn.send(command))).toEqual(["ValidationException", 400, text]);
  });

  it("reject an update of an alias that changes nothing", async () => {
    await sfn.send(new CreateStateMachineAliasCommand({ name: "live", routingConfiguration: route(100) }));
    const text = "Either description or routing configuration must be specified";
    const update = new UpdateStateMachineAliasCommand({ stateMachineAliasArn });
    expect(await outcome(sfn.send(update))).toEqual(["ValidationException", 400, text]);
  });

  it.each([
    [{}, "This state machine was already created with a published version."],
    [
      { publish: true },
      "This state machine was already created with a published version using a different description.",
    ],
    [{ publish: true, versionDescription: "first", definition: create.definition }, `'${stateMachineArn}'`],
  ])("reject their machine that is created again as %j", async (request, what) => {
    const command = new CreateStateMachineCommand({ ...create, definition: changed, ...request });
    const exists = ["StateMachineAlreadyExists", 400, `State Machine Already Exists: ${what}`];
    expect(await outcome(sfn.send(command))).toEqual(exists);
  });

  it("are the first one where their machine is created again", async () => {
    const again = { ...create, definition: changed, publish: true, versionDescription: "first" };
    const created = { creationDate: NOW, stateMachineArn, stateMachineVersionArn: version(1) };
    expect(await outcome(sfn.send(new CreateStateMachineCommand(again)))).toEqual(created);
  });

  it("reject an alias of a version that is not there", async () => {
    const routingConfiguration = [{ stateMachineVersionArn: version(3), weight: 100 }];
    const command = new CreateStateMachineAliasCommand({ name: "live", routingConfiguration });
    const missing = ["StateMachineDoesNotExist", 400, `State Machine Version Does Not Exist: '${version(3)}'`];
    expect(await outcome(sfn.send(command))).toEqual(missing);
  });

  it("reject an update of an alias to a version of another machine", async () => {
    await sfn.send(new CreateStateMachineAliasCommand({ name: "live", routingConfiguration: route(100) }));
    const { stateMachineVersionArn } = await sfn.send(
      new CreateStateMachineCommand({ ...create, name: "other", publish: true }),
    );
    const update = (changes: object) =>
      outcome(sfn.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, ...changes })));
    expect(await update({ routingConfiguration: [{ stateMachineVersionArn, weight: 100 }] })).toEqual([
      "ValidationException",
      400,
      `Routing configuration must contain state machine version ARNs for the same state machine. Received: [${stateMachineVersionArn}]`,
    ]);
    const { routingConfiguration } = await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }));
    expect(routingConfiguration).toEqual(route(100));
  });

  it("reject another alias of the same name, but not the same one", async () => {
    const command = new CreateStateMachineAliasCommand({ name: "live", routingConfiguration: route(100) });
    expect(await outcome(sfn.send(command))).toEqual(await outcome(sfn.send(command)));
    const other = new CreateStateMachineAliasCommand({ name: "live", routingConfiguration: route(99, 1) });
    const text =
      "Failed to create alias because an alias with the same name and a different routing configuration already exists.";
    expect(await outcome(sfn.send(other))).toEqual(["ConflictException", 400, text]);
  });

  it("are there again after a restart", async () => {
    await sfn.send(new CreateStateMachineAliasCommand({ name: "live", routingConfiguration: route(100) }));
    await sfn.send(new TagResourceCommand({ resourceArn: stateMachineArn, tags: [{ key: "a", value: "1" }] }));
    const state = world.stepfunctions.exportState();
    const { stepfunctions } = createWorld();
    stepfunctions.importState(JSON.parse(JSON.stringify(state)));
    expect(stepfunctions.exportState()).toEqual(state);
    const caller = { authorize: () => undefined };
    const body = JSON.stringify({ stateMachineArn: stateMachineAliasArn });
    const answer = await stepfunctions.call("StartSyncExecution", body, caller);
    expect([answer.status, JSON.parse(answer.body).output]).toEqual([200, '"one"']);
    stepfunctions.importState({});
    expect(stepfunctions.exportState()).toEqual([]);
  });
});
