import { isJsonObject, type Json, type JsonObject } from "../../json";
import { printJson } from "../../jsonpath/read-json";
import { EvaluationError, runtimeError } from "../values/errors";
import { buildContext, type Frame } from "../world/frame";
import { orderAsHashMap } from "./java-hash-set";
import { prepareIntrinsic } from "./prepare-intrinsic";
import { setMember } from "../values/members";
import { preparePath } from "./path-expression";

/** Makes a value from the data at hand, which `$` names, and the frame, which has the context object and the variables. */
export type Template = (root: Json, frame: Frame) => Json;

/**
 * Prepares a payload template (Parameters, ItemSelector, ResultSelector): members whose names end in `.$` are paths or
 * intrinsic functions, everything else stands for itself. The result shares what is constant, so nobody may change it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html
 */
export function preparePayloadTemplate(value: Json): Template {
  return prepareNode(value) ?? (() => value);
}

/** The template, or undefined for a value without any expression. */
function prepareNode(value: Json): Template | undefined {
  if (Array.isArray(value)) return prepareArray(value);
  return isJsonObject(value) ? prepareObject(value) : undefined;
}

function prepareArray(array: readonly Json[]): Template | undefined {
  const elements = array.map((element) => prepareNode(element));
  if (elements.every((element) => element === undefined)) return undefined;
  return (root, frame) =>
    array.map((constant, index) => {
      const template = elements[index];
      return template === undefined ? constant : template(root, frame);
    });
}

function prepareObject(object: JsonObject): Template | undefined {
  const members = Object.entries(object).map(([field, value]) => prepareMember(field, value));
  if (members.every(({ template }) => template === undefined)) return undefined;
  const outline = outlineMembers(members);
  return (root, frame) => {
    const built = { ...outline };
    for (const { name, template } of members) if (template !== undefined) setMember(built, name, template(root, frame));
    return built;
  };
}

/**
 * The constants of an object, and null for what is yet to be made, in the order of the result: first the members without
 * `.$` as they stand, then the others as a Java map lists them. *Recorded* (gabrielmoreira/tiny-asl-machine, cases run on
 * AWS; LocalStack's AWS-validated snapshots).
 */
function outlineMembers(members: readonly Member[]): JsonObject {
  const outline: JsonObject = {};
  for (const { name, constant, evaluated } of members) if (!evaluated) setMember(outline, name, constant);
  const names = members.filter(({ evaluated }) => evaluated).map(({ name }) => name);
  for (const name of orderAsHashMap(names)) setMember(outline, name, null);
  return outline;
}

interface Member {
  readonly name: string;
  /** Whether the name ended in `.$`. */
  readonly evaluated: boolean;
  readonly constant: Json;
  readonly template: Template | undefined;
}

function prepareMember(field: string, value: Json): Member {
  if (!field.endsWith(".$")) return { name: field, evaluated: false, constant: value, template: prepareNode(value) };
  return { name: field.slice(0, -2), evaluated: true, constant: null, template: prepareExpression(field, value) };
}

/**
 * Prepares what a field with `.$` holds: a path or an intrinsic function. Throws an Error in the developer form for
 * anything else.
 */
export function prepareExpression(field: string, value: Json): Template {
  if (typeof value !== "string") {
    throw new Error(`field '${field}': not an expression, got ${printJson(value)}; write a path or a function call`);
  }
  return value.startsWith("$") ? prepareField(field, value) : prepareIntrinsic(value);
}

function prepareField(field: string, text: string): Template {
  const path = preparePath(text);
  return (root, frame) => {
    const value = path.find(root, frame);
    if (value !== undefined) return value;
    throw missingPath(text, field, text.startsWith("$$") ? buildContext(frame) : root);
  };
}

/** *Recorded*: LocalStack's AWS-validated snapshots of invalid paths. */
function missingPath(text: string, field: string, input: Json): EvaluationError {
  const searched = `could not be found in the input '${printJson(input)}'`;
  return runtimeError(`The JSONPath '${text}' specified for the field '${field}' ${searched}`);
}
