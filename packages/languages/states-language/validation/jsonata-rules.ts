import type { Json } from "../../json";
import { isJsonObject } from "../../json";
import { parseJsonata } from "../jsonata/parse-jsonata";
import { findUnsupportedReferences } from "./jsonata-references";
import { reportError, reportSchemaError } from "./rule";
import type { Rule, Scope } from "./rule";

/** A rule for JSON in a JSONata state: every string in it that opens `{%` is an expression and must parse. */
export const jsonataValue: Rule = (value, location, scope) => {
  if (typeof value === "string") return validateText(value, location, scope);
  if (Array.isArray(value)) value.forEach((element, index) => jsonataValue(element, `${location}[${index}]`, scope));
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) jsonataValue(member, `${location}/${name}`, scope);
};

/** A rule for a field that is evaluated once the state's work is done. */
export function withResult(rule: Rule): Rule {
  return (value, location, scope) => rule(value, location, { ...scope, resulting: true });
}

/** A rule for a field that in a JSONata state may be an expression instead of what `rule` takes. */
export function orExpression(rule: Rule): Rule {
  return (value, location, scope) => {
    if (scope.language === "JSONata" && isOpenExpression(value)) validateText(value, location, scope);
    else rule(value, location, scope);
  };
}

/** A rule for a field that is `jsonPath` in a JSONPath state and JSON with expressions in a JSONata state. */
export function byLanguage(jsonPath: Rule): Rule {
  return (value, location, scope) => {
    const rule = scope.language === "JSONata" ? jsonataValue : jsonPath;
    rule(value, location, scope);
  };
}

function isOpenExpression(value: Json): value is string {
  return typeof value === "string" && value.startsWith("{%");
}

/**
 * *Recorded*: INVALID_JSONATA_EXPRESSION and UNSUPPORTED_JSONATA_EXPRESSION with their texts (floci-io/floci, measured with
 * validate-state-machine-definition on us-east-1); the text for a missing `%}` (the rules of cdk_preflight).
 */
function validateText(text: string, location: string, scope: Scope): void {
  if (!isOpenExpression(text)) return;
  if (!text.endsWith("%}") || text.length < 4) {
    return reportSchemaError(scope, "JSONata string must start with {% and end with %}", location);
  }
  const parsed = parseJsonata(text.slice(2, -2).trim());
  if ("message" in parsed) {
    return reportError(scope, { code: "INVALID_JSONATA_EXPRESSION", message: parsed.message, location });
  }
  for (const message of findUnsupportedReferences(parsed.tree, scope)) {
    reportError(scope, { code: "UNSUPPORTED_JSONATA_EXPRESSION", message, location });
  }
}
