import type { Json } from "@sfn-websocket/languages/json";
import type { ExecutionContext } from "@sfn-websocket/languages/states-language/state-machine";
import type { StateMachine } from "./resources";
import { printTimestamp } from "./wire";

/** One execution of a state machine, as it starts. */
export interface StartedExecution {
  readonly machine: StateMachine;
  readonly executionArn: string;
  readonly name: string;
  readonly input: Json;
  /** Milliseconds since 1970. */
  readonly startDate: number;
  /**
   * How often it was redriven. *Recorded*: an asynchronous execution's context says it, of Express workflows too
   * (LocalStack's AWS-validated snapshots). @default nobody can redrive it: it is synchronous
   */
  readonly redriveCount?: number;
}

/** Returns the part of the context object that stays the same for an execution. @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
export function describeExecution({
  machine,
  executionArn,
  name,
  input,
  startDate,
  redriveCount,
}: StartedExecution): ExecutionContext {
  return {
    Execution: {
      Id: executionArn,
      Input: input,
      Name: name,
      RoleArn: machine.roleArn,
      StartTime: printTimestamp(startDate),
      ...(redriveCount !== undefined && { RedriveCount: redriveCount }),
    },
    StateMachine: { Id: machine.stateMachineArn, Name: machine.name },
  };
}
