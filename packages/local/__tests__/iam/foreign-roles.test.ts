import { createIam } from "../../iam/iam";

const ROLE_ARN = "arn:aws:iam::123456789012:role/theirs";
const assume = { roleArn: ROLE_ARN, principalService: "states.amazonaws.com", sessionName: "s", conditionKeys: {} };
const publish = { ...assume, action: "sns:Publish", resource: "arn:aws:sns:us-east-1:123456789012:a" };

it("fails for a role that nobody makes and nobody expects", () => {
  const iam = createIam({ accountId: "123456789012", partition: "aws" });
  expect(iam.assumeRole(assume)).toMatchObject({ allowed: false, reason: "cannot-assume" });
});

it("allows everything to a role that is expected, and tells so once, until it is made", () => {
  const log: string[] = [];
  const iam = createIam({ accountId: "123456789012", partition: "aws", log: (line) => log.push(line) });
  expect(iam.assumeRole(assume)).toMatchObject({ allowed: false });
  iam.expectForeignRole(ROLE_ARN);
  expect(log).toEqual([]);
  expect([iam.assumeRole(assume), iam.authorize(publish)]).toEqual([{ allowed: true }, { allowed: true }]);
  expect(iam.authorize({ ...publish, action: "sqs:SendMessage" })).toEqual({ allowed: true });
  expect(log).toEqual([
    `IAM: no stack makes the role, got '${ROLE_ARN}'; it is taken to allow everything, declare an aws_iam_role with its policies to have it checked`,
  ]);

  const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "states.amazonaws.com" } };
  const assumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: trust });
  iam.createRole({ roleName: "theirs", assumeRolePolicyDocument });
  expect(iam.assumeRole(assume)).toEqual({ allowed: true });
  expect(iam.authorize(publish)).toMatchObject({ allowed: false, reason: "implicit-deny" });
});
