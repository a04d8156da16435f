import { listPermissions } from "../../console/list-permissions";
import { configuration } from "../configuration";
import { loadAws } from "./load-aws";

const START = { Effect: "Allow", Action: "states:StartSyncExecution", Resource: "*" };
const policy = (...statements: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const trust = (service: string) =>
  policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } });

const TASK = {
  Type: "Task",
  Resource: "arn:aws:states:::dynamodb:putItem",
  Parameters: { TableName: "orders", Item: {} },
  End: true,
} as const;

const aws = loadAws(
  configuration({
    routes: { $default: { integration: { integration_type: "MOCK" } } },
    policy: { Version: "2012-10-17", Statement: [START] },
    resource: {
      aws_iam_role: {
        worker: {
          name: "a-worker",
          assume_role_policy: trust("states.amazonaws.com"),
          permissions_boundary: "${aws_iam_policy.limit.arn}",
        },
      },
      aws_iam_policy: { limit: { name: "limit", policy: policy({ Effect: "Allow", Action: "*", Resource: "*" }) } },
      aws_iam_role_policy: {
        calls: {
          name: "calls",
          role: "${aws_iam_role.worker.name}",
          policy: policy(
            {
              Effect: "Allow",
              Action: ["dynamodb:PutItem", "s3:GetObject"],
              Resource: "arn:aws:dynamodb:*:*:table/orders",
            },
            { Effect: "Deny", Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
          ),
        },
      },
      aws_iam_role_policy_attachment: {
        logs: {
          role: "${aws_iam_role.worker.name}",
          policy_arn: "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
        },
      },
      aws_sfn_state_machine: {
        work: {
          name: "work",
          type: "EXPRESS",
          role_arn: "${aws_iam_role.worker.arn}",
          definition: JSON.stringify({ StartAt: "Keep <it>", States: { "Keep <it>": TASK } }),
        },
      },
    },
  }),
);
const { rows } = listPermissions(aws);
const ofWorker = rows.filter(({ role }) => role === "a-worker");

it("tells every statement of each role with why it is there, as npm run policy does", () => {
  expect(ofWorker.map(({ kind, policy: name, reasons }) => [kind, name, reasons.map(({ why }) => why)])).toEqual([
    ["trust", "", ["Step Functions runs the workflow as this role"]],
    ["permission", "calls", ["the workflow's state 'Keep <it>' calls dynamodb:putItem"]],
    ["permission", "calls", []],
    [
      "permission",
      "AmazonAPIGatewayPushToCloudWatchLogs",
      ["API Gateway writes the logs of all APIs of the account and region"],
    ],
    ["boundary", "limit", []],
  ]);
  expect(rows.find(({ role, kind }) => role === "role" && kind === "permission")).toMatchObject({
    actions: ["states:StartSyncExecution"],
    reasons: [{ why: "API Gateway runs the route's workflow and waits for it" }],
  });
});

it("tells the actions for which no reason is known, and asks none for a denial or a boundary", () => {
  expect(ofWorker.map(({ unexplained }) => unexplained)).toEqual([[], ["s3:GetObject"], [], [], []]);
});

it("writes who, what, where and under which condition", () => {
  expect(ofWorker[2]).toEqual({
    kind: "permission",
    role: "a-worker",
    roleArn: "arn:aws:iam::123456789012:role/a-worker",
    policy: "calls",
    effect: "Deny",
    actions: ["s3:*"],
    resources: ["*"],
    principals: [],
    conditions: ["Bool aws:SecureTransport = false"],
    reasons: [],
    unexplained: [],
  });
  expect(ofWorker[0]?.principals).toEqual(["Service:states.amazonaws.com"]);
});
