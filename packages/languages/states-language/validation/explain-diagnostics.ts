import { isJsonObject } from "../../json";
import type { Json } from "../../json";
import { knownApis, listApiActions } from "../calls/api-shapes";
import { intrinsicFunctions } from "../fields/intrinsic-functions";
import { findNearestName } from "../../nearest-name";
import type { Diagnostic } from "./diagnostic";
import { findSteps } from "./locate";
import { listMisspelledCalls, type MisspelledCall } from "./misspelled-calls";
import { listFieldNames } from "./object-rule";
import { optimizedIntegrations } from "./optimized-integrations";

/** A finding, with what was probably meant. */
export interface ExplainedDiagnostic extends Diagnostic {
  /** A name that is there, near to the one that is not. */
  readonly meant?: string;
}

/** A name that is written, and those that could be meant. */
interface Guess {
  readonly name: string;
  readonly known: Iterable<string>;
}

/** A text is what was meant for sure. */
type Read = (groups: readonly string[], trace: readonly Json[]) => Guess | string | undefined;

/** Which names could be meant, by AWS's text. */
const GUESSES: readonly (readonly [RegExp, Read])[] = [
  [/^Missing 'Next' target: (.*)$/s, ([name = ""], trace) => ({ name, known: listStateNames(trace) })],
  [/^Field '(.*)' is not supported$/s, ([name = ""]) => ({ name, known: listFieldNames() })],
  [
    /should (?:have one of these values|be one of the following): \[(.*)\]$/,
    ([list = ""], trace) => readChoice(list, trace),
  ],
  [/^The value for the field '(.*)' must be a valid JSONPath or/s, ([field = ""], trace) => readFunction(field, trace)],
  [
    /^The resource provided (arn:[\w-]+:states:::)(\S+) is not recognized/,
    ([start = "", name = ""]) => readResource(start, name),
  ],
];

/**
 * The findings with what was probably meant. A finding that the correction of another one takes away is left out: a state
 * that is not reached because a transition to it is misspelled, a field that is missing because its name is; and so is the
 * course of a machine whose fields are wrong.
 */
export function explainDiagnostics(
  definition: Json,
  diagnostics: readonly Diagnostic[],
): readonly ExplainedDiagnostic[] {
  const calls = isJsonObject(definition) ? listMisspelledCalls(definition) : [];
  const explained = diagnostics.map((each) => explainMissing(each, calls) ?? explain(definition, each));
  const isWrong = explained.some((each) => each.severity === "ERROR" && !OF_COURSE.has(each.code));
  const corrected = explained.filter(({ meant }) => meant !== undefined);
  return explained.filter(
    (each) => !(isWrong && OF_COURSE.has(each.code)) && !corrected.some((other) => follows(each, other)),
  );
}

/** Codes of what is wrong with the transitions of a machine. */
const OF_COURSE = new Set(["MISSING_TRANSITION_TARGET", "MISSING_END_STATE"]);

/** A required argument that is there under another name: AWS tells neither. */
function explainMissing(diagnostic: Diagnostic, calls: readonly MisspelledCall[]): ExplainedDiagnostic | undefined {
  const { message, location } = diagnostic;
  const call = calls.find(
    (each) =>
      message === `The field '${each.meant}' is required but was missing` && each.location.startsWith(`${location}/`),
  );
  return call && { ...diagnostic, message: `${message}, got '${call.name}'`, meant: call.meant };
}

function explain(definition: Json, diagnostic: Diagnostic): ExplainedDiagnostic {
  const steps = findSteps(definition, diagnostic.location ?? "");
  const trace = steps === undefined ? [] : [definition, ...steps.map(({ value }) => value)];
  for (const [text, read] of GUESSES) {
    const [, ...groups] = text.exec(diagnostic.message) ?? [];
    const guess = groups.length === 0 ? undefined : read(groups, trace);
    if (typeof guess === "string") return { ...diagnostic, meant: guess };
    const meant = guess && findNearestName(guess.name, guess.known);
    // The name itself is one of another kind of state's.
    if (meant !== undefined && meant !== guess?.name) return { ...diagnostic, meant };
  }
  return diagnostic;
}

function follows({ message, location }: Diagnostic, other: ExplainedDiagnostic): boolean {
  const { meant = "" } = other;
  if (message === `State "${meant}" is not reachable.`) return other.message.startsWith("Missing");
  const [, list] = /^Th(?:ese|is).* (?:required|following fields): \[(.*)\]$/.exec(message) ?? [];
  return location === other.location && other.message.startsWith("Field") && list?.split(", ").includes(meant) === true;
}

/** The states of the innermost machine around a location. */
function listStateNames(trace: readonly Json[]): readonly string[] {
  const machine = trace.slice(0, -1).findLast((value) => isJsonObject(value) && isJsonObject(value["States"]));
  const states = isJsonObject(machine) ? machine["States"] : undefined;
  return isJsonObject(states) ? Object.keys(states) : [];
}

function readChoice(list: string, trace: readonly Json[]): Guess | undefined {
  const value = trace.at(-1);
  return typeof value === "string" ? { name: value, known: list.split(", ") } : undefined;
}

function readFunction(field: string, trace: readonly Json[]): Guess | undefined {
  const object = trace.at(-1);
  const value = isJsonObject(object) ? object[field] : undefined;
  const called = typeof value === "string" ? value.match(/States\.\w+(?=\()/g) : null;
  const name = called?.find((each) => !Object.hasOwn(intrinsicFunctions, each));
  return name === undefined ? undefined : { name, known: Object.keys(intrinsicFunctions) };
}

function readResource(start: string, name: string): Guess | string {
  const [service = "", action = ""] = name.split(":");
  if (knownApis.includes(service) && listApiActions(service).includes(action)) return `${start}aws-sdk:${name}`;
  const known = name.startsWith("aws-sdk:")
    ? knownApis.flatMap((service) => listApiActions(service).map((action) => `aws-sdk:${service}:${action}`))
    : [...optimizedIntegrations].flatMap(([action, patterns]) => patterns.map((each) => `${action}${each}`));
  return { name: `${start}${name}`, known: known.map((each) => `${start}${each}`) };
}
