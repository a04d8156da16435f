import { isDeepStrictEqual } from "node:util";
import type { Json } from "../../languages/jsonpath/json";
import { type Diagnostic, validateDefinition } from "../../languages/states-language/validation/validate-definition";

/** A definition and all that validation finds in it, in order. */
export interface DiagnosticsCase {
  /** The text itself, or an object to print. */
  readonly definition: Json;
  /** @default "STANDARD" */
  readonly type?: "STANDARD" | "EXPRESS";
  readonly expect: readonly Diagnostic[];
}

/** Whether validation finds just what the case expects, and what it finds as JSON. */
export function runCase({ definition, type = "STANDARD", expect }: DiagnosticsCase): { met: boolean; actual: string } {
  const text = typeof definition === "string" ? definition : JSON.stringify(definition);
  const actual = validateDefinition(text, { type });
  return { met: isDeepStrictEqual(actual, expect), actual: JSON.stringify(actual) };
}
