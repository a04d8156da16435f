import { isJsonObject } from "../../json";
import type { Json } from "../../json";
import { isPathOrIntrinsic } from "./path-rules";
import { reportSchemaError } from "./rule";
import type { Rule, Scope } from "./rule";
import { warnOfStaticPath } from "./warnings";

/**
 * A rule for payload templates: the value of each field that ends in `.$`, at any depth, is a path or a call of an
 * intrinsic function.
 *
 * *Recorded*: the text, and that the location is the template's and not the field's.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html
 */
export const payloadTemplate: Rule = (value, location, scope) => {
  if (Array.isArray(value)) for (const element of value) payloadTemplate(element, location, scope);
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) validateMember(name, member, { location, scope });
};

function validateMember(name: string, value: Json, at: { location: string; scope: Scope }): void {
  const { location, scope } = at;
  if (!name.endsWith(".$")) {
    if (typeof value === "string") warnOfStaticPath(name, value, at);
    return payloadTemplate(value, location, scope);
  }
  if (typeof value === "string" && isPathOrIntrinsic(value)) return;
  const expected = "must be a valid JSONPath or a valid intrinsic function call";
  reportSchemaError(scope, `The value for the field '${name}' ${expected}`, location);
}
