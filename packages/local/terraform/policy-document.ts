import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { list, text } from "./attributes";
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
  const types = new Map<string, Json[]>();
  for (const principal of listed) {
    const type = text(principal, "type");
    types.set(type, [...(types.get(type) ?? []), ...itemsOf(principal.identifiers)]);
  }
  return Object.fromEntries([...types].map(([type, names]) => [type, single(names)]));
}

function writeConditions(conditions: Json): JsonObject {
  const tests = new Map<string, ReadonlyMap<string, Json[]>>();
  for (const condition of list(conditions)) {
    const [test, variable] = [text(condition, "test"), text(condition, "variable")];
    const before = tests.get(test) ?? new Map<string, Json[]>();
    tests.set(test, new Map([...before, [variable, [...(before.get(variable) ?? []), ...itemsOf(condition.values)]]]));
  }
  const written = [...tests].map(([test, variables]) => {
    const members = [...variables].map(([variable, values]) => [variable, single(values)]);
    return [test, Object.fromEntries(members) as JsonObject] as const;
  });
  return Object.fromEntries(written);
}

const itemsOf = (value: Json | undefined): Json[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** A list of one is the one. */
const single = (value: Json): Json =>
  Array.isArray(value) && value.length === 1 && !isJsonObject(value[0]) ? value[0]! : value;
