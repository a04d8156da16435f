import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/**
 * Returns parameters as a form of the query protocol: `a.b`, lists as `a.member.1`, and maps, which are all that is called
 * attributes, as `a.entry.1.key` and `a.entry.1.value`; SNS's model has other names for those of a message.
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
  const [key, held] = path.endsWith("MessageAttributes") ? ["Name", "Value"] : ["key", "value"];
  if (/attributes$/i.test(path))
    return entries.flatMap(([name, each], index) => [
      [`${path}.entry.${index + 1}.${key}`, name] as [string, string],
      ...listFields(each, `${path}.entry.${index + 1}.${held}`),
    ]);
  return entries.flatMap(([name, each]) => listFields(each, path === "" ? name : `${path}.${name}`));
}
