import type { StateMachine as PreparedStateMachine } from "../../languages/states-language/state-machine";

/** CreateStateMachine's request. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
export interface CreateStateMachineRequest {
  readonly name: string;
  /** An Amazon States Language definition, as text. */
  readonly definition: string;
  readonly roleArn: string;
  /** @default "STANDARD" */
  readonly type?: "STANDARD" | "EXPRESS";
  /** @default no tracing */
  readonly tracingConfiguration?: { readonly enabled: boolean };
  /** @default level OFF */
  readonly loggingConfiguration?: LoggingConfiguration;
}

export interface LoggingConfiguration {
  readonly level: string;
  readonly includeExecutionData: boolean;
  /** ARNs of log groups, each with `:*` at its end. */
  readonly destinations: readonly string[];
}

export interface StateMachine extends CreateStateMachineRequest {
  readonly stateMachineArn: string;
  readonly type: "STANDARD" | "EXPRESS";
  readonly prepared: PreparedStateMachine;
}
