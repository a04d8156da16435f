import type { AuthorizeCaller } from "../protocols/aws-request";
import type { LogWorld } from "./execution-log";
import type { ExecutionTrail } from "./execution-trail";
import type { StateMachine } from "./resources";
import type { ExecutionWorld } from "./start-sync-execution";

export interface Caller {
  readonly authorize: AuthorizeCaller;
  /** Returns the `X-Amzn-Trace-Id` header of the call, which only a traced state machine asks for. @default it has none */
  readonly traceHeader?: () => string;
  /** Aborts when the caller has gone, for a call that ends with it. @default it never does */
  readonly signal?: AbortSignal | undefined;
  /** Follows the execution that the call runs to its end. @default nobody does */
  readonly trail?: ExecutionTrail | undefined;
}

/** Why a key cannot be used: its state, or that the machine's role may not. */
export interface KeyRefusal {
  readonly reason: "denied" | "state";
  readonly message: string;
}

export interface StepFunctionsWorld extends ExecutionWorld, LogWorld {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** Whether a log group is there, by its ARN with `:*`. @default each is */
  readonly hasLogGroup?: (logGroupArn: string) => boolean;
  /** Why a machine's key cannot be used, with the text. @default each can */
  readonly refuseKey?: (machine: StateMachine) => KeyRefusal | undefined;
  /** Why a machine's logs cannot be written as its role, AWS's text. @default they can */
  readonly refuseLogging?: (machine: Pick<StateMachine, "stateMachineArn" | "roleArn">) => string | undefined;
}
