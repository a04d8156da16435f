import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { list } from "./attributes";
import { NotEvaluated } from "./not-evaluated";

/**
 * The policy that an `aws_iam_policy_document` writes, as JSON.
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/iam_policy_document
 */
export function writePolicyDocument(attributes: JsonObject): JsonObject {
  for (const name of ["source_policy_documents", "override_policy_documents"])
    if (name in attributes) throw new NotEvaluated(`'${name}' is not emulated; write the statements here`);
  const { version = "2012-10-17", policy_id: id } = attributes;
  const document = {
    Version: version,
    ...(id !== undefined && { Id: id }),
    Statement: list(attributes.statement).map(writeStatement),
  };
  return { json: JSON.stringify(document, null, 2), minified_json: JSON.stringify(document) };
}

const ELEMENTS: Readonly<Record<string, string>> = {
  actions: "Action",
  not_actions: "NotAction",
  resources: "Resource",
  not_resources: "NotResource",
};

function writeStatement(statement: JsonObject): JsonObject {
  const { sid, effect = "Allow", principals, not_principals: notPrincipals, condition } = statement;
  const elements = Object.entries(ELEMENTS).flatMap(([name, element]) =>
    statement[name] === undefined ? [] : [[element, single(statement[name])] as const],
  );
  return {
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect,
    ...Object.fromEntries(elements),
    ...(principals !== undefined && { Principal: writePrincipals(principals) }),
    ...(notPrincipals !== undefined && { NotPrincipal: writePrincipals(notPrincipals) }),
    ...(condition !== undefined && { Condition: writeConditions(condition) }),
  };
}

function writePrincipals(principals: Json): Json {
  const listed = list(principals);
  if (listed.some(({ type }) => type === "*")) return "*";
  const types: Record<string, Json[]> = {};
  for (const { type, identifiers } of listed) (types[String(type)] ??= []).push(...itemsOf(identifiers));
  return Object.fromEntries(Object.entries(types).map(([type, names]) => [type, single(names)]));
}

function writeConditions(conditions: Json): JsonObject {
  const tests: Record<string, JsonObject> = {};
  for (const { test, variable, values } of list(conditions)) {
    const before = tests[String(test)] ?? {};
    const known = before[String(variable)];
    const all = [...(known === undefined ? [] : itemsOf(known)), ...itemsOf(values)];
    tests[String(test)] = { ...before, [String(variable)]: single(all) };
  }
  return tests;
}

const itemsOf = (value: Json | undefined): Json[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** A list of one is the one. */
const single = (value: Json): Json =>
  Array.isArray(value) && value.length === 1 && !isJsonObject(value[0]) ? value[0]! : value;
