import { createWorld, requestMachine } from "./step-functions-world";

const { stateMachineArn, ...create } = { ...requestMachine("demo"), type: "EXPRESS" as const, publish: true };
const executionArn = "arn:aws:states:us-east-1:123456789012:execution:demo:one";
const routingConfiguration = [{ stateMachineVersionArn: `${stateMachineArn}:1`, weight: 100 }];

/** What IAM was asked when an action was called; everything is denied. */
async function ask(action: string, request: object) {
  const { stepfunctions } = createWorld();
  stepfunctions.createStateMachine(create);
  const asked: unknown[] = [];
  const answer = await stepfunctions.call(action, JSON.stringify(request), {
    authorize: (...question) => {
      asked.push(question);
      return "denied";
    },
  });
  expect(answer).toEqual({
    status: 400,
    body: '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"denied"}',
  });
  return asked;
}

describe("whether a caller may", () => {
  it.each([
    ["StartSyncExecution", { stateMachineArn }],
    ["StartExecution", { stateMachineArn }],
    ["DescribeStateMachine", { stateMachineArn }],
    ["ListTagsForResource", { resourceArn: stateMachineArn }],
  ])("%s a machine is decided by its ARN", async (action, request) => {
    expect(await ask(action, request)).toEqual([[`states:${action}`, stateMachineArn]]);
  });

  it.each([
    ["StartSyncExecution", { stateMachineArn: `${stateMachineArn}:live` }, "live"],
    ["StartSyncExecution", { stateMachineArn: `${stateMachineArn}:1` }, "1"],
    ["StartExecution", { stateMachineArn: `${stateMachineArn}:live` }, "live"],
    ["ListExecutions", { stateMachineArn: `${stateMachineArn}:1` }, "1"],
    ["DescribeStateMachine", { stateMachineArn: `${stateMachineArn}:1` }, "1"],
    ["DescribeStateMachineAlias", { stateMachineAliasArn: `${stateMachineArn}:live` }, "live"],
    ["DeleteStateMachineVersion", { stateMachineVersionArn: `${stateMachineArn}:1` }, "1"],
    ["CreateStateMachineAlias", { name: "live", routingConfiguration }, "live"],
  ])("%s %j is decided by the machine's ARN and the qualifier", async (action, request, qualifier) => {
    const keys = { "states:StateMachineQualifier": qualifier };
    expect(await ask(action, request)).toEqual([[`states:${action}`, stateMachineArn, keys]]);
  });

  it("do something with an execution is decided by its ARN", async () => {
    expect(await ask("StopExecution", { executionArn })).toEqual([["states:StopExecution", executionArn]]);
  });
});
