import type { Json, JsonObject } from "../../json";
import { printJson } from "../../jsonpath/read-json";
import { andThen } from "../../and-then";
import { StateFailure } from "../values/errors";
import { prepareJsonataField } from "../jsonata/jsonata-field";
import { prepareExpression } from "../fields/payload-template";
import type { FieldReader, PrepareState } from "../fields/state-fields";

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html */
export const prepareFail: PrepareState = (definition, { isJsonata }) => {
  const readError = isJsonata ? readJsonata(definition, "Error") : readJsonPath(definition, "Error");
  const readCause = isJsonata ? readJsonata(definition, "Cause") : readJsonPath(definition, "Cause");
  return (frame) =>
    andThen(readError(frame.data, frame), (error) =>
      andThen(readCause(frame.data, frame), (cause) => {
        throw new StateFailure(toText(error), toText(cause));
      }),
    );
};

function readJsonata(definition: JsonObject, field: string): FieldReader<Json | undefined> {
  const value = definition[field];
  return value === undefined ? () => undefined : prepareJsonataField(field, value, "string");
}

function readJsonPath(definition: JsonObject, field: string): FieldReader<Json | undefined> {
  const path = definition[`${field}Path`];
  if (path === undefined) return () => definition[field];
  return prepareExpression(`${field}Path`, path);
}

/** *Assumed*: a path may lead to a value that is no string, which is then shown as JSON text. */
function toText(value: Json | undefined): string | undefined {
  return value === undefined || typeof value === "string" ? value : printJson(value);
}
