import type { Json } from "@sfn-websocket/languages/json";
import { createIam } from "../../iam/iam";

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const ROLE = "arn:aws:iam::111111111111:role/r";
const VPC = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";

function open() {
  const log: string[] = [];
  const iam = createIam({ accountId: "111111111111", partition: "aws", now: () => 0, log: (line) => log.push(line) });
  iam.createRole({ roleName: "r", assumeRolePolicyDocument: TRUST });
  return { iam, log };
}

describe("a policy of AWS whose document is not known", () => {
  const line =
    "IAM: role 'r': the document of AWS's policy 'AWSLambdaVPCAccessExecutionRole' is not known: it allows nothing here; put what the role needs into a policy of its own to try it";

  it("is attached, allows nothing, and the log names it; so after a restart", () => {
    const { iam, log } = open();
    iam.attachRolePolicy({ roleName: "r", policyArn: VPC });
    const restarted = open();
    restarted.iam.importState(iam.exportState());
    for (const each of [{ iam, log }, restarted]) {
      expect(each.log).toEqual([line]);
      const attached = each.iam.listAttachedRolePolicies("r").map(({ arn, path }) => [arn, path]);
      expect(attached).toEqual([[VPC, "/service-role/"]]);
      const session = { roleArn: ROLE, principalService: "lambda.amazonaws.com", sessionName: "s", conditionKeys: {} };
      const question = { ...session, action: "ec2:CreateNetworkInterface", resource: "*" };
      expect(each.iam.authorize(question)).toMatchObject({ allowed: false, reason: "implicit-deny" });
    }
  });

  it.each([
    [
      "arn:aws:iam::aws:policy/AWSLambdaVPCAccessExecutionRole",
      "did you mean 'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'",
    ],
    ["arn:aws:iam::aws:policy/AmazonEC2FulAccess", "did you mean 'arn:aws:iam::aws:policy/AmazonEC2FullAccess'"],
    ["arn:aws-cn:iam::aws:policy/AmazonEC2FullAccess", "did you mean 'arn:aws:iam::aws:policy/AmazonEC2FullAccess'"],
    ["arn:aws:iam::aws:policy/Zzz", "if AWS has made it since, put its statements into a policy of your own"],
  ])("rejects %s, which AWS does not have, and the log says what to do", (policyArn, advice) => {
    const { iam, log } = open();
    expect(() => iam.attachRolePolicy({ roleName: "r", policyArn })).toThrow(
      `Policy ${policyArn} does not exist or is not attachable.`,
    );
    expect(log).toEqual([
      expect.stringMatching(/^IAM: role 'r': AWS had no such policy on \d{4}-\d\d-\d\d, got '[^']+'; /),
    ]);
    expect(log[0]?.endsWith(`; ${advice}`)).toBe(true);
  });

  it("stays attached after a restart, though AWS's list has it no more", () => {
    const { iam } = open();
    iam.attachRolePolicy({ roleName: "r", policyArn: VPC });
    const gone = "arn:aws:iam::aws:policy/service-role/GoneSince";
    const kept = JSON.parse(JSON.stringify(iam.exportState()).replaceAll(VPC, gone)) as Json;
    const restarted = open();
    restarted.iam.importState(kept);
    expect(restarted.iam.listAttachedRolePolicies("r").map(({ arn }) => arn)).toEqual([gone]);
    expect(restarted.log).toHaveLength(1);
  });

  it("is listed, and read before anybody has it", () => {
    const { iam, log } = open();
    expect(iam.getPolicy(VPC)).toMatchObject({ path: "/service-role/", policyName: "AWSLambdaVPCAccessExecutionRole" });
    const arns = iam.listPolicies().map(({ arn }) => arn);
    expect(arns).toContain("arn:aws:iam::aws:policy/job-function/ViewOnlyAccess");
    expect(new Set(arns).size).toBe(arns.length);
    expect(arns.length).toBeGreaterThan(1_500);
    expect(log).toEqual([]);
  });

  it("leaves a policy whose document is known as it is", () => {
    const { iam, log } = open();
    iam.attachRolePolicy({ roleName: "r", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" });
    expect(log).toEqual([]);
  });

  it.each(["arn:aws:iam::aws:role/AmazonEC2FullAccess", "arn:aws:iam::111111111111:policy/AmazonEC2FullAccess"])(
    "rejects %s, which is no ARN of AWS's policies in this partition",
    (policyArn) => {
      const { iam, log } = open();
      expect(() => iam.attachRolePolicy({ roleName: "r", policyArn })).toThrow(
        `Policy ${policyArn} does not exist or is not attachable.`,
      );
      expect(log).toEqual([]);
    },
  );
});
