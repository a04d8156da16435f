import { listGivenRoles } from "../../policy/given-roles";

const ROLE_ARN = "arn:aws:iam::123456789012:role/theirs";
const list = (resource: object) =>
  listGivenRoles([{ stack: "shop", terraform: JSON.parse(JSON.stringify({ resource })) }]);

const definition = JSON.stringify({
  StartAt: "Put",
  States: {
    Put: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:putItem",
      Parameters: { TableName: "orders", Item: { id: { S: "1" } } },
      End: true,
    },
  },
});
const integrate = (uri: string) => ({
  aws_apigatewayv2_integration: { I: { credentials_arn: ROLE_ARN, integration_uri: uri } },
});
const tell = (actions: string) => [
  `stack 'shop': the role is none of the stack's, got '${ROLE_ARN}'; it must allow ${actions}, and what synthesis notes beside`,
];

it("tells what a role must allow that a state machine runs as and the stack does not make", () => {
  expect(list({ aws_sfn_state_machine: { M: { role_arn: ROLE_ARN, definition } } })).toEqual(tell("dynamodb:PutItem"));
});

it.each([
  ["arn:aws:apigateway:us-east-1:states:action/StartSyncExecution", "states:StartSyncExecution"],
  ["arn:${data.aws_partition.P.partition}:apigateway:us-east-1:sqs:path/123456789012/orders", "sqs:SendMessage"],
  ["arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations", "lambda:InvokeFunction"],
])("tells what a role must allow that API Gateway calls %s as", (uri, action) => {
  expect(list(integrate(uri))).toEqual(tell(action));
});

it("tells a role once that both run as", () => {
  const both = {
    aws_sfn_state_machine: { M: { role_arn: ROLE_ARN, definition } },
    ...integrate("arn:aws:apigateway:us-east-1:states:action/StartExecution"),
  };
  expect(list(both)).toEqual(tell("dynamodb:PutItem, states:StartExecution"));
});

it("tells nothing of a role that the stack makes, nor of what needs none", () => {
  const machine = { role_arn: "${aws_iam_role.R.arn}", definition };
  expect(
    list({
      aws_iam_role: { R: { name: "own" } },
      aws_sfn_state_machine: { M: machine },
      aws_apigatewayv2_integration: { I: { integration_type: "MOCK" } },
    }),
  ).toEqual([]);
});
