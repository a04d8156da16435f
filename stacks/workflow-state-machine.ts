import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Construct } from "constructs";
import type { AwsLocation } from "./aws-location";
import { allowLogDelivery, allowTasks, allowTracing, trustStepFunctions, writePolicy } from "./policy-statements";
import { type Environment, nameResource } from "./resource-name";
import type { Permission, WorkflowLogLevel } from "./route-props";
import { escapeTerraform } from "./terraform-text";

export interface ExpressStateMachineProps {
  readonly location: AwsLocation;
  readonly environment: Environment;
  /** What tells this workflow from the stack's others, see `nameRoute`. */
  readonly name: string;
  /** The definition in the Amazon States Language, word for word. */
  readonly definition: string;
  /** What its Task states may do. */
  readonly permissions: readonly Permission[];
  readonly logLevel: WorkflowLogLevel;
  readonly logExecutionData: boolean;
  readonly logRetentionInDays: number;
}

/** An EXPRESS state machine that is traced, with the log group it writes to and the role it runs as. */
export class ExpressStateMachine extends Construct {
  readonly stateMachine: SfnStateMachine;
  readonly logGroup: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: ExpressStateMachineProps) {
    super(scope, id);
    const { environment } = props;
    const name = nameResource("stateMachine", environment, props.name);

    this.logGroup = new CloudwatchLogGroup(this, "LogGroup", {
      // Other names use up the 5,120 characters that the account's log resource policy may have.
      name: `/aws/vendedlogs/states/${name}`,
      retentionInDays: props.logRetentionInDays,
    });
    const { role, policies } = this.createRole(name, props);
    this.stateMachine = new SfnStateMachine(this, "StateMachine", {
      name,
      type: "EXPRESS",
      definition: escapeTerraform(props.definition),
      roleArn: role.arn,
      tracingConfiguration: { enabled: true },
      loggingConfiguration: {
        level: props.logLevel,
        includeExecutionData: props.logExecutionData,
        logDestination: `${this.logGroup.arn}:*`,
      },
      // Step Functions tries the log group when it creates the state machine; its first execution may need the rest.
      dependsOn: policies,
    });
  }

  private createRole(stateMachineName: string, { location, environment, name, permissions }: ExpressStateMachineProps) {
    const { partition, region, account } = location;
    const stateMachineArn = `arn:${partition}:states:${region}:${account}:stateMachine:${stateMachineName}`;
    const role = new IamRole(this, "Role", {
      name: nameResource("role", environment, `${name}-workflow`),
      assumeRolePolicy: writePolicy(trustStepFunctions({ account, stateMachineArn })),
    });
    const observability = new IamRolePolicy(this, "RolePolicy", {
      name: "observability",
      role: role.name,
      policy: writePolicy(allowTracing, allowLogDelivery),
    });
    if (permissions.length === 0) return { role, policies: [observability] };
    const tasks = new IamRolePolicy(this, "TaskPolicy", {
      name: "tasks",
      role: role.name,
      policy: writePolicy(...permissions.map(allowTasks)),
    });
    return { role, policies: [observability, tasks] };
  }
}
