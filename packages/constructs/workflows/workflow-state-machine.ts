import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SfnAlias } from "@cdktf/provider-aws/lib/sfn-alias";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Construct } from "constructs";
import { completeSubstitutions, substituteDefinition } from "../options/definition-substitutions";
import { nameResource } from "../names/resource-name";
import type { Delivery } from "../options/route-props";
import { createWorkflowRole } from "./workflow-role";
import type { WorkflowStateMachineProps } from "./workflow-state-machine-props";

/** How long Step Functions uses a data key before it asks KMS for another, in seconds: the longest that it takes, since KMS bills each call. */
const DATA_KEY_REUSE_SECONDS = 900;

/**
 * How long Terraform waits until a Standard workflow is deleted: AWS does that when its last execution is over, and tells
 * DELETING until then. The provider's own limit is five minutes.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html documented
 */
const DELETION = "60m";

/** A traced state machine, EXPRESS for a synchronous route, with the log group it writes to, if it logs, and the role it runs as. */
export class WorkflowStateMachine extends Construct {
  readonly stateMachine: SfnStateMachine;
  readonly alias?: SfnAlias;
  /** None for a workflow that logs nothing. */
  readonly logGroup?: CloudwatchLogGroup;
  /** Whether its states call an API by API Gateway's own host, as its definition says. */
  readonly callsApi: boolean;

  constructor(scope: Construct, id: string, props: WorkflowStateMachineProps) {
    super(scope, id);
    const { environment, kmsKeyArn, delivery, location } = props;
    const name = nameResource("stateMachine", environment, props.name);
    const { partition, region, account } = location;
    const arn = `arn:${partition}:states:${region}:${account}:stateMachine:${name}`;

    if (props.logLevel !== "OFF") this.logGroup = this.createLogGroup(name, props);
    const { roleArn, policies, callsApi } = createWorkflowRole(this, arn, props);
    this.callsApi = callsApi;
    this.stateMachine = new SfnStateMachine(this, "StateMachine", {
      name,
      type: props.execution === "sync" ? "EXPRESS" : "STANDARD",
      definition: substituteDefinition(props.definition, completeSubstitutions(props.substitutions ?? {}, location)),
      roleArn,
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
      timeouts: props.execution === "async" ? { delete: DELETION, ...props.timeouts } : props.timeouts,
      loggingConfiguration: {
        level: props.logLevel,
        includeExecutionData: props.logExecutionData,
        ...(this.logGroup && { logDestination: `${this.logGroup.arn}:*` }),
      },
      // Step Functions tries the log group when it creates the state machine; its first execution may need the rest.
      ...(policies.length > 0 && { dependsOn: [...policies] }),
    });
    if (delivery !== undefined) this.alias = this.createAlias(delivery);
  }

  /** ARN of what a route starts. */
  get arn(): string {
    return this.alias?.arn ?? this.stateMachine.arn;
  }

  private createLogGroup(name: string, { logRetentionInDays, kmsKeyArn }: WorkflowStateMachineProps) {
    return new CloudwatchLogGroup(this, "LogGroup", {
      // Other names use up the 5,120 characters that the account's log resource policy may have.
      name: `/aws/vendedlogs/states/${name}`,
      retentionInDays: logRetentionInDays,
      kmsKeyId: kmsKeyArn,
    });
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
}
