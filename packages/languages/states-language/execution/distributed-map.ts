import { andThen } from "../../and-then";
import { isJsonObject, type Json, type JsonObject } from "../../json";
import { printJson } from "../../jsonpath/read-json";
import { runtimeError, StateFailure, StatesError } from "../values/errors";
import type { Branch, Frame } from "../world/frame";
import { describeError, recordEvent } from "../world/history";
import { type BatchItems, prepareBatcher } from "./item-batcher";
import type { Tolerance } from "./map-limits";
import { type Child, isDistributed, recordMapRun, runChild, startChild, STATE_DATA } from "./map-run";
import { runBranch } from "./run-branch";
import { runBranches } from "./run-branches";
import type { Preparation } from "../fields/state-fields";

/** Makes an iteration's input; `frame` has the item in its context object. */
export type SelectItem = (root: Json, frame: Frame) => Json | Promise<Json>;

/** A Map state whose iterations are executions of their own. */
export interface DistributedMap {
  /** the name of its runs. @default each has a UUID */
  readonly label: string | undefined;
  readonly batch: BatchItems | undefined;
  readonly printResult: PrintResult;
}

/** What the Map's output has of a child that has ended. */
type PrintResult = (child: Child, result: Json | StateFailure) => readonly Json[];

/** Prepares what only a distributed Map has; undefined for an inline one. @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */
export function prepareDistributed(definition: JsonObject, preparation: Preparation): DistributedMap | undefined {
  if (!isDistributed(definition)) return undefined;
  return {
    label: typeof definition["Label"] === "string" ? definition["Label"] : undefined,
    batch: prepareBatcher(definition["ItemBatcher"], preparation),
    printResult: preparePrint(definition["ResultWriter"]),
  };
}

/** Throws if the Map reads its items from S3, or writes its results there: neither is emulated. */
export function requireNoStorage(definition: JsonObject): void {
  const { ItemReader: reader, ResultWriter: writer } = definition;
  if (isJsonObject(reader))
    throw runtimeError(`ItemReader: not emulated, got ${printJson(reader)}; give the items in the state's input`);
  if (isJsonObject(writer) && writer["Resource"] !== undefined)
    throw runtimeError(`ResultWriter: S3 is not emulated, got ${printJson(writer)}; leave out its Resource`);
}

/**
 * Without S3, a ResultWriter only changes the form of the state's output. *Documented*, as that a failed child is shown as
 * with NONE.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
function preparePrint(writer: Json | undefined): PrintResult {
  const config = isJsonObject(writer) ? writer["WriterConfig"] : undefined;
  const transformation = isJsonObject(config) ? config["Transformation"] : undefined;
  return (child, result) => {
    if (transformation === "NONE" || result instanceof StateFailure) return [describeChild(child, result)];
    return transformation === "FLATTEN" && Array.isArray(result) ? result : [result];
  };
}

/** *Recorded*: what a ResultWriter stores of a child (radkawar/stackd); *assumed*: that the state's output has the same. */
function describeChild({ execution, stateMachine, input, now }: Child, result: Json | StateFailure): JsonObject {
  const isFailed = result instanceof StateFailure;
  return {
    ...(isFailed && describeEnd(result)),
    ExecutionArn: execution["Id"] ?? null,
    Input: printJson(input),
    InputDetails: { Included: true },
    Name: execution["Name"] ?? null,
    ...(!isFailed && { Output: printJson(result) }),
    OutputDetails: { Included: true },
    RedriveCount: 0,
    ...(isFailed
      ? { RedriveStatus: "REDRIVABLE_BY_MAP_RUN" }
      : {
          RedriveStatus: "NOT_REDRIVABLE",
          RedriveStatusReason: "Execution is SUCCEEDED and cannot be redriven",
        }),
    StartDate: execution["StartTime"] ?? null,
    StateMachineArn: stateMachine["Id"] ?? null,
    Status: isFailed ? "FAILED" : "SUCCEEDED",
    StopDate: new Date(now()).toISOString(),
  };
}

function describeEnd({ error, errorCause }: StateFailure): JsonObject {
  return { ...(errorCause != null && { Cause: errorCause }), ...(error != null && { Error: error }) };
}

/** What one run of a distributed Map has. */
export interface MapRun {
  readonly map: DistributedMap;
  readonly processor: Branch;
  readonly select: SelectItem | undefined;
  readonly frame: Frame;
  /** the Map's effective input */
  readonly root: Json;
  readonly items: readonly Json[];
  /** how many children run at a time */
  readonly limit: number;
  readonly tolerance: Tolerance;
}

/** *Recorded*: the run's events, the cause and that the state's context is not the children's (radkawar/stackd). */
export function distribute(run: MapRun): Json[] | Promise<Json[]> {
  return andThen(makeInputs(run), (inputs) => runChildren(run, inputs));
}

function makeInputs({ map, select, frame, root, items }: MapRun): readonly Json[] | Promise<readonly Json[]> {
  if (map.batch === undefined && select === undefined) return items;
  return makeSelected({ map, select, frame, root, items });
}

/** *Recorded*: `Source` of items in the state's input, the form of a batch, and that items are selected before (radkawar/stackd). */
async function makeSelected({
  map,
  select,
  frame,
  root,
  items,
}: Pick<MapRun, "map" | "select" | "frame" | "root" | "items">): Promise<readonly Json[]> {
  const selected: Json[] = [];
  for (const [index, value] of items.entries()) {
    const item = { Index: index, Value: value, Source: STATE_DATA };
    selected.push(select === undefined ? value : await select(root, { ...frame, item }));
  }
  return map.batch === undefined ? selected : map.batch(selected, root, frame);
}

const EXCEEDED = "The specified tolerated failure threshold was exceeded";

function runChildren(run: MapRun, inputs: readonly Json[]): Json[] | Promise<Json[]> {
  const { map, processor, frame, limit } = run;
  const label = map.label ?? frame.execution.world.uuid();
  const runId = recordMapRun(frame, label);
  const failures = new Failures(run);
  const children: Child[] = [];
  const end = (index: number, result: Json | StateFailure): Json => {
    if (result instanceof StateFailure) failures.add(map.batch === undefined ? 1 : countItems(inputs[index]));
    const child = children[index];
    return child === undefined ? [] : [...map.printResult(child, result)];
  };
  const results = runBranches(frame, {
    count: inputs.length,
    limit,
    itemOf: () => undefined,
    executionOf: (index) => {
      const { execution, child } = startChild(frame.execution, { runId, index, label, input: inputs[index] ?? null });
      children[index] = child;
      return execution;
    },
    run: (index, inner) => {
      inner.previousEventId = 0;
      inner.data = inputs[index] ?? null;
      return settle(
        () => runChild(inner, () => runBranch(processor, inner)),
        (result) => end(index, result),
      );
    },
    end: () => {
      recordEvent(frame, "MapRunSucceeded");
      return runId;
    },
    abort: ({ isFailed }) => {
      const { ExceedToleratedFailureThreshold: error } = StatesError;
      if (isFailed) recordEvent(frame, "MapRunFailed", () => describeError(error, EXCEEDED));
    },
  });
  return andThen(results, (printed) => printed.flatMap((result) => (Array.isArray(result) ? result : [result])));
}

/** Runs a child, and hands on what it gives or fails with; all else that is thrown ends the Map. */
function settle(run: () => Json | Promise<Json>, end: (result: Json | StateFailure) => Json): Json | Promise<Json> {
  const fail = (thrown: unknown): Json => {
    if (!(thrown instanceof StateFailure)) throw thrown;
    return end(thrown);
  };
  let output;
  try {
    output = run();
  } catch (thrown) {
    return fail(thrown);
  }
  return output instanceof Promise ? output.then(end, fail) : end(output);
}

function countItems(batch: Json | undefined): number {
  const items = isJsonObject(batch) ? batch["Items"] : undefined;
  return Array.isArray(items) ? items.length : 1;
}

/**
 * The items that failed so far. *Documented*: either threshold ends the run, and by default one failure does.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/maprun-fail-threshold.html
 */
class Failures {
  private count = 0;

  constructor(private readonly run: Pick<MapRun, "items" | "tolerance">) {}

  add(items: number): void {
    this.count += items;
    if (this.isTooMany()) throw new StateFailure(StatesError.ExceedToleratedFailureThreshold, EXCEEDED);
  }

  private isTooMany(): boolean {
    const { items, tolerance } = this.run;
    const { count, percentage } = tolerance;
    if (count === undefined && percentage === undefined) return true;
    if (count !== undefined && this.count > count) return true;
    return percentage !== undefined && (this.count / items.length) * 100 > percentage;
  }
}
