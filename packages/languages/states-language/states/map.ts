import type { Json, JsonObject } from "../../json";
import { andThen } from "../../and-then";
import type { Branch, Frame } from "../world/frame";
import { recordEvent, recordSideEvent } from "../world/history";
import { prepareJsonataTemplate } from "../jsonata/jsonata-field";
import { prepareMapItems } from "../execution/map-items";
import {
  type DistributedMap,
  distribute,
  prepareDistributed,
  requireNoStorage,
  type SelectItem,
} from "../execution/distributed-map";
import { prepareConcurrency, prepareTolerance, type Tolerance } from "../execution/map-limits";
import { preparePayloadTemplate } from "../fields/payload-template";
import { withRecovery } from "../execution/recovery";
import { runBranch } from "../execution/run-branch";
import { runBranches, type StoppedBranch } from "../execution/run-branches";
import type { FieldReader, Preparation, PrepareState } from "../fields/state-fields";

/** A Map state in Express runs inline; a distributed one here too, but for its events and their ids. @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
export const prepareMap: PrepareState = (definition, preparation) => {
  const map = {
    name: preparation.name,
    processor: preparation.prepareBranch(definition["ItemProcessor"] ?? definition["Iterator"]),
    selectItem: prepareSelector(definition, preparation),
    distributed: prepareDistributed(definition, preparation),
  };
  const next = preparation.requireTransition(definition["Next"]);
  const { fields } = preparation;
  const readItems = prepareMapItems(definition, preparation);
  const readLimits = prepareLimits(definition, preparation);
  return withRecovery(definition, preparation, (frame) => {
    const input = frame.data;
    requireNoStorage(definition);
    const root = fields.readInput(frame);
    return andThen(readItems(root, frame), (items) => {
      if (map.distributed !== undefined) recordStarted(frame, items);
      return andThen(readLimits(root, frame), (limits) =>
        andThen(iterate(map, { frame, root, items, limits }), (results) =>
          andThen(fields.writeOutput(frame, input, results), () => next),
        ),
      );
    });
  });
};

interface PreparedMap {
  readonly name: string;
  readonly processor: Branch;
  readonly selectItem: SelectItem | undefined;
  /** undefined for an inline Map */
  readonly distributed: DistributedMap | undefined;
}

interface Iterations {
  readonly frame: Frame;
  readonly root: Json;
  readonly items: readonly Json[];
  readonly limits: Limits;
}

interface Limits {
  readonly concurrency: number;
  readonly tolerance: Tolerance;
}

function prepareLimits(definition: JsonObject, preparation: Preparation): FieldReader<Limits> {
  const readConcurrency = prepareConcurrency(definition, preparation.isJsonata);
  const readTolerance = prepareTolerance(definition, preparation.isJsonata);
  return (root, frame) =>
    andThen(readConcurrency(root, frame), (concurrency) =>
      andThen(readTolerance(root, frame), (tolerance) => ({ concurrency, tolerance })),
    );
}

/** Prepares ItemSelector, or Parameters, its older name; undefined where the state has neither. */
export function prepareSelector(definition: JsonObject, { isJsonata }: Preparation): SelectItem | undefined {
  const selector = definition["ItemSelector"] ?? definition["Parameters"];
  if (selector === undefined) return undefined;
  if (!isJsonata) return preparePayloadTemplate(selector);
  const template = prepareJsonataTemplate("ItemSelector", selector);
  return (_root, frame) => template(frame, {});
}

function iterate(map: PreparedMap, iterations: Iterations): Json[] | Promise<Json[]> {
  const { frame, root, items, limits } = iterations;
  const { concurrency: limit, tolerance } = limits;
  if (map.distributed !== undefined) {
    const { distributed, processor, selectItem: select } = map;
    return distribute({ map: distributed, processor, select, frame, root, items, limit, tolerance });
  }
  const running = new RunningIterations(map, iterations);
  return runBranches(frame, {
    count: items.length,
    limit,
    itemOf: (index) => ({ Index: index, Value: items[index] ?? null }),
    run: (index, inner) => running.run(index, inner),
    abort: (stopped) => running.abort(stopped),
  });
}

function recordStarted(frame: Frame, items: readonly Json[]): number {
  return recordEvent(frame, "MapStateStarted", () => ({ length: items.length }));
}

interface Iteration {
  readonly index: number;
  readonly inner: Frame;
}

function runItem(map: PreparedMap, { root, items }: Iterations, { index, inner }: Iteration): Json | Promise<Json> {
  const { selectItem, processor } = map;
  return andThen(selectItem === undefined ? (items[index] ?? null) : selectItem(root, inner), (data) => {
    inner.data = data;
    return runBranch(processor, inner);
  });
}

class RunningIterations {
  /** the last event within the iterations so far, which the next one follows. *Recorded* */
  private lastEventId: number;

  constructor(
    private readonly map: PreparedMap,
    private readonly iterations: Iterations,
  ) {
    this.lastEventId = recordStarted(iterations.frame, iterations.items);
  }

  run(index: number, inner: Frame): Json | Promise<Json> {
    inner.previousEventId = this.lastEventId;
    this.record("MapIterationStarted", index, inner);
    return andThen(runItem(this.map, this.iterations, { index, inner }), (output) =>
      this.succeed(index, inner, output),
    );
  }

  abort({ index, failed, isFailed }: StoppedBranch): void {
    const type = isFailed ? "MapIterationFailed" : "MapIterationAborted";
    recordSideEvent(failed, type, () => ({ name: this.map.name, index }));
  }

  private succeed(index: number, inner: Frame, output: Json): Json {
    this.lastEventId = inner.previousEventId;
    this.record("MapIterationSucceeded", index, inner);
    return output;
  }

  private record(type: string, index: number, inner: Frame): void {
    recordEvent(inner, type, () => ({ name: this.map.name, index }));
  }
}
