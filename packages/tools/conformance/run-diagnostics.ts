import { isDeepStrictEqual } from "node:util";
import type { Json } from "@sfn-websocket/languages/json";
import {
  type Diagnostic,
  listErrors,
  validateDefinition,
} from "@sfn-websocket/languages/states-language/validation/validate-definition";
import type { Verdict } from "./verdict";

/** A definition and all that validation finds in it, in order. */
export interface DiagnosticsCase {
  /** The text itself, or an object to print. */
  readonly definition: Json;
  /** @default "STANDARD" */
  readonly type?: "STANDARD" | "EXPRESS";
  readonly expect: readonly Diagnostic[];
}

/** A definition and what somebody reported that AWS says of it: `accepted`, or every error as `CODE: message at location`. */
export interface VerdictCase extends Omit<DiagnosticsCase, "expect"> {
  readonly expect: string | readonly string[];
}

const ACCEPTED = /^accepted(?: \(type (STANDARD|EXPRESS)\))?$/;

/** Whether the errors that validation finds are the reported ones. */
export function runVerdict({ definition, expect, ...rest }: VerdictCase): Verdict {
  const accepted = typeof expect === "string" ? ACCEPTED.exec(expect) : null;
  const { type = accepted?.[1] === "EXPRESS" ? "EXPRESS" : "STANDARD" } = rest;
  const expected = accepted === null ? [expect].flat() : [];
  const errors = listErrors(printDefinition(definition), { type });
  const actual = errors.map(({ code, message, location = "null" }) => `${code}: ${message} at ${location}`);
  return {
    met: isDeepStrictEqual(actual, expected),
    actual: actual.length === 0 ? "accepted" : JSON.stringify(actual),
  };
}

/** Whether validation finds just what the case expects, and what it finds as JSON. */
export function runCase({ definition, type = "STANDARD", expect }: DiagnosticsCase): Verdict {
  const actual = validateDefinition(printDefinition(definition), { type });
  return { met: isDeepStrictEqual(actual, expect), actual: JSON.stringify(actual) };
}

function printDefinition(definition: Json): string {
  return typeof definition === "string" ? definition : JSON.stringify(definition);
}
