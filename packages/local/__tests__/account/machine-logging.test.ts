import { createAws } from "../../account/aws";
import { describeUnlogged } from "../../terraform/check-logging";
import { createVirtualClock } from "../virtual-clock";
import { trust } from "../configuration";

const caller = { authorize: () => undefined };
const DEFINITION = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}';
const UNTRUSTED =
  "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.";
const UNALLOWED = "The state machine IAM Role is not authorized to access the Log Destination";

/** An account with a log group and a role that trusts the service and may do the actions. */
function open(service: string, actions: string) {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
  const { stepfunctions, logs } = aws.region("us-east-1");
  logs.createLogGroup({ logGroupName: "a" });
  aws.iam.createRole({ roleName: "r", assumeRolePolicyDocument: trust(service) });
  const statement = { Effect: "Allow", Action: actions, Resource: "*" };
  const policyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  aws.iam.putRolePolicy({ roleName: "r", policyName: "p", policyDocument });
  const machine = (level: string) => ({
    name: "m",
    definition: DEFINITION,
    roleArn: "arn:aws:iam::123456789012:role/r",
    loggingConfiguration: {
      level,
      includeExecutionData: false,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:a:*" } }],
    },
  });
  const call = async (action: string, request: object) => {
    const { status, body } = await stepfunctions.call(action, JSON.stringify(request), caller);
    return [status, (JSON.parse(body) as { Message?: string }).Message];
  };
  return { aws, stepfunctions, machine, call };
}

describe("a state machine that writes logs", () => {
  it("is created with a role that Step Functions may assume and that may deliver them", async () => {
    const { machine, call } = open("states.amazonaws.com", "logs:*");
    expect(await call("CreateStateMachine", machine("ALL"))).toEqual([200, undefined]);
  });

  it.each([
    ["that Step Functions may not assume", "lambda.amazonaws.com", "logs:*", UNTRUSTED],
    ["that may not deliver logs", "states.amazonaws.com", "lambda:*", UNALLOWED],
  ])("rejects a role %s, when it is made and when it is changed", async (_, service, actions, message) => {
    const { stepfunctions, machine, call } = open(service, actions);
    expect(await call("CreateStateMachine", machine("ALL"))).toEqual([400, message]);
    expect(stepfunctions.stateMachines()).toEqual([]);
    expect(await call("CreateStateMachine", machine("OFF"))).toEqual([200, undefined]);
    const stateMachineArn = "arn:aws:states:us-east-1:123456789012:stateMachine:m";
    const { loggingConfiguration } = machine("ERROR");
    expect(await call("UpdateStateMachine", { stateMachineArn, loggingConfiguration })).toEqual([400, message]);
    expect(await call("UpdateStateMachine", { stateMachineArn, definition: DEFINITION })).toEqual([200, undefined]);
  });

  it("is told where a stack's role may not deliver them", () => {
    const { aws, stepfunctions, machine } = open("states.amazonaws.com", "lambda:*");
    const destinations = ["arn:aws:logs:us-east-1:123456789012:log-group:a:*"];
    const loggingConfiguration = { level: "ALL", includeExecutionData: false, destinations };
    stepfunctions.createStateMachine({ ...machine("ALL"), loggingConfiguration });
    expect(describeUnlogged(aws)).toEqual([
      `m: ${UNALLOWED}: on AWS its creation fails so; mend the trust or the policies of its role, or set the log level OFF`,
    ]);
  });
});
