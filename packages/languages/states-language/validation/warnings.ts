import { isJsonObject } from "../../json";
import type { Json } from "../../json";
import { reportWarning } from "./rule";
import type { Rule, Scope } from "./rule";

const DYNAMIC = /^(?:\$$|\$\$?[.[]|States\.[A-Za-z0-9]+\()/;

/**
 * Warns of a payload template's field whose value would be a path or intrinsic function if its name ended in `.$`.
 * The code is documented, the wording ours.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
 */
export function warnOfStaticPath(name: string, value: string, at: { location: string; scope: Scope }): void {
  if (!DYNAMIC.test(value)) return;
  reportWarning(at.scope, {
    code: "NO_DOLLAR",
    message: `The value of the field '${name}' looks like a JSONPath or an intrinsic function; name it '${name}.$'`,
    location: at.location,
  });
}

/** Warns when a text looks like a path though its field takes none: `Cause`, where `CausePath` may be meant. */
export const warnOfPath: Rule = (value, location, scope) => {
  if (scope.language !== "JSONPath" || typeof value !== "string" || !DYNAMIC.test(value)) return;
  const name = location.slice(location.lastIndexOf("/") + 1);
  const message = `The value of the field '${name}' looks like a path, but its name does not end with 'Path'`;
  reportWarning(scope, { code: "NO_PATH", message, location });
};

/** Warns when a Pass state's Result holds what looks like a path: it is not evaluated. */
export const warnOfStaticResult: Rule = (value, location, scope) => {
  if (!holdsPath(value)) return;
  const message = "The Result of a Pass state is static: paths in it are not evaluated; use Parameters";
  reportWarning(scope, { code: "PASS_RESULT_IS_STATIC", message, location });
};

function holdsPath(value: Json): boolean {
  if (typeof value === "string") return DYNAMIC.test(value);
  if (Array.isArray(value)) return value.some(holdsPath);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([name, member]) => name.endsWith(".$") || holdsPath(member));
}
