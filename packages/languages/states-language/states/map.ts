import type { Json, JsonObject } from "../../jsonpath/json";
import { andThen } from "../and-then";
import type { Branch, Frame } from "../frame";
import { recordEvent, recordSideEvent } from "../history";
import { prepareJsonataTemplate } from "../jsonata-field";
import { prepareMapItems } from "../map-items";
import { prepareConcurrency, prepareTolerance } from "../map-limits";
import { preparePayloadTemplate } from "../payload-template";
import { withRecovery } from "../recovery";
import { runBranch } from "../run-branch";
import { runBranches, type StoppedBranch } from "../run-branches";
import type { FieldReader, Preparation, PrepareState } from "../state-fields";

/** Makes an iteration's input; `frame` has the item in its context object. */
export type SelectItem = (root: Json, frame: Frame) => Json | Promise<Json>;

/** A Map state in Express runs inline. @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
export const prepareMap: PrepareState = (definition, preparation) => {
  const map = {
    name: preparation.name,
    processor: preparation.prepareBranch(definition["ItemProcessor"] ?? definition["Iterator"]),
    selectItem: prepareSelector(definition, preparation),
  };
  const next = preparation.findState(definition["Next"]);
  const { fields } = preparation;
  const readItems = prepareMapItems(definition, preparation);
  const readLimits = prepareLimits(definition, preparation);
  return withRecovery(definition, preparation, (frame) => {
    const input = frame.data;
    const root = fields.readInput(frame);
    return andThen(readItems(root, frame), (items) =>
      andThen(readLimits(root, frame), (limit) =>
        andThen(iterate(map, { frame, root, items, limit }), (results) =>
          andThen(fields.writeOutput(frame, input, results), () => next),
        ),
      ),
    );
  });
};

interface PreparedMap {
  readonly name: string;
  readonly processor: Branch;
  readonly selectItem: SelectItem | undefined;
}

interface Iterations {
  readonly frame: Frame;
  readonly root: Json;
  readonly items: readonly Json[];
  readonly limit: number;
}

function prepareLimits(definition: JsonObject, preparation: Preparation): FieldReader<number> {
  const readConcurrency = prepareConcurrency(definition, preparation.isJsonata);
  const checkTolerance = prepareTolerance(definition, preparation.isJsonata);
  return (root, frame) =>
    andThen(readConcurrency(root, frame), (limit) => andThen(checkTolerance(root, frame), () => limit));
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
  const { frame, items, limit } = iterations;
  const running = new RunningIterations(map, iterations);
  return runBranches(frame, {
    count: items.length,
    limit,
    itemOf: (index) => ({ Index: index, Value: items[index] ?? null }),
    run: (index, inner) => running.run(index, inner),
    abort: (stopped) => running.abort(stopped),
  });
}

class RunningIterations {
  /** the last event within the iterations so far, which the next one follows. *Recorded* */
  private lastEventId: number;

  constructor(
    private readonly map: PreparedMap,
    private readonly iterations: Iterations,
  ) {
    const { frame, items } = iterations;
    this.lastEventId = recordEvent(frame, "MapStateStarted", () => ({ length: items.length }));
  }

  run(index: number, inner: Frame): Json | Promise<Json> {
    inner.previousEventId = this.lastEventId;
    this.record("MapIterationStarted", index, inner);
    return andThen(this.runItem(index, inner), (output) => this.succeed(index, inner, output));
  }

  abort({ index, failed, isFailed }: StoppedBranch): void {
    const type = isFailed ? "MapIterationFailed" : "MapIterationAborted";
    recordSideEvent(failed, type, () => ({ name: this.map.name, index }));
  }

  private runItem(index: number, inner: Frame): Json | Promise<Json> {
    const { selectItem, processor } = this.map;
    const { root, items } = this.iterations;
    return andThen(selectItem === undefined ? (items[index] ?? null) : selectItem(root, inner), (data) => {
      inner.data = data;
      return runBranch(processor, inner);
    });
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
