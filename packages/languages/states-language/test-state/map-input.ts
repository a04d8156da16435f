import { isJsonObject, type Json, type JsonObject } from "../../json";
import type { Frame } from "../world/frame";
import { prepareMapItems } from "../execution/map-items";
import { isDistributed, STATE_DATA } from "../execution/map-run";
import { prepareMaxConcurrency, prepareTolerance, type Tolerance } from "../execution/map-limits";
import type { Preparation } from "../fields/state-fields";
import { prepareSelector } from "../states/map";
import type { TestedState } from "./find-state";
import type { Inspection } from "./inspection";
import { prepareBatcher } from "../execution/item-batcher";
import { readItemReaderData } from "./item-reader-data";
import { refuseRequest, type StateConfiguration } from "./request";

/** A mocked Map state as it starts. */
export interface MapTest {
  readonly state: TestedState;
  readonly preparation: Preparation;
  readonly inspection: Inspection;
  readonly configuration: StateConfiguration;
}

export interface EnteredMap {
  /** the cause of States.ExceedToleratedFailureThreshold, if more iterations failed than the state tolerates */
  readonly exceeded: string | undefined;
  readonly iterations: number;
}

/** *Recorded*: radkawar/stackd. */
const EXCEEDED = "The specified tolerated failure threshold was exceeded";

/**
 * Evaluates what a Map state does before its iterations, and shows it.
 *
 * @throws TestStateRefusal for a failure count above the number of iterations, with AWS's text. *Recorded*.
 */
export async function enterMap(test: MapTest, root: Json, frame: Frame): Promise<EnteredMap> {
  const { state, preparation, inspection, configuration } = test;
  const items = await readItems(test, root, frame);
  const selected = await selectItems(test, { items, root, frame });
  const batch = prepareBatcher(state.definition["ItemBatcher"], preparation);
  const batches = batch === undefined ? selected : await batch(selected, root, frame);
  if (batch !== undefined) inspection.show("afterItemBatcher", batches);
  const limit = await prepareMaxConcurrency(state.definition, state.isJsonata)(root, frame);
  inspection.showLimit("maxConcurrency", limit);
  const tolerance = await prepareTolerance(state.definition, state.isJsonata)(root, frame);
  inspection.showLimit("toleratedFailureCount", tolerance.count);
  inspection.showLimit("toleratedFailurePercentage", tolerance.percentage);
  const failures = configuration.mapIterationFailureCount ?? 0;
  if (failures > batches.length)
    throw refuseRequest("Map iteration failure count must be less than or equal to the number of Map iterations");
  const exceeded = isExceeded(tolerance, failures, batches.length) ? EXCEEDED : undefined;
  return { exceeded, iterations: batches.length };
}

/**
 * Documented: either threshold fails the run. *Assumed*, because LocalStack passes AWS's recordings so: TestState asks none of
 * a state that sets none, though in an execution one failure then fails the run.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
function isExceeded({ count, percentage }: Tolerance, failures: number, iterations: number): boolean {
  if (failures === 0) return false;
  if (count !== undefined && failures > count) return true;
  return percentage !== undefined && (failures / iterations) * 100 > percentage;
}

/** What the ItemReader reads stands in the place of the input that Items or ItemsPath selects from. */
async function readItems({ state, preparation, inspection, configuration }: MapTest, root: Json, frame: Frame) {
  const data = configuration.mapItemReaderData;
  const reader = state.definition["ItemReader"];
  const read = prepareMapItems(state.definition, preparation);
  const source = data === undefined || !isJsonObject(reader) ? root : readItemReaderData(data, reader);
  if (isJsonObject(reader) && hasPointer(reader)) inspection.show("afterItemsPointer", source);
  const items = await read(source, frame);
  if (!isJsonObject(reader) || state.definition["ItemsPath"] !== undefined) inspection.show("afterItemsPath", items);
  return items;
}

function hasPointer(reader: JsonObject): boolean {
  const config = reader["ReaderConfig"];
  return isJsonObject(config) && config["ItemsPointer"] !== undefined;
}

interface Selection {
  readonly items: readonly Json[];
  readonly root: Json;
  readonly frame: Frame;
}

async function selectItems({ state, preparation, inspection }: MapTest, { items, root, frame }: Selection) {
  const select = prepareSelector(state.definition, preparation);
  if (select === undefined) return [...items];
  const { definition } = state;
  const source = isDistributed(definition) && definition["ItemReader"] === undefined && { Source: STATE_DATA };
  const selected: Json[] = [];
  for (const [index, item] of items.entries())
    selected.push(await select(root, { ...frame, item: { Index: index, Value: item, ...source } }));
  inspection.show("afterItemSelector", selected);
  return selected;
}
