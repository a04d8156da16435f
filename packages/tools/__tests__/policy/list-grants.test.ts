import { listFindings } from "../../policy/list-findings";
import { listGrants } from "../../policy/list-grants";

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

const policy = (...statements: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const read = (resource: Resources) => listGrants([{ stack: "s", terraform: JSON.parse(JSON.stringify({ resource })) }]);
/** What a role's policy of one statement is found to be. */
const find = (statement: object, name = "p") =>
  listFindings(
    read({ aws_iam_role_policy: { P: { name, role: "r", policy: policy({ Effect: "Allow", ...statement }) } } }),
  ).map(({ message }) => message);

const MACHINE = { aws_sfn_state_machine: { M: { name: "orders" } } };
const START = "states:StartSyncExecution";

it("tells who may become a role and what the role may do, with references in words", () => {
  const trust = {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: "states.amazonaws.com" },
    Condition: { StringEquals: { "aws:SourceAccount": "${data.aws_caller_identity.C.account_id}" } },
  };
  const { grants, unread } = read({
    ...MACHINE,
    aws_iam_role_policy: {
      P: {
        name: "start",
        role: "${aws_iam_role.R.name}",
        policy: policy({ Effect: "Allow", Action: START, Resource: "${aws_sfn_state_machine.M.arn}" }),
      },
    },
    aws_iam_role: { R: { name: "caller", assume_role_policy: policy(trust) } },
  });
  expect(unread).toEqual([]);
  expect(grants).toMatchObject([
    {
      stack: "s",
      role: "caller",
      kind: "trust",
      actions: ["sts:AssumeRole"],
      resources: [],
      principals: ["Service:states.amazonaws.com"],
      conditions: ["StringEquals aws:SourceAccount = <account>"],
      reasons: [{ why: "Step Functions runs the workflow as this role" }],
      unexplained: [],
    },
    {
      role: "caller",
      kind: "permission",
      policy: "start",
      actions: [START],
      resources: ["state machine orders"],
      reasons: [{ why: "API Gateway runs the route's workflow and waits for it" }],
    },
  ]);
});

it.each([
  ["${aws_sfn_state_machine.M.arn}", "state machine orders"],
  ["${aws_sfn_state_machine.M.arn}:7", "<state machine orders>:7"],
  ["arn:${data.aws_partition.P.partition}:sns:eu-west-1:1:t", "arn:<partition>:sns:eu-west-1:1:t"],
  ["${aws_sfn_state_machine.M.creation_date}", "state machine orders, creation_date"],
  ["${aws_sfn_state_machine.Gone.arn}", "aws_sfn_state_machine.Gone.arn"],
  ["${data.aws_region.R.endpoint}", "data.aws_region.R.endpoint"],
  ["arn:aws:s3:::b/$${aws:username}", "arn:aws:s3:::b/${aws:username}"],
])("shows %s as %s", (resource, shown) => {
  const statement = { Effect: "Allow", Action: START, Resource: resource };
  const { grants } = read({
    ...MACHINE,
    aws_iam_role_policy: { P: { name: "p", role: "r", policy: policy(statement) } },
  });
  expect(grants[0]?.resources).toEqual([shown]);
});

it("follows attachments to policies of the stack and of AWS", () => {
  const document = policy({ Effect: "Allow", Action: START, Resource: "arn:aws:states:eu-west-1:1:stateMachine:a" });
  const { grants } = read({
    aws_iam_policy: { A: { name: "a", policy: document }, B: { name: "b", policy: document } },
    aws_iam_role_policy_attachment: {
      X: { role: "one", policy_arn: "${aws_iam_policy.A.arn}" },
      Y: {
        role: "two",
        policy_arn:
          "arn:${data.aws_partition.P.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
      },
    },
    aws_iam_policy_attachment: { Z: { roles: ["three", "four"], policy_arn: "${aws_iam_policy.A.arn}" } },
  });
  expect(grants.map(({ role, policy, actions }) => `${role}: ${policy}: ${actions.length}`)).toEqual([
    "(attached to nothing): b: 1",
    "four: a: 1",
    "one: a: 1",
    "three: a: 1",
    "two: AmazonAPIGatewayPushToCloudWatchLogs: 7",
  ]);
  expect(listFindings({ grants, unread: [] })).toEqual([]);
});

it("reads a role's inline and managed policies, Lambda permissions, and policies of resources", () => {
  const document = policy({ Effect: "Allow", Action: START, Resource: "arn:aws:states:eu-west-1:1:stateMachine:a" });
  const trust = policy({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: "apigateway.amazonaws.com" },
  });
  const publish = {
    Effect: "Allow",
    Action: "sns:Publish",
    Resource: "*",
    Principal: { Service: "cloudwatch.amazonaws.com" },
  };
  const { grants } = read({
    aws_iam_role: {
      R: {
        name: "r",
        assume_role_policy: trust,
        inline_policy: { name: "inline", policy: document },
        managed_policy_arns: ["arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"],
      },
    },
    aws_lambda_permission: {
      L: {
        action: "lambda:InvokeFunction",
        function_name: "quote",
        principal: "apigateway.amazonaws.com",
        source_arn: "arn:aws:execute-api:eu-west-1:1:a/*",
      },
    },
    aws_sns_topic_policy: { T: { arn: "arn:aws:sns:eu-west-1:1:t", policy: policy(publish) } },
  });
  expect(grants.map(({ role, kind, policy }) => `${kind}: ${role}: ${policy}`)).toEqual([
    "resource policy: quote: L",
    "trust: r: ",
    "permission: r: inline",
    "permission: r: AmazonAPIGatewayPushToCloudWatchLogs",
    "resource policy: sns topic policy T: policy",
  ]);
  expect(grants[0]).toMatchObject({
    principals: ["Service:apigateway.amazonaws.com"],
    conditions: ["ArnLike aws:SourceArn = arn:aws:execute-api:eu-west-1:1:a/*"],
  });
  // The resource of a topic's own policy is the topic.
  expect(listFindings({ grants, unread: [] })).toEqual([]);
});

it("takes the policy of a route's permissions for the route's, but for the answer over the socket", () => {
  const statement = {
    Effect: "Allow",
    Action: ["dynamodb:PutItem", "execute-api:ManageConnections"],
    Resource: "arn:x",
  };
  const { grants } = read({ aws_iam_role_policy: { P: { name: "tasks", role: "r", policy: policy(statement) } } });
  expect(grants[0]?.reasons.map(({ why }) => why)).toEqual([
    "granted by the route's `permissions`",
    "the workflow answers over the socket",
  ]);
});

it("reads what users and groups get, and knows no reason for it", () => {
  const document = policy({ Effect: "Allow", Action: "dynamodb:PutItem", Resource: "*" });
  const { grants, unread } = read({
    aws_iam_user: { U: { name: "alice" } },
    aws_iam_policy: { A: { name: "a", policy: document } },
    aws_iam_user_policy: { P: { name: "p", user: "${aws_iam_user.U.name}", policy: document } },
    aws_iam_group_policy: { G: { name: "g", group: "staff", policy: document } },
    aws_iam_user_policy_attachment: { X: { user: "bob", policy_arn: "${aws_iam_policy.A.arn}" } },
    aws_iam_group_policy_attachment: { Y: { group: "staff", policy_arn: "${aws_iam_policy.A.arn}" } },
    aws_iam_policy_attachment: { Z: { users: ["carol"], groups: ["ops"], policy_arn: "${aws_iam_policy.A.arn}" } },
  });
  expect(unread).toEqual([]);
  expect(grants.map(({ holder, role, kind, policy }) => `${kind}: ${holder} ${role}: ${policy}`)).toEqual([
    "permission: user alice: p",
    "permission: user bob: a",
    "permission: user carol: a",
    "permission: group ops: a",
    "permission: group staff: g",
    "permission: group staff: a",
  ]);
  expect(grants[0]).toMatchObject({ reasons: [], unexplained: ["dynamodb:PutItem"] });
  expect(listFindings({ grants: grants.slice(0, 1), unread }).map(({ message }) => message)).toEqual([
    "stack 's', user 'alice', policy 'p': a resource could be named and is not, got 'dynamodb:PutItem' on '*'; name its ARN",
    "stack 's', user 'alice', policy 'p': no reason is known, got 'dynamodb:PutItem'; remove it, or say why in packages/languages/states-language/permissions/grant-reasons.ts",
  ]);
});

it("finds a user's policy that cannot be read", () => {
  const found = listFindings(read({ aws_iam_user_policy: { P: { name: "p", user: "alice", policy: "${local.p}" } } }));
  expect(found.map(({ message }) => message)).toEqual([
    "stack 's', user 'alice', policy 'p': what it grants cannot be read, got '${local.p}'; write its statements as JSON in the stack",
  ]);
});

describe("finds", () => {
  const where = "stack 's', role 'r', policy 'p'";

  it("nothing in a statement that names all there is to name", () => {
    expect(find({ Action: START, Resource: "arn:aws:states:eu-west-1:1:stateMachine:a" })).toEqual([]);
    expect(find({ Action: ["xray:PutTraceSegments", "logs:CreateLogDelivery"], Resource: "*" })).toEqual([]);
    expect(find({ Effect: "Deny", Action: "*", Resource: "*" })).toEqual([]);
    expect(find({ Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket/*" }, "tasks")).toEqual([]);
    const connections = "arn:aws:execute-api:eu-west-1:1:a/api/POST/@connections/*";
    expect(find({ Action: "execute-api:ManageConnections", Resource: connections })).toEqual([]);
  });

  it.each(["*", "arn:aws:states:eu-west-1:1:stateMachine:*", "arn:aws:states:eu-west-1:1:*"])(
    "a resource that could be named, %s",
    (Resource) => {
      expect(find({ Action: [START], Resource })).toEqual([
        `${where}: a resource could be named and is not, got '${START}' on '${Resource}'; name its ARN`,
      ]);
    },
  );

  it("an action that stands for others, and one that nobody can explain", () => {
    const Resource = "arn:aws:dynamodb:eu-west-1:1:table/t";
    expect(find({ Action: "dynamodb:*", Resource })).toEqual([
      `${where}: an action stands for others, got 'dynamodb:*'; list those that are needed`,
      `${where}: no reason is known, got 'dynamodb:*'; remove it, or say why in packages/languages/states-language/permissions/grant-reasons.ts`,
    ]);
    expect(find({ Action: "dynamodb:GetItem", Resource })).toEqual([
      `${where}: no reason is known, got 'dynamodb:GetItem'; remove it, or say why in packages/languages/states-language/permissions/grant-reasons.ts`,
    ]);
  });

  it("a principal that is anybody", () => {
    const trust = policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" } });
    const found = listFindings(read({ aws_iam_role: { R: { name: "r", assume_role_policy: trust } } }));
    expect(found.map(({ message }) => message)).toEqual([
      "stack 's', role 'r', trust: anybody is allowed, got principal '*'; name who may",
      "stack 's', role 'r', trust: no reason is known, got 'sts:AssumeRole'; remove it, or say why in packages/languages/states-language/permissions/grant-reasons.ts",
    ]);
  });

  it("a policy whose statements stand somewhere else", () => {
    const found = listFindings(
      read({
        aws_iam_role_policy: { P: { name: "p", role: "r", policy: "${data.aws_iam_policy_document.D.json}" } },
        aws_iam_role_policy_attachment: { A: { role: "r", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" } },
      }),
    );
    expect(found.map(({ message }) => message)).toEqual([
      `${where}: what it grants cannot be read, got '\${data.aws_iam_policy_document.D.json}'; write its statements as JSON in the stack`,
      "stack 's', role 'r', policy 'AdministratorAccess': what it grants cannot be read, got 'arn:aws:iam::aws:policy/AdministratorAccess'; write its statements as JSON in the stack",
    ]);
  });
});
