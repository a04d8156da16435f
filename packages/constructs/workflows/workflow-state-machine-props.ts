import type { AwsLocation } from "../names/aws-location";
import type { Substitutions } from "../options/definition-substitutions";
import type { Environment } from "../names/resource-name";
import type { Delivery, Permission, RouteExecution, WorkflowLogLevel } from "../options/route-props";
import type { StateMachineTimeouts } from "./state-machine-timeouts";

export interface WorkflowStateMachineProps {
  readonly location: AwsLocation;
  readonly environment: Environment;
  /** What tells this workflow from the stack's others, see `nameRoute`. */
  readonly name: string;
  readonly execution: RouteExecution;
  /** The definition in the Amazon States Language, word for word. */
  readonly definition: string;
  /** @default {} */
  readonly substitutions?: Substitutions;
  /** What its Task states may do. */
  readonly permissions: readonly Permission[];
  readonly logLevel: WorkflowLogLevel;
  readonly logExecutionData: boolean;
  readonly logRetentionInDays: number;
  /** @default - keys that AWS owns */
  readonly kmsKeyArn?: string;
  /** @default - neither versions nor an alias */
  readonly delivery?: Delivery;
  /** ARN of the role that it runs as, one that is there already. @default - one is made */
  readonly roleArn?: string;
  /** How long Terraform waits for it. @default - as the provider does, for a Standard workflow's deletion an hour */
  readonly timeouts?: StateMachineTimeouts;
}
