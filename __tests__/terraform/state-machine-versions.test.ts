import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  ListStateMachineVersionsCommand,
  SFNClient,
  StartSyncExecutionCommand,
} from "@aws-sdk/client-sfn";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { serve } from "@sfn-websocket/local/__tests__/serve";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { apply, planStatus, runTerraform, type TerraformRun } from "./terraform-run";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const OTHER_KEY = KEY.replace("1234abcd", "abcd1234");
const ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:greet";
const LATEST = "${aws_sfn_state_machine.greet.state_machine_version_arn}";
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "states.amazonaws.com" } }],
});

interface Settings {
  /** What the workflow answers. */
  readonly result: string;
  /** Versions and their weights. */
  readonly routing: readonly (readonly [string, number])[];
  /** The machine's key, and whether the log group has it too. @default nothing is said of keys */
  readonly encryption?: JsonObject;
  readonly logKey?: string;
}

/** A workflow that publishes its versions, an alias and a log group. */
function write({ result, routing, encryption, logKey }: Settings): JsonObject {
  const definition = { StartAt: "P", States: { P: { Type: "Pass", Result: result, End: true } } };
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } } },
    provider: { aws: [{ region: "us-east-1" }] },
    resource: {
      aws_iam_role: { greet: { name: "greet", assume_role_policy: TRUST } },
      aws_cloudwatch_log_group: { greet: { name: "greet", ...(logKey !== undefined && { kms_key_id: logKey }) } },
      aws_sfn_state_machine: {
        greet: {
          name: "greet",
          type: "EXPRESS",
          publish: true,
          role_arn: "${aws_iam_role.greet.arn}",
          definition: JSON.stringify(definition),
          ...(encryption && { encryption_configuration: encryption }),
        },
      },
      aws_sfn_alias: {
        live: {
          name: "live",
          description: "what clients call",
          routing_configuration: routing.map(([state_machine_version_arn, weight]) => ({
            state_machine_version_arn,
            weight,
          })),
        },
      },
    },
  };
}

it("is loaded by npm start as Terraform applies it", async () => {
  const served = await serve(write({ result: "one", routing: [[LATEST, 100]] }));
  const { stepfunctions } = served.aws().region("us-east-1");
  const { body } = await stepfunctions.call(
    "DescribeStateMachineAlias",
    JSON.stringify({ stateMachineAliasArn: `${ARN}:live` }),
    { authorize: () => undefined },
  );
  expect(JSON.parse(body)).toMatchObject({
    routingConfiguration: [{ stateMachineVersionArn: `${ARN}:1`, weight: 100 }],
  });
  await served.close();
});

if ("missing" in found) process.stderr.write(`not run: versions with the real Terraform (${found.missing})\n`);
else
  describe("the real Terraform, with versions, an alias and a customer's key", () => {
    let terraform: OpenTerraform;
    let run: TerraformRun;
    let sfn: SFNClient;
    let logs: CloudWatchLogsClient;

    const applyTwice = async (settings: Settings) => {
      run = terraform.configure(write(settings));
      await apply(run);
      expect(await planStatus(run)).toBe(0);
    };
    const versions = async () => {
      const { stateMachineVersions = [] } = await sfn.send(
        new ListStateMachineVersionsCommand({ stateMachineArn: ARN }),
      );
      return stateMachineVersions.map(({ stateMachineVersionArn }) => stateMachineVersionArn?.replace(`${ARN}:`, ""));
    };
    const routing = async () => {
      const stateMachineAliasArn = `${ARN}:live`;
      const described = await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }));
      return described.routingConfiguration?.map((each) => [
        each.stateMachineVersionArn?.replace(`${ARN}:`, ""),
        each.weight,
      ]);
    };
    const answers = async () =>
      (await sfn.send(new StartSyncExecutionCommand({ stateMachineArn: `${ARN}:live` }))).output;
    const keys = async () => {
      const { encryptionConfiguration } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: ARN }));
      const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
      return [{ ...encryptionConfiguration, __type: undefined }, ...logGroups.map(({ kmsKeyId }) => kmsKeyId)];
    };

    beforeAll(async () => {
      terraform = await openTerraform();
      sfn = new SFNClient({ ...terraform.client, disableHostPrefix: true });
      logs = new CloudWatchLogsClient(terraform.client);
      await applyTwice({ result: "one", routing: [[LATEST, 100]] });
    }, 120_000);
    afterAll(async () => {
      await terraform.close();
    });

    it("publishes version 1, which the alias names", async () => {
      expect([await versions(), await routing(), await answers()]).toEqual([["1"], [["1", 100]], '"one"']);
    });

    it("publishes version 2 with a new definition, and moves the alias", async () => {
      await applyTwice({ result: "two", routing: [[LATEST, 100]] });
      expect([await versions(), await routing(), await answers()]).toEqual([["2", "1"], [["2", 100]], '"two"']);
    }, 120_000);

    it("shifts a part of the executions, and goes back to version 1", async () => {
      const first = `${ARN}:1`;
      await applyTwice({
        result: "two",
        routing: [
          [LATEST, 10],
          [first, 90],
        ],
      });
      const weights = await routing();
      expect(weights?.sort()).toEqual([
        ["1", 90],
        ["2", 10],
      ]);
      await applyTwice({ result: "two", routing: [[first, 100]] });
      expect([await versions(), await routing(), await answers()]).toEqual([["2", "1"], [["1", 100]], '"one"']);
    }, 120_000);

    it("names a customer's key, another one, and none", async () => {
      const settings: Settings = { result: "two", routing: [[LATEST, 100]] };
      const type = "CUSTOMER_MANAGED_KMS_KEY";
      // Where none is given AWS tells 300, which each plan of this provider would take away again.
      const own = { type, kms_key_id: KEY, kms_data_key_reuse_period_seconds: 300 };
      await applyTwice({ ...settings, encryption: own, logKey: KEY });
      expect(await keys()).toEqual([{ type, kmsKeyId: KEY, kmsDataKeyReusePeriodSeconds: 300 }, KEY]);
      const other = { type, kms_key_id: OTHER_KEY, kms_data_key_reuse_period_seconds: 600 };
      await applyTwice({ ...settings, encryption: other, logKey: OTHER_KEY });
      expect(await keys()).toEqual([{ type, kmsKeyId: OTHER_KEY, kmsDataKeyReusePeriodSeconds: 600 }, OTHER_KEY]);
      await applyTwice({ ...settings, encryption: { type: "AWS_OWNED_KEY" } });
      expect(await keys()).toEqual([{ type: "AWS_OWNED_KEY" }, undefined]);
    }, 120_000);

    it("destroys all, and asked for nothing that is not emulated", async () => {
      await runTerraform(run, "destroy", "-auto-approve", "-input=false", "-no-color");
      const { stateMachines } = await sfn.send(new ListStateMachinesCommand({}));
      const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
      expect([stateMachines, logGroups]).toEqual([[], []]);
      expect(terraform.endpoint.log).toEqual([]);
    }, 60_000);
  });
