import type { Json } from "@sfn-websocket/languages/jsonpath/json";
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
}

/** Returns the part of the context object that stays the same for an execution. @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
export function describeExecution({
  machine,
  executionArn,
  name,
  input,
  startDate,
}: StartedExecution): ExecutionContext {
  return {
    Execution: {
      Id: executionArn,
      Input: input,
      Name: name,
      RoleArn: machine.roleArn,
      StartTime: printTimestamp(startDate),
    },
    StateMachine: { Id: machine.stateMachineArn, Name: machine.name },
  };
}
