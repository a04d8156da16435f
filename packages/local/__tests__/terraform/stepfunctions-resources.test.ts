import type { JsonObject } from "@sfn-websocket/languages/json";
import { createAws } from "../../account/aws";
import { loadStack } from "../../terraform/load-stacks";
import { configuration, type TestRoute } from "../configuration";
import { serve } from "../serve";
import { createVirtualClock } from "../virtual-clock";

const MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:m";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const machine = (more: JsonObject = {}): JsonObject => ({
  name: "m",
  type: "EXPRESS",
  role_arn: "${aws_iam_role.main.arn}",
  definition: '{"StartAt":"P","States":{"P":{"Type":"Pass","Result":"present","End":true}}}',
  ...more,
});
const alias = (...routes: readonly (readonly [string, number])[]): JsonObject => ({
  name: "live",
  routing_configuration: routes.map(([state_machine_version_arn, weight]) => ({ state_machine_version_arn, weight })),
});

const route = (arn: string): TestRoute => ({
  integration: {
    integration_type: "AWS",
    integration_method: "POST",
    integration_uri: "arn:aws:apigateway:us-east-1:states:action/StartSyncExecution",
    credentials_arn: "${aws_iam_role.main.arn}",
    request_templates: { $default: `{"stateMachineArn":"${arn}"}` },
  },
});

/** A configuration with a route that runs an ARN. */
function write(resource: Readonly<Record<string, JsonObject>>, arn = "${aws_sfn_alias.live.arn}", policy?: JsonObject) {
  return configuration({ routes: { $default: route(arn) }, resource, ...(policy && { policy }) });
}

/** Loads resources; returns the outputs, what the machine is, and what the developer was told. */
async function load(resource: Readonly<Record<string, JsonObject>>, outputs: Readonly<Record<string, string>> = {}) {
  const log: string[] = [];
  const aws = createAws({ clock: createVirtualClock(), log: (line) => log.push(line) });
  const output = Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value }]));
  const stack = { ...write(resource, MACHINE), output };
  const loaded = loadStack({ name: "stack", file: "main.tf.json", configuration: stack }, aws);
  const body = JSON.stringify({ stateMachineArn: MACHINE });
  const { stepfunctions, logs } = aws.region("us-east-1");
  const answer = await stepfunctions.call("DescribeStateMachine", body, { authorize: () => undefined });
  const latest = stepfunctions.findLatestVersion(MACHINE)?.stateMachineVersionArn;
  return { loaded: loaded.outputs, machine: JSON.parse(answer.body) as JsonObject, logs, log, latest };
}

describe("Terraform's resources of Step Functions", () => {
  it("publish a version and name it by an alias, with the attributes that the provider computes", async () => {
    const resource = {
      aws_sfn_state_machine: { m: machine({ publish: true }) },
      aws_sfn_alias: { live: alias(["${aws_sfn_state_machine.m.state_machine_version_arn}", 100]) },
    };
    const outputs = {
      version: "${aws_sfn_state_machine.m.state_machine_version_arn}",
      created: "${aws_sfn_state_machine.m.creation_date}",
      status: "${aws_sfn_state_machine.m.status}${aws_sfn_state_machine.m.revision_id}",
      alias: "${aws_sfn_alias.live.arn} ${aws_sfn_alias.live.id} ${aws_sfn_alias.live.creation_date}",
    };
    const { loaded, log } = await load(resource, outputs);
    expect(loaded).toEqual({
      version: `${MACHINE}:1`,
      created: "2022-05-13T20:00:14Z",
      status: "ACTIVE",
      alias: `${MACHINE}:live ${MACHINE}:live 2022-05-13T20:00:14Z`,
    });
    expect(log).toEqual([]);
  });

  it("let the present definition stand in for versions that were published on AWS only, and say so", async () => {
    const resource = {
      aws_sfn_state_machine: { m: machine({ publish: true }) },
      aws_sfn_alias: {
        live: alias(["${aws_sfn_state_machine.m.arn}:3", 90], ["${aws_sfn_state_machine.m.arn}:1", 10]),
      },
    };
    const served = await serve(write(resource));
    const client = await served.connect();
    const answer = JSON.parse(await client.ask("{}")) as JsonObject;
    expect([answer.output, answer.stateMachineArn]).toEqual(['"present"', MACHINE]);
    expect(answer.executionArn).toMatch(
      /^arn:aws:states:us-east-1:123456789012:express:m:[0-9a-f-]{36}:[0-9a-f-]{36}$/,
    );
    expect(served.log).toEqual(
      [3, 1].map(
        (number) =>
          `state machine 'm': the alias 'live' names version ${number}, which was not published here; the present definition stands in for it`,
      ),
    );
    client.socket.terminate();
    await served.close();
  });

  it("number a version that is published here above those that aliases name by their numbers", async () => {
    const arn = "${aws_sfn_state_machine.m.arn}";
    const version = "${aws_sfn_state_machine.m.state_machine_version_arn}";
    const resource = {
      aws_sfn_state_machine: { m: machine({ publish: true }) },
      aws_sfn_alias: {
        live: alias([`${arn}:7`, 90], [version, 10]),
        old: { ...alias([`${arn}:3`, 100]), name: "old" },
      },
    };
    const { loaded, latest } = await load(resource, { version });
    expect(loaded).toEqual({ version: `${MACHINE}:8` });
    expect(latest).toBe(`${MACHINE}:8`);
  });

  it("give the highest number as the latest version, whichever stood in last", async () => {
    const arn = "${aws_sfn_state_machine.m.arn}";
    const resource = {
      aws_sfn_state_machine: { m: machine() },
      aws_sfn_alias: {
        live: alias([`${arn}:7`, 100]),
        old: { ...alias([`${arn}:3`, 100]), name: "old" },
      },
    };
    expect((await load(resource)).latest).toBe(`${MACHINE}:7`);
  });

  const permit = (qualifier: string): JsonObject => ({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "states:StartSyncExecution",
        Resource: MACHINE,
        Condition: { "ForAnyValue:StringEquals": { "states:StateMachineQualifier": qualifier } },
      },
    ],
  });
  const DENIED =
    '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: arn:aws:sts::123456789012:assumed-role/role/' +
    `BackplaneAssumeRoleSession is not authorized to perform: states:StartSyncExecution on resource: ${MACHINE} ` +
    'because no identity-based policy allows the states:StartSyncExecution action"}';

  it.each([
    ["an alias lets it run", "live", "${aws_sfn_alias.live.arn}", '"status":"SUCCEEDED"'],
    ["an alias refuses a version", "live", `${MACHINE}:1`, DENIED],
    ["a version lets it run", "1", `${MACHINE}:1`, '"status":"SUCCEEDED"'],
    ["an alias refuses the machine itself", "live", MACHINE, DENIED],
  ])("with a role that may start %s", async (_, qualifier, arn, expected) => {
    const resource = {
      aws_sfn_state_machine: { m: machine({ publish: true }) },
      aws_sfn_alias: { live: alias(["${aws_sfn_state_machine.m.state_machine_version_arn}", 100]) },
    };
    const served = await serve(write(resource, arn, permit(qualifier)));
    const client = await served.connect();
    expect(await client.ask("{}")).toContain(expected);
    client.socket.terminate();
    await served.close();
  });

  it("keep what is said of a customer's key, and use none", async () => {
    const encryption_configuration = {
      type: "CUSTOMER_MANAGED_KMS_KEY",
      kms_key_id: KEY,
      kms_data_key_reuse_period_seconds: 300,
    };
    const loaded = await load({
      aws_sfn_state_machine: { m: machine({ encryption_configuration }) },
      aws_cloudwatch_log_group: { g: { name: "group", kms_key_id: KEY } },
    });
    expect(loaded.machine.encryptionConfiguration).toMatchObject({
      type: "CUSTOMER_MANAGED_KMS_KEY",
      kmsKeyId: KEY,
      kmsDataKeyReusePeriodSeconds: 300,
    });
    const groups = JSON.parse(loaded.logs.call("DescribeLogGroups", "{}").body) as JsonObject;
    expect(groups.logGroups).toMatchObject([{ logGroupName: "group", kmsKeyId: KEY }]);
  });

  it.each<[string, Readonly<Record<string, JsonObject>>, string]>([
    [
      "an alias for a machine that publishes nothing",
      {
        aws_sfn_state_machine: { m: machine() },
        aws_sfn_alias: { live: alias(["${aws_sfn_state_machine.m.state_machine_version_arn}", 100]) },
      },
      "stack: aws_sfn_alias.live: 'state_machine_version_arn' is empty, got \"\"; set 'publish' of the state machine to true",
    ],
    [
      "a weight that is no number",
      {
        aws_sfn_state_machine: { m: machine({ publish: true }) },
        aws_sfn_alias: {
          live: {
            name: "live",
            routing_configuration: [
              {
                state_machine_version_arn: "${aws_sfn_state_machine.m.state_machine_version_arn}",
                weight: { toString: null },
              },
            ],
          },
        },
      },
      `stack: aws_sfn_alias.live: 'routing_configuration.weight' is a number, got {"toString":null}; write one`,
    ],
    [
      "weights that are not 100 in all",
      {
        aws_sfn_state_machine: { m: machine({ publish: true }) },
        aws_sfn_alias: { live: alias(["${aws_sfn_state_machine.m.arn}:1", 50]) },
      },
      "stack: aws_sfn_alias.live: Sum of routing configuration weights must equal 100. Received: [50]",
    ],
    [
      "an alias for a machine that is not there",
      { aws_sfn_alias: { live: alias([`${MACHINE}:1`, 100]) } },
      `stack: aws_sfn_alias.live: State Machine Version Does Not Exist: '${MACHINE}:1'`,
    ],
    [
      "a customer's key without a name",
      { aws_sfn_state_machine: { m: machine({ encryption_configuration: { type: "CUSTOMER_MANAGED_KMS_KEY" } }) } },
      "stack: aws_sfn_state_machine.m: Invalid Encryption Configuration: Must set a valid kmsKeyId.",
    ],
  ])("reject %s", async (_, resource, message) => {
    await expect(load(resource)).rejects.toThrow(new Error(message));
  });
});
