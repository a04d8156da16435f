import { compilePattern } from "./compile-pattern";
import { InvalidPathError } from "./errors";
import { findByPath } from "./evaluate-path";
import { parseStepFunctionsPath } from "./parse-step-functions-path";
import type { RE2JS } from "re2js";
import type { Context, Path } from "./tokens";

/** What stands on a side of an operator. */
export type StepFunctionsOperand =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "pattern"; readonly pattern: RE2JS }
  | { readonly kind: "path"; readonly path: Path; readonly text: string };

/**
 * The operand that a text writes: a path, a text in single quotes, a pattern between slashes, or else the text itself.
 *
 * @throws InvalidPathError for a path that is none or is indefinite, and for a flawed pattern
 */
export function compileOperand(text: string): StepFunctionsOperand {
  if (/^[$@]/.test(text)) return compilePathOperand(text);
  if (text.startsWith("'") && text.endsWith("'")) {
    if (text.length < 2) throw new InvalidPathError(`text ${text}: is not closed; expected '`);
    return { kind: "text", text: text.slice(1, -1) };
  }
  const [, source, flag = ""] = /^\/([^]*)\/(i?)$/.exec(text) ?? [];
  if (source !== undefined) return { kind: "pattern", pattern: compilePattern(source, flag) };
  if (/^\/i?$/.test(text)) throw new InvalidPathError(`pattern ${text}: is not closed; expected /`);
  return { kind: "text", text };
}

function compilePathOperand(text: string): StepFunctionsOperand {
  const path = parseStepFunctionsPath(text);
  if (path.definite) return { kind: "path", path, text };
  throw new InvalidPathError(`path '${text}': selects several values in a filter; write one that selects one`);
}

/** The value that an operand stands for, with `item` as `@`; undefined where a path selects nothing. */
export function readOperand(operand: StepFunctionsOperand, item: unknown, context: Context): unknown {
  if (operand.kind === "text") return operand.text;
  if (operand.kind === "pattern") return operand.pattern;
  return findByPath(operand.path, operand.path.root === "$" ? context.root : item, context);
}
