import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/**
 * Returns parameters as a form of the query protocol: `a.b`, lists as `a.member.1`, and maps of a structure each, such as
 * SNS's message attributes, as `a.entry.1.Name` and `a.entry.1.Value`.
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function printForm(parameters: JsonObject): string {
  return new URLSearchParams(listFields(parameters, "")).toString();
}

function listFields(value: Json, path: string): [string, string][] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each, index) => listFields(each, `${path}.member.${index + 1}`));
  if (!isJsonObject(value)) return [[path, String(value)]];
  const entries = Object.entries(value);
  if (/Attributes$/.test(path))
    return entries.flatMap(([name, each], index) => [
      [`${path}.entry.${index + 1}.Name`, name] as [string, string],
      ...listFields(each, `${path}.entry.${index + 1}.Value`),
    ]);
  return entries.flatMap(([name, each]) => listFields(each, path === "" ? name : `${path}.${name}`));
}
