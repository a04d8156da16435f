import type { Json, JsonObject } from "../../json";
import { andThen } from "../../and-then";
import { isExactNumber } from "../../jsonpath/exact-number";
import { printJson } from "../../jsonpath/read-json";
import { EvaluationError, runtimeError, StatesError } from "../values/errors";
import { prepareJsonataField } from "../jsonata/jsonata-field";
import { prepareRequiredPath } from "../fields/jsonpath-fields";
import type { FieldReader } from "../fields/state-fields";

/** How many iterations run at a time when MaxConcurrency is 0. @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
const UNLIMITED = 40;

type Read = FieldReader<Json | undefined>;

/**
 * Prepares MaxConcurrency or MaxConcurrencyPath: how many iterations may run at a time.
 *
 * *Recorded*: LocalStack's AWS-validated snapshots, for the form of all causes here.
 */
export function prepareConcurrency(definition: JsonObject, isJsonata: boolean): FieldReader<number> {
  const read = prepareMaxConcurrency(definition, isJsonata);
  return (root, frame) => andThen(read(root, frame), (limit) => (limit === 0 ? UNLIMITED : limit));
}

/** Prepares MaxConcurrency or MaxConcurrencyPath as it stands: 0 is no limit. */
export function prepareMaxConcurrency(definition: JsonObject, isJsonata: boolean): FieldReader<number> {
  const read = prepareNumber(definition, "MaxConcurrency", isJsonata);
  return (root, frame) =>
    andThen(read(root, frame), (value) => {
      const limit = typeof value === "number" ? value : 0;
      if (limit < 0) {
        throw runtimeError(`Expected non-negative integer for MaxConcurrency, got '${limit}' instead.`);
      }
      return limit;
    });
}

/** How many iterations of a distributed Map may fail; each is undefined where the state does not say it. */
export interface Tolerance {
  readonly count: number | undefined;
  readonly percentage: number | undefined;
}

/** Prepares ToleratedFailureCount and ToleratedFailurePercentage, which an inline Map checks but does not use. */
export function prepareTolerance(definition: JsonObject, isJsonata: boolean): FieldReader<Tolerance> {
  const readCount = prepareNumber(definition, "ToleratedFailureCount", isJsonata);
  const readPercentage = prepareNumber(definition, "ToleratedFailurePercentage", isJsonata);
  return (root, frame) =>
    andThen(readCount(root, frame), (count) => {
      if (typeof count === "number" && count < 0) throw runtimeError("ToleratedFailureCount cannot be negative.");
      return andThen(readPercentage(root, frame), (percentage) => {
        const isOutside = typeof percentage === "number" && (percentage < 0 || percentage > 100);
        if (isOutside) throw runtimeError("ToleratedFailurePercentage must be between 0 and 100.");
        return { count: numberOf(count), percentage: numberOf(percentage) };
      });
    });
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** The fields that hold a number, and what counts as one. */
const KINDS = {
  MaxConcurrency: "integer",
  ToleratedFailureCount: "integer",
  ToleratedFailurePercentage: "float",
} as const;

function prepareNumber(definition: JsonObject, field: keyof typeof KINDS, isJsonata: boolean): Read {
  const value = definition[field];
  if (value !== undefined && isJsonata) {
    const read = prepareJsonataField(field, value, "number");
    return (root, frame) => andThen(read(root, frame), (number) => requireKind(number, field));
  }
  const path = definition[`${field}Path`];
  if (path === undefined) return () => value;
  const read = prepareRequiredPath(path);
  return (root, frame) => toNumber(read(root, frame), { field, path: String(path) });
}

/** *Assumed*: the text, which is that of TimeoutSeconds. */
function requireKind(value: Json, field: keyof typeof KINDS): Json {
  if (KINDS[field] === "float" || Number.isInteger(value) || isExactNumber(value)) return value;
  const detail = `The ${field} field cannot be parsed as an integer: ${printJson(value)}`;
  throw new EvaluationError(StatesError.QueryEvaluationError, detail, field);
}

interface NumberField {
  readonly field: keyof typeof KINDS;
  readonly path: string;
}

/** *Recorded*: a string of digits counts as a number. */
function toNumber(value: Json, { field, path }: NumberField): number {
  const kind = KINDS[field];
  const text = typeof value === "string" ? value : printJson(value);
  const number = text.trim() === "" ? NaN : Number(text);
  if (kind === "integer" ? Number.isInteger(number) : Number.isFinite(number)) return number;
  throw runtimeError(`The ${field}Path field refers to value "${text}" which is not a valid ${kind}: ${path}`);
}
