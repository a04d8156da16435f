import { isJsonObject } from "../../json";
import { byLanguage } from "./jsonata-rules";
import { payloadTemplate } from "./payload-template";
import { reportError } from "./rule";
import type { Rule } from "./rule";
import { expectType } from "./value-rules";

const VARIABLE_NAME = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const MAXIMUM_LENGTH = 80;

const values = byLanguage(payloadTemplate);

/**
 * A rule for Assign: an object whose names are those of variables, whose values are templates of the state's language.
 *
 * *Recorded*: the codes and texts for reserved names and wrong characters (the rules of cdk_preflight). *Assumed*: their
 * location, and the text for names that are too long.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export const assignments: Rule = expectType("OBJECT", (value, location, scope) => {
  if (!isJsonObject(value)) return;
  for (const field of Object.keys(value)) {
    const name = scope.language === "JSONPath" ? field.replace(/\.\$$/, "") : field;
    const error = describeWrongName(name);
    if (error !== undefined) reportError(scope, { ...error, location: `${location}/${field}` });
  }
  values(value, location, scope);
});

function describeWrongName(name: string): { code: string; message: string } | undefined {
  if (name === "states") {
    return { code: "RESERVED_VARIABLE_NAME", message: "Cannot assign to reserved variable '$states'." };
  }
  const wrong = (reason: string) => ({
    code: "INVALID_VARIABLE_NAME",
    message: `Invalid variable name '${name}': the variable name ${reason}.`,
  });
  if (!VARIABLE_NAME.test(name)) return wrong("contains invalid characters");
  if ([...name].length > MAXIMUM_LENGTH) return wrong(`exceeds the ${MAXIMUM_LENGTH}-character limit`);
  return undefined;
}
