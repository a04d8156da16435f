import { type Call, readText } from "./calls";
import { type ListNeeds, type Need, type NeedRow, onMember } from "./need";
import { findArn, type MachinePlace, type ResourceKind } from "./resource-arn";

const MACHINE: ResourceKind = { service: "states", prefix: "", types: ["aws_sfn_state_machine"], isArn: true };
const EXECUTION: ResourceKind = { service: "states", prefix: "", types: [], isArn: true };

/** Needs the action on the state machine that the call names. */
function onMachine(action: string): ListNeeds {
  return ({ arguments: { find } }, place) => {
    const member = "StateMachineArn";
    return [{ actions: [action], member, resource: findMachine(readText(find(member)), place) }];
  };
}

/**
 * The ARN of the state machine that a text names: it authorizes its versions and aliases too. A reference to an alias does
 * not tell whose it is.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html documented
 */
function findMachine(text: string | undefined, place: MachinePlace): string | undefined {
  if (text === undefined || /^\$\{(data\.)?aws_sfn_alias\./.test(text)) return undefined;
  return findArn(text, MACHINE, place)
    ?.replace(/^(\$\{(?:data\.)?aws_sfn_state_machine\.[\w-]+)\.\w+\}$/, "$1.arn}")
    .replace(/(:stateMachine:[^:]+):[^:]+$/, "$1");
}

const onExecution = (action: string): ListNeeds => onMember([action], "ExecutionArn", EXECUTION);

/** On the state machine whose task waits, which the token alone tells. */
function onToken(action: string): ListNeeds {
  return () => [{ actions: [action], member: "TaskToken", resource: undefined }];
}

const RULE = "rule/StepFunctionsGetEventsForStepFunctionsExecutionRule";

/** An execution that is waited for is looked at, stopped with the one that waits, and tells its end by a rule of AWS's. */
function startExecution(call: Call, place: MachinePlace): readonly Need[] {
  const started = onMachine("states:StartExecution")(call, place);
  if (!call.pattern.startsWith(".sync")) return started;
  const { partition, region, account } = place;
  const rule = `arn:${partition}:events:${region}:${account}:${RULE}`;
  const waited = started.map(({ resource, member }) => ({
    actions: ["states:DescribeExecution", "states:StopExecution"],
    member,
    resource: resource === undefined ? undefined : nameExecutions(resource, place),
  }));
  const events = {
    actions: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
    member: "",
    resource: rule,
  };
  return [...started, ...waited, events];
}

/** A state machine of Terraform's tells its name, of which the ARN of its executions is made. */
function nameExecutions(machine: string, { partition, region, account }: MachinePlace): string | undefined {
  const [, address] = /^\$\{((?:data\.)?aws_sfn_state_machine\.[\w-]+)\.\w+\}$/.exec(machine) ?? [];
  if (address !== undefined) return `arn:${partition}:states:${region}:${account}:execution:\${${address}.name}:*`;
  return machine.includes(":stateMachine:") ? `${machine.replace(":stateMachine:", ":execution:")}:*` : undefined;
}

/** The children of a distributed Map are executions of the state machine itself. */
const runMap: ListNeeds = (_, place) => [
  { actions: ["states:StartExecution"], member: "", resource: place.stateMachineArn },
  {
    actions: ["states:DescribeExecution", "states:StopExecution"],
    member: "",
    resource: nameExecutions(place.stateMachineArn, place),
  },
];

const GUIDE = "https://docs.aws.amazon.com/step-functions/latest/dg";
const source = `${GUIDE}/connect-stepfunctions.html`;
const TOKENS = `${GUIDE}/connect-to-resource.html#connect-wait-token`;

/** What the calls of Step Functions itself need. */
export const MACHINE_NEEDS: Readonly<Record<string, NeedRow>> = {
  "states:startExecution": { source, listNeeds: startExecution },
  "aws-sdk:sfn:startExecution": { source, listNeeds: startExecution },
  "aws-sdk:sfn:startSyncExecution": { source, listNeeds: onMachine("states:StartSyncExecution") },
  "aws-sdk:sfn:describeExecution": { source, listNeeds: onExecution("states:DescribeExecution") },
  "aws-sdk:sfn:stopExecution": { source, listNeeds: onExecution("states:StopExecution") },
  "aws-sdk:sfn:sendTaskSuccess": { source: TOKENS, listNeeds: onToken("states:SendTaskSuccess") },
  "aws-sdk:sfn:sendTaskFailure": { source: TOKENS, listNeeds: onToken("states:SendTaskFailure") },
  "aws-sdk:sfn:sendTaskHeartbeat": { source: TOKENS, listNeeds: onToken("states:SendTaskHeartbeat") },
  map: { source: `${GUIDE}/iam-policies-eg-dist-map.html`, listNeeds: runMap },
};
