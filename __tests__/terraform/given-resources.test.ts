import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { type Client, connect } from "@sfn-websocket/local/__tests__/serve";
import { readFunctionOption } from "@sfn-websocket/local/lambda/function-module";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import { synthesizeFamily } from "../stacks/synthesize-family";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { apply, planStatus, type TerraformRun } from "./terraform-run";

const ACCOUNT = "123456789012";
const TABLE_ARN = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/theirs`;
const FUNCTION_ARN = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:guard`;
const KEY = "a-key-of-at-least-20-characters";

const role = (name: string, service: string, statement: JsonObject) => ({
  aws_iam_role: {
    name,
    path: "/team/",
    assume_role_policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
    }),
  },
  aws_iam_role_policy: {
    name: "may",
    role: `\${aws_iam_role.${name}.name}`,
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] }),
  },
});

const START = { Action: "states:StartSyncExecution", Resource: `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:*` };
const ROLES = {
  workflows: role("workflows", "states.amazonaws.com", { Action: ["logs:*", "xray:*"], Resource: "*" }),
  starts: role("starts", "apigateway.amazonaws.com", START),
};

/** What another team made: two roles and a table. */
const THEIRS = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } } },
  provider: { aws: [{ region: "us-east-1" }] },
  resource: {
    aws_iam_role: { workflows: ROLES.workflows.aws_iam_role, starts: ROLES.starts.aws_iam_role },
    aws_iam_role_policy: { workflows: ROLES.workflows.aws_iam_role_policy, starts: ROLES.starts.aws_iam_role_policy },
    aws_dynamodb_table: {
      theirs: {
        name: "theirs",
        billing_mode: "PAY_PER_REQUEST",
        hash_key: "connectionid",
        attribute: [{ name: "connectionid", type: "S" }],
      },
    },
  },
};

/** A stack that takes all of it, and a key from its authorizer, behind a distribution with a web ACL and a name. */
function synthesizeOurs(priceClass: "PriceClass_100" | "PriceClass_200", update: string): JsonObject {
  const workflow = "workflows/say.asl.json";
  const definition = { StartAt: "Say", States: { Say: { Type: "Pass", Result: "said", End: true } } };
  const { terraform, ...stack } = synthesizeFamily(
    (app, root) =>
      new ApigwWebsocketApiSfnSync(app, "ours", {
        root,
        routes: {
          $default: {
            workflow,
            response: "output",
            workflowRoleArn: `arn:aws:iam::${ACCOUNT}:role/team/workflows`,
            integrationRoleArn: `arn:aws:iam::${ACCOUNT}:role/team/starts`,
          },
        },
        connectionTable: { name: "theirs", arn: TABLE_ARN },
        authorization: { functionArn: FUNCTION_ARN },
        apiKeys: { names: ["acme"], source: "authorizer" },
        stateMachineTimeouts: { create: "2m", update, delete: "3m" },
        edge: {
          webAclArn: `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/chat/1a2b3c4d-1a2b-3c4d-5e6f-1a2b3c4d5e6f`,
          priceClass,
          aliases: ["chat.example.com"],
          certificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1a2b`,
        },
      }),
    { [workflow]: JSON.stringify(definition) },
  );
  // The provider would wait half a minute before it first asks for the distribution's status.
  const written = JSON.stringify(stack)
    .replace('"web_acl_id"', '"wait_for_deployment":false,"web_acl_id"')
    .replace(/("aws_api_gateway_api_key":\{"[\w-]+":\{)/, `$1"value":"${KEY}",`);
  return {
    ...(JSON.parse(written) as JsonObject),
    terraform: { required_providers: terraform.required_providers } as JsonObject,
  };
}

const GUARD = `exports.handler = async () => ({
  principalId: "jane",
  policyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }] },
  usageIdentifierKey: "${KEY}",
});`;

if ("missing" in found) process.stderr.write(`not run: a stack that takes what is there already (${found.missing})\n`);
else
  describe("the real Terraform, applying a stack that takes roles and a table of another", () => {
    const folder = mkdtempSync(join(tmpdir(), "given-"));
    let opened: OpenTerraform;
    let run: TerraformRun;
    let client: Client | undefined;
    const listRoles = async () => {
      const { Roles = [] } = await new IAMClient(opened.client).send(new ListRolesCommand({}));
      return Roles.map(({ RoleName = "" }) => RoleName);
    };

    beforeAll(async () => {
      writeFileSync(join(folder, "guard.cjs"), GUARD);
      opened = await openTerraform(
        20,
        new Map([readFunctionOption("guard=guard.cjs", { where: "--lambda", root: folder })]),
      );
      await apply(opened.configure(THEIRS, "theirs"));
      run = opened.configure(synthesizeOurs("PriceClass_100", "2m"), "ours");
      await apply(run);
    }, 180_000);
    afterAll(async () => {
      client?.socket.terminate();
      await opened.close();
      rmSync(folder, { recursive: true });
    });

    it("makes no role but those for the table's routes and for the authorizer", async () => {
      const names = await listRoles();
      expect(names.filter((name) => !name.startsWith("ours-")).toSorted()).toEqual(["starts", "workflows"]);
      expect(names.filter((name) => name.includes("default"))).toEqual([]);
    });

    it("has a distribution with the web ACL, the class and the name, and finds nothing to change", async () => {
      const [distribution] = opened.endpoint.aws.cloudfront.distributions();
      expect(distribution?.settings).toMatchObject({ aliases: ["chat.example.com"], ignored: ["web_acl_id"] });
      expect(await planStatus(run)).toBe(0);
    }, 60_000);

    it("answers a client whose key the authorizer gives, by roles of others, and keeps it in their table", async () => {
      const [distribution] = opened.endpoint.aws.cloudfront.distributions();
      client = await connect(`ws://127.0.0.1:${opened.endpoint.port}/${distribution?.id}/ocpp/7?token=t`);
      expect(await client.ask('{"n":1}')).toBe('"said"');
      const { Count } = await new DynamoDBClient(opened.client).send(new ScanCommand({ TableName: "theirs" }));
      expect(Count).toBe(1);
    }, 30_000);

    it("changes the class and a timeout in one apply, while the socket stays open", async () => {
      run = opened.configure(synthesizeOurs("PriceClass_200", "90s"), "ours");
      await apply(run);
      expect(await planStatus(run)).toBe(0);
      expect(await client?.ask('{"n":2}')).toBe('"said"');
    }, 120_000);

    it("says what of it is not emulated, by name", () => {
      const missed = opened.endpoint.log.filter((line) => line.includes("not emulated"));
      expect(new Set(missed)).toEqual(
        new Set([expect.stringMatching(/^CloudFront distribution '\w+': not emulated, .*: web_acl_id$/)]),
      );
    });
  });
