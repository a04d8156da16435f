import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SfnAlias } from "@cdktf/provider-aws/lib/sfn-alias";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Construct } from "constructs";
import type { AwsLocation } from "./aws-location";
import { type DefinitionSubstitutions, substituteDefinition } from "./definition-substitutions";
import {
  allowLogDelivery,
  allowLogDeliveryKey,
  allowStateMachineKey,
  allowTasks,
  allowTracing,
  type PolicyStatement,
  trustStepFunctions,
  writePolicy,
} from "./policy-statements";
import { type Environment, nameResource } from "./resource-name";
import type { Delivery, Permission, RouteExecution, WorkflowLogLevel } from "./route-props";

export interface WorkflowStateMachineProps {
  readonly location: AwsLocation;
  readonly environment: Environment;
  /** What tells this workflow from the stack's others, see `nameRoute`. */
  readonly name: string;
  readonly execution: RouteExecution;
  /** The definition in the Amazon States Language, word for word. */
  readonly definition: string;
  /** @default {} */
  readonly definitionSubstitutions?: DefinitionSubstitutions;
  /** What its Task states may do. */
  readonly permissions: readonly Permission[];
  readonly logLevel: WorkflowLogLevel;
  readonly logExecutionData: boolean;
  readonly logRetentionInDays: number;
  /** @default - keys that AWS owns */
  readonly kmsKeyArn?: string;
  /** @default - neither versions nor an alias */
  readonly delivery?: Delivery;
}

/** How long Step Functions uses a data key before it asks KMS for another, in seconds: the longest that it takes, since KMS bills each call. */
const DATA_KEY_REUSE_SECONDS = 900;

/** A traced state machine, EXPRESS for a synchronous route, with the log group it writes to and the role it runs as. */
export class WorkflowStateMachine extends Construct {
  readonly stateMachine: SfnStateMachine;
  readonly alias?: SfnAlias;
  readonly logGroup: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: WorkflowStateMachineProps) {
    super(scope, id);
    const { environment, kmsKeyArn, delivery, location } = props;
    const name = nameResource("stateMachine", environment, props.name);
    const { partition, region, account } = location;
    const arn = `arn:${partition}:states:${region}:${account}:stateMachine:${name}`;

    this.logGroup = new CloudwatchLogGroup(this, "LogGroup", {
      // Other names use up the 5,120 characters that the account's log resource policy may have.
      name: `/aws/vendedlogs/states/${name}`,
      retentionInDays: props.logRetentionInDays,
      kmsKeyId: kmsKeyArn,
    });
    const { role, policies } = this.createRole(arn, props);
    this.stateMachine = new SfnStateMachine(this, "StateMachine", {
      name,
      type: props.execution === "sync" ? "EXPRESS" : "STANDARD",
      definition: substituteDefinition(props.definition, props.definitionSubstitutions),
      roleArn: role.arn,
      ...(delivery !== undefined && { publish: true }),
      // Said in any case: Terraform would leave a key in force that is only no longer named.
      encryptionConfiguration:
        kmsKeyArn === undefined
          ? { type: "AWS_OWNED_KEY" }
          : {
              type: "CUSTOMER_MANAGED_KMS_KEY",
              kmsKeyId: kmsKeyArn,
              kmsDataKeyReusePeriodSeconds: DATA_KEY_REUSE_SECONDS,
            },
      tracingConfiguration: { enabled: true },
      loggingConfiguration: {
        level: props.logLevel,
        includeExecutionData: props.logExecutionData,
        logDestination: `${this.logGroup.arn}:*`,
      },
      // Step Functions tries the log group when it creates the state machine; its first execution may need the rest.
      dependsOn: policies,
    });
    if (delivery !== undefined) this.alias = this.createAlias(delivery);
  }

  /** ARN of what a route starts. */
  get arn(): string {
    return this.alias?.arn ?? this.stateMachine.arn;
  }

  private createAlias({ stableVersion, latestWeight = 0 }: Delivery): SfnAlias {
    const latest = this.stateMachine.stateMachineVersionArn;
    const stable = `${this.stateMachine.arn}:${stableVersion}`;
    const weights: readonly (readonly [string, number])[] =
      stableVersion === undefined
        ? [[latest, 100]]
        : [
            [stable, 100 - latestWeight],
            [latest, latestWeight],
          ];
    return new SfnAlias(this, "Alias", {
      name: "live",
      // Terraform would move it to a state machine of another name, which AWS does not do.
      lifecycle: {
        replaceTriggeredBy: [`${this.stateMachine.terraformResourceType}.${this.stateMachine.friendlyUniqueId}.arn`],
      },
      routingConfiguration: weights
        // AWS takes a second version with a weight above zero only.
        .filter(([, weight]) => weight > 0)
        .map(([stateMachineVersionArn, weight]) => ({ stateMachineVersionArn, weight })),
    });
  }

  private createRole(stateMachineArn: string, props: WorkflowStateMachineProps) {
    const { environment, location, name, permissions, kmsKeyArn } = props;
    const role = new IamRole(this, "Role", {
      name: nameResource("role", environment, `${name}-workflow`),
      assumeRolePolicy: writePolicy(trustStepFunctions({ account: location.account, stateMachineArn })),
    });
    const statements: Readonly<Record<string, readonly PolicyStatement[]>> = {
      RolePolicy: [allowTracing, allowLogDelivery],
      KeyPolicy:
        kmsKeyArn === undefined
          ? []
          : [allowStateMachineKey({ kmsKeyArn, stateMachineArn }), allowLogDeliveryKey(kmsKeyArn, location)],
      TaskPolicy: permissions.map(allowTasks),
    };
    const policies = Object.entries(statements)
      .filter(([, granted]) => granted.length > 0)
      .map(([id, granted]) => {
        const policy = writePolicy(...granted);
        return new IamRolePolicy(this, id, { name: POLICY_NAMES[id], role: role.name, policy });
      });
    return { role, policies };
  }
}

/** The names of a role's policies, by their construct. */
const POLICY_NAMES: Readonly<Record<string, string>> = {
  RolePolicy: "observability",
  KeyPolicy: "encryption",
  TaskPolicy: "tasks",
};
