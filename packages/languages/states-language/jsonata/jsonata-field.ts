import { andThen } from "../../and-then";
import { isJsonObject, type Json, type JsonObject } from "../../json";
import { EvaluationError, StatesError } from "../values/errors";
import type { Frame } from "../world/frame";
import { prepareJsonata, readDelimited } from "./jsonata-expression";
import type { StatesMembers } from "../fields/states-members";
import { setMember } from "../values/members";
import type { FieldReader } from "../fields/state-fields";

/** Makes a value for the frame; returns it at once if it is constant. */
export type JsonataTemplate = (frame: Frame, members: StatesMembers) => Json | Promise<Json>;

/**
 * Prepares a field whose value may be an expression or hold expressions at any depth (Arguments, Output, Assign, Items).
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function prepareJsonataTemplate(field: string, value: Json): JsonataTemplate {
  return prepareNode(field, value) ?? (() => value);
}

function prepareNode(field: string, value: Json): JsonataTemplate | undefined {
  const text = readDelimited(value);
  if (text !== undefined) return prepareJsonata(text, field);
  if (Array.isArray(value)) return prepareArray(field, value);
  return isJsonObject(value) ? prepareObject(field, value) : undefined;
}

function prepareArray(field: string, array: readonly Json[]): JsonataTemplate | undefined {
  const elements = array.map((element, index) => prepareNode(`${field}[${index}]`, element));
  if (elements.every((element) => element === undefined)) return undefined;
  return (frame, members) => {
    const built = [...array];
    const fill = (index: number) =>
      andThen(elements[index]?.(frame, members), (value = built[index]) => void (built[index] = value ?? null));
    return andThen(runInOrder(array.length, fill), () => built);
  };
}

function prepareObject(field: string, object: JsonObject): JsonataTemplate | undefined {
  const parts = Object.entries(object).map(([name, constant]) => {
    return { name, constant, template: prepareNode(`${field}/${name}`, constant) };
  });
  if (parts.every(({ template }) => template === undefined)) return undefined;
  return (frame, members) => {
    const built: JsonObject = {};
    const fill = (index: number) => {
      const { name, constant, template } = parts[index]!;
      return andThen(template === undefined ? constant : template(frame, members), (value) =>
        setMember(built, name, value),
      );
    };
    return andThen(runInOrder(parts.length, fill), () => built);
  };
}

/** Runs for each index from 0 on; waits only for what has to be waited for. */
function runInOrder(count: number, run: (index: number) => void | Promise<void>, from = 0): void | Promise<void> {
  for (let index = from; index < count; index++) {
    const pending = run(index);
    if (pending instanceof Promise) return pending.then(() => runInOrder(count, run, index + 1));
  }
}

/**
 * Prepares a field that takes one type of value (Condition, Seconds, Error); an expression that gives another one fails
 * with States.QueryEvaluationError.
 */
export function prepareJsonataField(field: string, value: Json, expected: string): FieldReader<Json> {
  const text = readDelimited(value);
  const read = prepareJsonataTemplate(field, value);
  if (text === undefined) return (_root, frame) => read(frame, {});
  const requireType = (result: Json): Json => {
    const actual = typeOf(result);
    if (actual === expected) return result;
    const problem = `returned an unexpected result type. Expected '${expected}', but was '${actual}'`;
    const detail = `The JSONata expression '${text}' specified for the field '${field}' ${problem} for value: ${JSON.stringify(result)}`;
    throw new EvaluationError(StatesError.QueryEvaluationError, detail, field);
  };
  return (_root, frame) => andThen(read(frame, {}), requireType);
}

function typeOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
