import { IamError } from "./iam-error";
import { reportGrammar, toList } from "./policy-grammar";
import type { PolicyKind } from "./policy-grammar";
import { requireJson } from "@sfn-websocket/languages/json";

/** Operators to condition keys to values. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A statement with every list written out. */
export interface Statement {
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  readonly actions: Names | undefined;
  readonly resources: Names | undefined;
  readonly principals: Principals | undefined;
  readonly conditions: ConditionBlock;
}

/** `Action`, or with `except` `NotAction`: likewise for resources. */
export interface Names {
  readonly names: readonly string[];
  readonly except: boolean;
}

/** Principals by kind: `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` is `{ "*": ["*"] }`. */
export type Principals = Readonly<Record<string, readonly string[]>> | "except";

export interface PolicyDocument {
  readonly version: string;
  readonly statements: readonly Statement[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the text of a policy.
 *
 * @throws IamError MalformedPolicyDocument, with AWS's text, for anything else
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(text: string, kind: PolicyKind): PolicyDocument {
  const document = requireJson(text, () => {
    const message = kind === "trust" ? "This policy contains invalid Json" : "Syntax errors in policy.";
    return new IamError("MalformedPolicyDocument", message);
  });
  const problem = reportGrammar(document, kind);
  if (problem !== undefined) throw new IamError("MalformedPolicyDocument", problem);
  const fields = document as Fields;
  return {
    version: String(fields["Version"] ?? "2008-10-17"),
    statements: toList(fields["Statement"]).map((statement) => readStatement(statement as Fields)),
  };
}

function readStatement(fields: Fields): Statement {
  const sid = fields["Sid"];
  return {
    ...(typeof sid === "string" ? { sid } : {}),
    effect: fields["Effect"] === "Deny" ? "Deny" : "Allow",
    actions: readNames(fields, "Action"),
    resources: readNames(fields, "Resource"),
    principals: readPrincipals(fields),
    conditions: readConditions(fields["Condition"]),
  };
}

function readNames(fields: Fields, name: string): Names | undefined {
  const except = !Object.hasOwn(fields, name);
  const value = fields[except ? `Not${name}` : name];
  return value === undefined ? undefined : { names: toList(value).map(String), except };
}

function readPrincipals(fields: Fields): Principals | undefined {
  if (Object.hasOwn(fields, "NotPrincipal")) return "except";
  const principal = fields["Principal"];
  if (principal === undefined) return undefined;
  return principal === "*" ? { "*": ["*"] } : mapValues(principal as Fields);
}

function readConditions(condition: unknown): ConditionBlock {
  const operators = Object.entries((condition ?? {}) as Fields);
  return Object.fromEntries(operators.map(([operator, tests]) => [operator, mapValues(tests as Fields)]));
}

function mapValues(fields: Fields): Record<string, string[]> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, toList(value).map(String)]));
}
