import { isJsonObject } from "../../json";
import type { JsonObject } from "../../json";
import { fieldLanguages } from "./field-languages";
import { reportSchemaError } from "./rule";
import type { Rule, Scope } from "./rule";

/** Which fields an object of a definition has. */
export interface Shape {
  readonly fields: Readonly<Record<string, Rule>>;
  /** Fields that must be there. AWS lists the missing ones in the order of a Java HashSet; so are these written. */
  readonly required?: readonly string[];
  /** Groups of fields of which exactly one must be there. */
  readonly exactlyOne?: readonly (readonly string[])[];
  /** Groups of fields of which at most one may be there. */
  readonly atMostOne?: readonly (readonly string[])[];
}

const fieldNames = new Set<string>();

/** The names of the fields that some object of a definition has. */
export function listFieldNames(): ReadonlySet<string> {
  return fieldNames;
}

/**
 * A rule for objects of a shape: reports missing, unknown and contradicting fields at the object's location, then what
 * is wrong in each field at its own.
 *
 * *Recorded*: the texts, with validate-state-machine-definition, by LocalStack's snapshots, floci-io/floci and the rules
 * of cdk_preflight. *Assumed*: the order of the texts when an object earns several.
 */
export function objectOf(shape: Shape): Rule {
  for (const name of Object.keys(shape.fields)) fieldNames.add(name);
  return (value, location, scope) => {
    if (!isJsonObject(value)) return reportSchemaError(scope, "Expected value of type [OBJECT]", location || "/");
    validateFieldNames(value, shape, { location: location || "/", scope });
    for (const [name, field] of Object.entries(value)) {
      if (Object.hasOwn(shape.fields, name)) shape.fields[name]?.(field, `${location}/${name}`, scope);
    }
  };
}

/** Reports missing, unknown and contradicting fields of an object. */
function validateFieldNames(object: JsonObject, shape: Shape, at: { location: string; scope: Scope }): void {
  const { location, scope } = at;
  const report = (message: string): void => reportSchemaError(scope, message, location);
  const missing = (shape.required ?? []).filter((name) => !Object.hasOwn(object, name));
  if (missing.length > 0) report(`These fields are required: [${missing.join(", ")}]`);
  for (const name of Object.keys(object)) {
    if (!Object.hasOwn(shape.fields, name)) report(`Field '${name}' is not supported`);
    else if (!scope.mixed) reportOtherLanguage(name, scope, report);
  }
  for (const group of shape.exactlyOne ?? []) reportGroup(object, group, { report, needed: true });
  for (const group of shape.atMostOne ?? []) reportGroup(object, group, { report, needed: false });
}

function reportOtherLanguage(name: string, scope: Scope, report: (message: string) => void): void {
  const language = fieldLanguages.get(name);
  if (language === undefined || language === scope.language) return;
  const used = `The QueryLanguage is set to '${scope.language}'`;
  report(`${used}, but field '${name}' is only supported for the '${language}' QueryLanguage`);
}

function reportGroup(
  object: JsonObject,
  group: readonly string[],
  how: { report: (message: string) => void; needed: boolean },
): void {
  const present = group.filter((name) => Object.hasOwn(object, name) && !isUnset(name, object)).length;
  const list = `[${group.join(", ")}]`;
  if (present > 1) how.report(`There should only be one of the following fields: ${list}`);
  if (present < 1 && how.needed) how.report(`This object should have only one of the following fields: ${list}`);
}

/** `End: false` says no more than no `End`. */
function isUnset(name: string, object: JsonObject): boolean {
  return name === "End" && object[name] === false;
}
