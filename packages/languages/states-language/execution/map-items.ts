import { isJsonObject, type Json, type JsonObject, readOwn } from "../../json";
import { compilePath } from "../../jsonpath/compile-path";
import { printJson } from "../../jsonpath/read-json";
import { stepFunctionsDialect } from "../../jsonpath/step-functions-dialect";
import { andThen } from "../../and-then";
import { EvaluationError, runtimeError, StatesError } from "../values/errors";
import type { Frame } from "../world/frame";
import { prepareJsonataField } from "../jsonata/jsonata-field";
import { prepareRequiredPath } from "../fields/jsonpath-fields";
import { inapplicableStep } from "../fields/result-path";
import type { Preparation } from "../fields/state-fields";

/** Reads the items that a Map state iterates over; `root` is its effective input. */
export type ReadItems = (root: Json, frame: Frame) => Json[] | Promise<Json[]>;

/**
 * Prepares ItemsPath or Items; fails with States.Runtime or States.QueryEvaluationError if they give no array.
 *
 * *Recorded*: LocalStack's AWS-validated snapshots of Map states.
 */
export function prepareMapItems(definition: JsonObject, { isJsonata }: Preparation): ReadItems {
  return isJsonata ? prepareItems(definition["Items"]) : prepareItemsPath(definition["ItemsPath"]);
}

function prepareItems(value: Json | undefined): ReadItems {
  if (value === undefined) return (root) => requireItems(root);
  const read = prepareJsonataField("Items", value, "array");
  return (root, frame) => andThen(read(root, frame), requireItems);
}

function requireItems(items: Json): Json[] {
  if (Array.isArray(items)) return items;
  const detail = `Map state input must be an array but was: ${printJson(items)}`;
  throw new EvaluationError(StatesError.QueryEvaluationError, detail);
}

function prepareItemsPath(text: Json | undefined): ReadItems {
  const path = text ?? "$";
  const read = prepareRequiredPath(path);
  const shown = String(path).replace(/^\$\$/, "$");
  const segments = isInputPath(path) ? compilePath(path, stepFunctionsDialect).segments : undefined;
  return (root, frame) => {
    const missing = segments === undefined ? undefined : findMissingStep(root, segments);
    if (missing !== undefined) throw inapplicableStep(missing, root);
    const items = read(root, frame);
    if (Array.isArray(items)) return items;
    throw runtimeError(`Reference path "${shown}" must point to array.`);
  };
}

function isInputPath(path: Json): path is string {
  return typeof path === "string" && /^\$[.[]/.test(path);
}

/** The first step of a reference path that an input does not have. */
function findMissingStep(root: Json, segments: readonly (string | number)[]): string | number | undefined {
  let value = root;
  for (const step of segments) {
    const next = Array.isArray(value)
      ? value[Number(step)]
      : isJsonObject(value)
        ? readOwn(value, String(step))
        : undefined;
    if (next === undefined) return step;
    value = next;
  }
  return undefined;
}
