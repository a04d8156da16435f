import type { Json, JsonObject } from "@sfn-websocket/languages/json";
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

/**
 * The part of the context object that stays the same for an execution, made when somebody asks: most workflows never do.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
export class StartedContext implements ExecutionContext {
  private execution: JsonObject | undefined = undefined;

  constructor(private readonly started: StartedExecution) {}

  get Execution(): JsonObject {
    return (this.execution ??= describeExecution(this.started));
  }

  get StateMachine(): JsonObject {
    const { machine } = this.started;
    return { Id: machine.stateMachineArn, Name: machine.name };
  }
}

/** *Recorded*: the order of the members, which `$$` shows, in workflows of both types (LocalStack's AWS-validated snapshots). */
function describeExecution(started: StartedExecution): JsonObject {
  const { machine, executionArn, name, input, startDate, redriveCount } = started;
  const StartTime = printTimestamp(startDate);
  const isStandard = machine.type === "STANDARD";
  return {
    Id: executionArn,
    Input: input,
    ...(isStandard && { StartTime }),
    Name: name,
    RoleArn: machine.roleArn,
    ...(!isStandard && { StartTime }),
    ...(redriveCount !== undefined && { RedriveCount: redriveCount }),
  };
}
