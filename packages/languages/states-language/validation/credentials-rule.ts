import { isJsonObject } from "../../json";
import { byLanguage, jsonataValue } from "./jsonata-rules";
import { payloadTemplate } from "./payload-template";
import { reportSchemaError } from "./rule";
import type { Rule } from "./rule";
import { expectType } from "./value-rules";

const template = byLanguage(payloadTemplate);

/**
 * A rule for the Credentials of a Task state: a role, as text or, in `RoleArn.$`, as a path.
 *
 * *Recorded*: the text. *Assumed*: a JSONata expression may stand for the whole object.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html
 */
export const credentials: Rule = (value, location, scope) => {
  if (typeof value === "string" && scope.language === "JSONata") return jsonataValue(value, location, scope);
  object(value, location, scope);
  if (!isJsonObject(value)) return;
  if (Object.hasOwn(value, "RoleArn") || Object.hasOwn(value, "RoleArn.$")) return;
  reportSchemaError(scope, "The field 'RoleArn' is required but was missing", location);
};

const object = expectType("OBJECT", template);
