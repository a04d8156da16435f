import { isJsonObject, type Json, type JsonObject } from "../../json";
import { andThen } from "../../and-then";
import { prepareChoiceRule } from "../fields/choice-rule";
import { EvaluationError, runtimeError } from "../values/errors";
import type { Frame, Transition } from "../world/frame";
import { prepareJsonataField } from "../jsonata/jsonata-field";
import { prepareJsonataFields } from "../jsonata/jsonata-fields";
import { prepareJsonPathFields } from "../fields/jsonpath-fields";
import type { Preparation, PrepareState, StateFields } from "../fields/state-fields";

/** One of the ways out of a Choice state. */
interface Way {
  matches(root: Json, frame: Frame): boolean | Promise<boolean>;
  readonly next: Transition;
  /** what the way does to output and variables: its own Output and Assign */
  readonly fields: StateFields;
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export const prepareChoice: PrepareState = (definition, preparation) => {
  const rules = Array.isArray(definition["Choices"]) ? definition["Choices"].filter(isJsonObject) : [];
  const ways = rules.map((rule, index) => prepareWay({ rule, index }, definition, preparation));
  if (definition["Default"] !== undefined) ways.push(prepareDefault(definition["Default"], preparation));
  return (frame) => {
    const input = frame.data;
    const root = preparation.fields.readInput(frame);
    return andThen(selectWay(ways, root, frame), (way) =>
      andThen(way.fields.writeOutput(frame, input, root), () => way.next),
    );
  };
};

interface ChoiceRule {
  readonly rule: JsonObject;
  readonly index: number;
}

function prepareWay({ rule, index }: ChoiceRule, state: JsonObject, preparation: Preparation): Way {
  const next = preparation.requireTransition(rule["Next"]);
  if (!preparation.isJsonata) {
    const outlet = { ...pick(state, "OutputPath"), ...pick(rule, "Assign") };
    return { matches: prepareChoiceRule(rule), next, fields: prepareJsonPathFields(preparation.name, outlet) };
  }
  const path = `Choices[${index}]/`;
  const outlet = { ...pick(state, "Output"), ...pick(rule, "Output"), ...pick(rule, "Assign") };
  const outputPath = rule["Output"] === undefined ? "" : path;
  const read = prepareJsonataField(`${path}Condition`, rule["Condition"] ?? null, "boolean");
  return {
    matches: (root, frame) => andThen(read(root, frame), (condition) => condition === true),
    next,
    fields: prepareJsonataFields(preparation.name, outlet, { path, outputPath }),
  };
}

function prepareDefault(name: Json, preparation: Preparation): Way {
  return { matches: () => true, next: preparation.requireTransition(name), fields: preparation.fields };
}

function pick(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return value === undefined ? {} : { [name]: value };
}

function selectWay(ways: readonly Way[], root: Json, frame: Frame): Way | Promise<Way> {
  for (const [index, way] of ways.entries()) {
    const matches = way.matches(root, frame);
    if (matches instanceof Promise) return selectWayLater(ways, { index, matches, root, frame });
    if (matches) return way;
  }
  throw noMatch();
}

interface Selection {
  readonly index: number;
  readonly matches: Promise<boolean>;
  readonly root: Json;
  readonly frame: Frame;
}

async function selectWayLater(ways: readonly Way[], { index, matches, root, frame }: Selection): Promise<Way> {
  const way = ways[index];
  if (way !== undefined && (await matches)) return way;
  return selectWay(ways.slice(index + 1), root, frame);
}

/** *Recorded*: public captures; the guide lists States.NoChoiceMatched, which the service does not use. */
function noMatch(): EvaluationError {
  const detail = "Failed to transition out of the state. The state does not point to a next state.";
  return runtimeError(detail);
}
