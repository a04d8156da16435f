import { compilePath } from "../../jsonpath/compile-path";
import { stepFunctionsDialect } from "../../jsonpath/step-functions-dialect";
import { parseIntrinsic } from "../fields/intrinsic-expression";
import type { IntrinsicExpression } from "../fields/intrinsic-expression";
import { requireIntrinsicFunction } from "../fields/prepare-intrinsic";
import { reportSchemaError } from "./rule";
import type { Rule } from "./rule";
import { expectType } from "./value-rules";

const VARIABLE = /^\$[\p{ID_Start}_][\p{ID_Continue}]*/u;

/**
 * A rule for paths: JSONPath into the input (`$.a`), the context object (`$$.State.Name`) or a variable (`$name.a`).
 *
 * *Recorded*: the text, aws-cloudformation/cfn-lint, quoting CloudFormation.
 */
export const path = expectType("STRING", (value, location, scope) => {
  if (!isPath(String(value))) reportSchemaError(scope, "Value must be a valid JSONPath.", location);
});

/** A rule for paths or calls of intrinsic functions, as in ErrorPath and CausePath. The text is that of `path`. */
export const pathOrIntrinsic = expectType("STRING", (value, location, scope) => {
  if (!isPathOrIntrinsic(String(value))) reportSchemaError(scope, "Value must be a valid JSONPath.", location);
});

/**
 * A rule for reference paths: paths that select a single node, by names and indexes alone.
 *
 * *Recorded*: the two texts that give a reason (Stedi-Public-Archive/ts2asl; a Terraform user's error).
 * *Assumed*: the bare text for the other reasons.
 */
export const referencePath = expectType("STRING", reportReferencePath);

/** A rule for reference paths into the input alone: neither context object nor variables, as ResultPath needs. */
export const inputReferencePath = expectType("STRING", (value, location, scope) => {
  const text = String(value);
  if (text.startsWith("$$") || VARIABLE.test(text)) reportSchemaError(scope, NOT_A_REFERENCE, location);
  else reportReferencePath(value, location, scope);
});

const NOT_A_REFERENCE = "Value is not a Reference Path";

function reportReferencePath(...[value, location, scope]: Parameters<Rule>): void {
  const text = String(value);
  if (!text.startsWith("$")) {
    reportSchemaError(scope, `${NOT_A_REFERENCE}: Reference path didn't start with '$'`, location);
  } else if (hasBareBracket(text)) {
    reportSchemaError(scope, `${NOT_A_REFERENCE}: '[' must be followed by ' or '['`, location);
  } else if (!isReferencePath(text)) {
    reportSchemaError(scope, NOT_A_REFERENCE, location);
  }
}

/** True if outside of quotes a `[` is followed by neither a quote nor an index. */
function hasBareBracket(text: string): boolean {
  let quoted = false;
  for (let position = 0; position < text.length; position++) {
    const character = text[position];
    if (quoted && character === "\\") position++;
    else if (character === "'") quoted = !quoted;
    else if (!quoted && character === "[" && !/['"\d-]/.test(text[position + 1] ?? "")) return true;
  }
  return false;
}

/** True for a path of the States Language. */
export function isPath(text: string): boolean {
  if (!text.startsWith("$")) return false;
  return tryTo(() => compilePath(toInputPath(text), stepFunctionsDialect));
}

/** True for a path, or a call of an intrinsic function that exists, with as many arguments as it takes. */
export function isPathOrIntrinsic(text: string): boolean {
  return text.startsWith("$") ? isPath(text) : isIntrinsic(text);
}

function isIntrinsic(text: string): boolean {
  return tryTo(() => rejectWrongParts(parseIntrinsic(text)));
}

function rejectWrongParts(expression: IntrinsicExpression): void {
  if (expression.kind === "path" && !isPath(expression.text)) throw new Error(`not a path: ${expression.text}`);
  if (expression.kind !== "call") return;
  requireIntrinsicFunction(expression);
  expression.arguments.forEach(rejectWrongParts);
}

function isReferencePath(text: string): boolean {
  return tryTo(() => {
    if (compilePath(toInputPath(text), stepFunctionsDialect).segments === undefined)
      throw new Error(`not a reference path: ${text}`);
  });
}

/** The path as one into the input: `$$.a` and `$name.a` become `$.a`. */
function toInputPath(text: string): string {
  return text.startsWith("$$") ? text.slice(1) : text.replace(VARIABLE, "$");
}

function tryTo(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
