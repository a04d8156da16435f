import { isJsonObject, type Json, type JsonObject } from "../../json";
import { runtimeError } from "../values/errors";
import type { Frame } from "../world/frame";
import { prepareJsonataField, prepareJsonataTemplate } from "../jsonata/jsonata-field";
import { prepareRequiredPath } from "../fields/jsonpath-fields";
import { preparePayloadTemplate } from "../fields/payload-template";
import type { FieldReader, Preparation } from "../fields/state-fields";

/** Groups items into the inputs of a distributed Map's iterations. */
export type BatchItems = (items: readonly Json[], root: Json, frame: Frame) => Promise<Json[]>;

/**
 * Prepares ItemBatcher; undefined where the state has none.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
 */
export function prepareBatcher(batcher: Json | undefined, { isJsonata }: Preparation): BatchItems | undefined {
  if (!isJsonObject(batcher)) return undefined;
  const readCount = prepareLimit(batcher, "MaxItemsPerBatch", isJsonata);
  const readBytes = prepareLimit(batcher, "MaxInputBytesPerBatch", isJsonata);
  const readShared = prepareShared(batcher["BatchInput"], isJsonata);
  return async (items, root, frame) => {
    const limits = { count: await readCount(root, frame), bytes: await readBytes(root, frame) };
    const shared = await readShared?.(root, frame);
    return groupItems(items, limits, shared === undefined ? {} : { BatchInput: shared });
  };
}

interface Limits {
  readonly count: number;
  readonly bytes: number;
}

/** An item that is too large for any batch has one of its own. *Assumed*: AWS fails such a run in ways not recorded. */
function groupItems(items: readonly Json[], { count, bytes }: Limits, shared: JsonObject): Json[] {
  const groups: Json[][] = [];
  let size = 0;
  for (const item of items) {
    const last = groups.at(-1);
    const added = sizeOf(item) + 1;
    if (last !== undefined && last.length < count && size + added <= bytes) {
      last.push(item);
      size += added;
    } else {
      groups.push([item]);
      size = sizeOf({ ...shared, Items: [item] });
    }
  }
  return groups.map((group) => ({ ...shared, Items: group }));
}

function sizeOf(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function prepareLimit(batcher: JsonObject, field: string, isJsonata: boolean): FieldReader<number> {
  const value = batcher[field];
  const path = batcher[`${field}Path`];
  const read = readValue();
  return async (root, frame) => {
    const limit = await read(root, frame);
    if (limit === undefined) return Infinity;
    if (typeof limit === "number" && Number.isInteger(limit) && limit > 0) return limit;
    throw runtimeError(`Expected positive integer for ${field}, got '${JSON.stringify(limit)}' instead.`);
  };

  function readValue(): FieldReader<Json | undefined> {
    if (path !== undefined) return prepareRequiredPath(path);
    if (value === undefined || !isJsonata) return () => value;
    return prepareJsonataField(`ItemBatcher/${field}`, value, "number");
  }
}

function prepareShared(value: Json | undefined, isJsonata: boolean): FieldReader<Json> | undefined {
  if (value === undefined) return undefined;
  if (!isJsonata) return preparePayloadTemplate(value);
  const template = prepareJsonataTemplate("ItemBatcher/BatchInput", value);
  return (_root, frame) => template(frame, {});
}
