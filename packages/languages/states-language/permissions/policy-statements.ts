import { findJsonObject, isJsonObject, type Json, type JsonObject } from "../../json";

/** A statement of a policy document in one form: every member a sorted list. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** `Action`, or `NotAction` with a `!` before each. */
  readonly actions: readonly string[];
  /** `Resource`, or `NotResource` with a `!` before each; empty in a trust policy. */
  readonly resources: readonly string[];
  /** `Service:states.amazonaws.com`, `AWS:*`, `*`; empty in a policy of a role. */
  readonly principals: readonly string[];
  /** `StringEquals aws:SourceAccount = 123456789012` */
  readonly conditions: readonly string[];
}

/** The statements of a policy document's text; undefined for a text that is none. */
export function readStatements(text: string): readonly Statement[] | undefined {
  const document = findJsonObject(text);
  return document && listObjects(document["Statement"]).map(readStatement);
}

/** The same text for the same statement, whatever its form. */
export function identifyStatement(statement: Statement): string {
  return JSON.stringify([
    statement.effect,
    statement.actions.map((action) => action.toLowerCase()),
    statement.resources,
    statement.principals,
    statement.conditions,
  ]);
}

function readStatement(statement: JsonObject): Statement {
  return {
    effect: statement["Effect"] === "Deny" ? "Deny" : "Allow",
    actions: [...listTexts(statement["Action"]), ...negate(statement["NotAction"])].sort(),
    resources: [...listTexts(statement["Resource"]), ...negate(statement["NotResource"])].sort(),
    principals: [
      ...listPrincipals(statement["Principal"]),
      ...listPrincipals(statement["NotPrincipal"]).map(not),
    ].sort(),
    conditions: listConditions(statement["Condition"]).sort(),
  };
}

function listPrincipals(principal: Json | undefined): string[] {
  if (!isJsonObject(principal)) return listTexts(principal);
  return Object.entries(principal).flatMap(([kind, names]) => listTexts(names).map((name) => `${kind}:${name}`));
}

function listConditions(condition: Json | undefined): string[] {
  if (!isJsonObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isJsonObject(keys)
      ? Object.entries(keys).map(([key, values]) => `${operator} ${key} = ${listTexts(values).sort().join(" or ")}`)
      : [],
  );
}

function negate(value: Json | undefined): string[] {
  return listTexts(value).map(not);
}

function not(text: string): string {
  return `!${text}`;
}

function listTexts(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === undefined || value === null ? [] : [String(value)];
}

function listObjects(value: Json | undefined): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => isJsonObject(item));
}
