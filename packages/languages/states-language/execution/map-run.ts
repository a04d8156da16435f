import { isJsonObject, type Json, type JsonObject } from "../../json";
import { ExecutionTimeout, StateFailure } from "../values/errors";
import type { Execution, Frame } from "../world/frame";
import { describeData, describeError, recordEvent } from "../world/history";
import type { ExecutionContext } from "../world/world";

/** True for a Map state whose iterations are executions of their own. @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */
export function isDistributed(definition: JsonObject): boolean {
  const processor = definition["ItemProcessor"];
  const config = isJsonObject(processor) ? processor["ProcessorConfig"] : undefined;
  return isJsonObject(config) && config["Mode"] === "DISTRIBUTED";
}

/** `Map.Item.Source` of an item of the state's input. *Recorded*: radkawar/stackd. */
export const STATE_DATA = "STATE_DATA";

/**
 * Records that a distributed Map runs, and returns the event's id, which the state's exit follows. *Recorded*:
 * LocalStack's AWS-validated snapshots, for the events and the form of the ARN.
 */
export function recordMapRun(frame: Frame, label: string): number {
  const { context, world } = frame.execution;
  let mapRunArn: string | undefined;
  return recordEvent(frame, "MapRunStarted", () => {
    const machine = String(context.StateMachine["Id"]).replace(":stateMachine:", ":mapRun:");
    return { mapRunArn: (mapRunArn ??= `${machine}/${label}:${world.uuid()}`) };
  });
}

/** What is known of an iteration's execution. */
export interface Child {
  /** `Execution` of its context object, but for `Input` */
  readonly execution: JsonObject;
  /** `StateMachine` of its context object */
  readonly stateMachine: JsonObject;
  readonly input: Json;
  /** milliseconds since 1970 */
  now(): number;
}

export interface ChildStart {
  /** the id of the Map's event `MapRunStarted` */
  readonly runId: number;
  readonly index: number;
  /** the label of the Map, or what stands for it */
  readonly label: string;
  readonly input: Json;
}

/**
 * The execution of an iteration: it counts events of its own, which the history of the Map's execution does not have.
 * *Recorded*: its context object (radkawar/stackd).
 */
export function startChild(outer: Execution, start: ChildStart): { execution: Execution; child: Child } {
  const { record: _record, keep: _keep, keepIteration, ...world } = outer.world;
  const context = nameChild(outer, start.label);
  const kept = keepIteration?.(start.runId, start.index);
  const execution = { ...outer, input: start.input, context, world: { ...world, ...kept }, eventId: 1 };
  const { Execution, StateMachine } = context;
  const child = { execution: Execution, stateMachine: StateMachine, input: start.input, now: () => outer.world.now() };
  return { execution, child };
}

function nameChild({ context, world, deadline }: Execution, label: string): ExecutionContext {
  const startDate = world.now();
  if (startDate >= deadline) throw new ExecutionTimeout("the execution timed out");
  const name = world.uuid();
  const machine = `${String(context.StateMachine["Id"])}/${label}`;
  return {
    Execution: {
      ...context.Execution,
      Id: `${machine.replace(":stateMachine:", ":execution:")}:${name}`,
      Name: name,
      StartTime: new Date(startDate).toISOString(),
    },
    StateMachine: { ...context.StateMachine, Id: machine },
  };
}

/** Runs an iteration's execution, and keeps how it ended where somebody keeps its events. */
export function runChild(frame: Frame, run: () => Json | Promise<Json>): Json | Promise<Json> {
  return frame.execution.world.keep === undefined ? run() : keepEnd(frame, run);
}

async function keepEnd(frame: Frame, run: () => Json | Promise<Json>): Promise<Json> {
  try {
    const output = await run();
    recordEvent(frame, "ExecutionSucceeded", () => describeData("output", output));
    return output;
  } catch (thrown) {
    if (thrown instanceof StateFailure)
      recordEvent(frame, "ExecutionFailed", () => describeError(thrown.error, thrown.errorCause));
    else recordEvent(frame, "ExecutionAborted");
    throw thrown;
  }
}
