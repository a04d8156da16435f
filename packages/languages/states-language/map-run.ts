import { isJsonObject, type Json, type JsonObject } from "../json";
import { StateFailure } from "./errors";
import type { Execution, Frame } from "./frame";
import { describeData, describeError, recordEvent } from "./history";

/** True for a Map state whose iterations are executions of their own. @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */
export function isDistributed(definition: JsonObject): boolean {
  const processor = definition["ItemProcessor"];
  const config = isJsonObject(processor) ? processor["ProcessorConfig"] : undefined;
  return isJsonObject(config) && config["Mode"] === "DISTRIBUTED";
}

/**
 * Records that a distributed Map runs, and returns the event's id, which the state's exit follows. *Recorded*:
 * LocalStack's AWS-validated snapshots, for the events and the form of the ARN.
 */
export function recordMapRun(frame: Frame, label: string | undefined): number {
  const { context, world } = frame.execution;
  let mapRunArn: string | undefined;
  return recordEvent(frame, "MapRunStarted", () => {
    const machine = String(context.StateMachine["Id"]).replace(":stateMachine:", ":mapRun:");
    return { mapRunArn: (mapRunArn ??= `${machine}/${label ?? world.uuid()}:${world.uuid()}`) };
  });
}

/** The execution of an iteration: it counts events of its own, which the history of the Map's execution does not have. */
export function startChild(outer: Execution, mapRunId: number, index: number): Execution {
  const { record: _record, keep: _keep, keepIteration, ...world } = outer.world;
  return { ...outer, world: { ...world, ...keepIteration?.(mapRunId, index) }, eventId: 1 };
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
