import { readFileSync } from "node:fs";
import { join } from "node:path";
import { synthesizeOptions } from "./stacks/synthesize-options";
import CALLS from "./terraform/provider-calls.json";

/** A policy of docs/pipelines.md. */
interface Policy {
  readonly Statement: readonly {
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
  }[];
}

const GUIDE = readFileSync(join(__dirname, "..", "docs", "pipelines.md"), "utf8");
const POLICIES = [...GUIDE.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, text = ""]) => text);

/** The statements of the policy that holds a text, which no other one does. */
function findStatements(text: string): Policy["Statement"] {
  const found = POLICIES.filter((each) => each.includes(text));
  expect(found).toHaveLength(1);
  return (JSON.parse(found[0] ?? "") as Policy).Statement;
}

const findPolicy = (text: string): readonly string[] => findStatements(text).flatMap(({ Action }) => Action);

/** What IAM calls the services that the provider's log names. */
const PREFIXES: Readonly<Record<string, string>> = {
  CloudFront: "cloudfront",
  CloudWatch: "cloudwatch",
  "CloudWatch Logs": "logs",
  DynamoDB: "dynamodb",
  IAM: "iam",
  SFN: "states",
};

/** API Gateway's actions are the methods of HTTP. */
const METHODS: Readonly<Record<string, string>> = {
  Create: "POST",
  Delete: "DELETE",
  Get: "GET",
  Tag: "PUT",
  Update: "PATCH",
};

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html documented */
function nameAction(service: string, call: string): string {
  if (service.startsWith("API Gateway") || service === "ApiGatewayV2")
    return `apigateway:${METHODS[/^[A-Z][a-z]+/.exec(call)?.[0] ?? ""]}`;
  return `${PREFIXES[service]}:${call.replace(/^CreateDistributionWithTags$/, "CreateDistribution")}`;
}

/**
 * What the AWS provider 5.100.0 called to create, change, compare and destroy the stacks with an edge, a table, keys,
 * alarms, a dashboard, logs and an authorizer, as its log told on an endpoint of this project, November 2026.
 */
const called = Object.entries(CALLS).flatMap(([service, calls]) => calls.map((call) => nameAction(service, call)));

const isAllowed = (action: string, allowed: readonly string[]): boolean =>
  allowed.some((each) => new RegExp(`^${each.replaceAll("*", ".*")}$`).test(action));

it("lets the role that deploys call what the provider calls, and names no service's every action", () => {
  const allowed = findPolicy("iam:PassRole");
  expect([...new Set(called)].filter((action) => !isAllowed(action, allowed))).toEqual([]);
  expect(allowed.filter((action) => /^\*|:\*$/.test(action))).toEqual([]);
});

it("lets the role that plans read what the provider reads, and change nothing but the lock of the state", () => {
  const allowed = findPolicy("tflock");
  // Which profiles have a role, it asks before it deletes the role.
  const reading = called.filter(
    (action) => /:(Get|List|Describe|Validate|GET)/.test(action) && action !== "iam:ListInstanceProfilesForRole",
  );
  expect([...new Set(reading)].filter((action) => !isAllowed(action, allowed))).toEqual([]);
  const changing = allowed.filter((action) => !/:(Get|List|Describe|Validate|GET)/.test(action));
  expect(changing).toEqual(["s3:PutObject", "s3:DeleteObject"]);
});

/** What names a resource, and what its ARN begins with, by its type. */
const NAMED: Readonly<Record<string, readonly [attribute: string, arn: string]>> = {
  aws_cloudwatch_dashboard: ["dashboard_name", "arn:aws:cloudwatch::ACCOUNT:dashboard/"],
  aws_cloudwatch_log_group: ["name", "arn:aws:logs:REGION:ACCOUNT:log-group:"],
  aws_cloudwatch_metric_alarm: ["alarm_name", "arn:aws:cloudwatch:REGION:ACCOUNT:alarm:"],
  aws_dynamodb_table: ["name", "arn:aws:dynamodb:REGION:ACCOUNT:table/"],
  aws_iam_role: ["name", "arn:aws:iam::ACCOUNT:role/"],
  aws_sfn_state_machine: ["name", "arn:aws:states:REGION:ACCOUNT:stateMachine:"],
};

it("lets the role that deploys make every resource that has a name, of stacks with the prefix", () => {
  const { resource } = synthesizeOptions({
    ...{ resourcePrefix: "acme", hasCloudWatchRole: true, accessLog: true, executionLogLevel: "INFO" },
    ...{ connectionTable: true, alarms: true, dashboard: true },
  });
  const arns = Object.entries(NAMED).flatMap(([type, [attribute, start]]) =>
    Object.values(resource[type] ?? {}).map((each) => {
      const arn = `${start}${String(each[attribute]).replaceAll(/\$\{[^}]*\}/g, "a1b2c3")}`;
      // IAM's name of a log group's resource has an end more for some calls.
      return type === "aws_cloudwatch_log_group" ? `${arn}:log-stream:` : arn;
    }),
  );
  expect(arns.length).toBeGreaterThan(Object.keys(NAMED).length);
  const allowed = findStatements("iam:PassRole").flatMap(({ Resource }) => Resource);
  const named = allowed.filter((each) => each !== "*");
  expect(arns.filter((arn) => !isAllowed(arn, named))).toEqual([]);
});
