import { findFirst } from "../../find-first";
import { isJsonObject, type Json, type JsonObject } from "../../json";
import { isExactNumber } from "../../jsonpath/exact-number";
import { findNearestName } from "../../nearest-name";
import { type ApiMessage, type ApiShape, findApiRequest } from "./api-shapes";
import { nameSdkService, parseTaskResource } from "./task-resource";

/** How arguments are written: with paths or expressions, whose values are not known, or as they came of them. */
export type Written = "JSONPath" | "JSONata" | "values";

/** The request that arguments are compared with. */
interface Check {
  readonly request: ApiMessage;
  readonly written: Written;
  /** The SDK's package of the service, undefined for an optimized integration. */
  readonly sdkPackage: string | undefined;
}

/**
 * Returns what tells what is wrong with the arguments of an integration, undefined where it is not known here what its API
 * takes. The evidence stands with the rule of Task states, `taskArguments`.
 */
export function prepareArguments(arn: string, written: Written): ((given: Json) => readonly string[]) | undefined {
  const { resourceType = "", resource } = parseTaskResource(arn);
  const service = nameSdkService(resourceType);
  const request = findApiRequest(service, resource.replace(/\..*$/, ""));
  if (request === undefined) return undefined;
  const sdkPackage = resourceType.startsWith("aws-sdk:") ? `software.amazon.awssdk.services.${service}` : undefined;
  return (given) => (isJsonObject(given) ? listProblems(given, { request, written, sdkPackage }) : []);
}

function listProblems(given: JsonObject, check: Check): readonly string[] {
  const { name, shape } = check.request;
  const members = shape.kind === "structure" ? [...shape.members] : [];
  const missing = members.filter(
    ([member, { isRequired }]) =>
      isRequired &&
      !Object.hasOwn(given, member) &&
      !(check.written === "JSONPath" && Object.hasOwn(given, `${member}.$`)),
  );
  if (missing.length > 0) return missing.map(([member]) => `The field '${member}' is required but was missing`);
  return findProblem({ name: "", value: given, shapeName: name, shape, check }) ?? [];
}

/** A value among the arguments, and the name of the member that it is of. */
interface Field<Kind extends ApiShape["kind"] = ApiShape["kind"]> {
  readonly name: string;
  readonly value: Json;
  readonly shapeName: string;
  readonly shape: Extract<ApiShape, { kind: Kind }>;
  readonly check: Check;
}

/** Jackson ends at the first problem. */
type Problem = readonly [string] | undefined;

function findProblem(field: Field): Problem {
  const { value, check } = field;
  const isExpression = check.written === "JSONata" && typeof value === "string" && value.startsWith("{%");
  if (value === null || isExpression) return undefined;
  const find: (field: never) => Problem = PROBLEMS[field.shape.kind];
  return find(field as never);
}

const PROBLEMS: { readonly [Kind in ApiShape["kind"]]: (field: Field<Kind>) => Problem } = {
  any: () => undefined,
  string: ({ name, value }) => (typeof value === "string" ? undefined : mustBe(name, "a STRING")),
  number: ({ name, value, shape }) =>
    !shape.isInteger || Number.isInteger(value) || isExactNumber(value) ? undefined : mustBe(name, "an INTEGER"),
  boolean: ({ name, value }) => {
    if (typeof value === "string")
      return BOOLEAN.test(value) ? undefined : [notBoolean(`String "${value}": only "true" or "false" recognized`)];
    if (typeof value !== "number") return typeof value === "boolean" ? undefined : mustBe(name, "a BOOLEAN");
    return Number.isInteger(value)
      ? undefined
      : [notBoolean("Floating-point value (token `JsonToken.VALUE_NUMBER_FLOAT`)")];
  },
  list: (field) =>
    Array.isArray(field.value)
      ? findFirst(field.value, (value) => findWithin(field, value, field.shape.element))
      : mustBe(field.name, "an ARRAY"),
  map: (field) =>
    isJsonObject(field.value)
      ? findFirst(listWritten(field.value, field.check), ([, value]) => findWithin(field, value, field.shape.value))
      : mustBe(field.name, "an OBJECT"),
  structure: (field) => {
    if (isJsonObject(field.value)) return findMemberProblem(field.value, field);
    return typeof field.value === "string" ? refuseText(field.value, field) : mustBe(field.name, "an OBJECT");
  },
};

/** What Jackson makes a boolean of, the spaces that Java trims around it. */
const BOOLEAN = /^[\0- ]*(?:(?:true|True|TRUE|false|False|FALSE|null)[\0- ]*)?$/;

const notBoolean = (from: string): string => `Cannot deserialize value of type \`java.lang.Boolean\` from ${from}`;

/** *Assumed*, after the texts for STRING and INTEGER: those for the other types. */
const mustBe = (name: string, type: string): Problem => [`The value for the field '${name}' must be ${type}`];

/** The optimized integrations have older classes, of which some are made of texts. */
function refuseText(text: string, { shapeName, check }: Pick<Field, "shapeName" | "check">): Problem {
  if (check.sdkPackage === undefined) return undefined;
  const type = `${check.sdkPackage}.model.${shapeName}$BuilderImpl`;
  return [
    `Cannot construct instance of \`${type}\` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('${text}')`,
  ];
}

function findMemberProblem(value: JsonObject, field: Field<"structure">): Problem {
  const { members } = field.shape;
  return findFirst(listWritten(value, field.check), ([name, member]) => {
    const known = members.get(name);
    if (known !== undefined) return findWithin({ ...field, name }, member, known.shape);
    const meant = findNearestName(name, members.keys());
    const advice = meant === undefined ? "" : `. Did you mean '${meant}'?`;
    return [`The field "${name}" is not supported by Step Functions${advice}`];
  });
}

/** The members of an object that are no paths. */
function listWritten(value: JsonObject, { written }: Check): (readonly [string, Json])[] {
  return Object.entries(value).filter(([name]) => !(written === "JSONPath" && name.endsWith(".$")));
}

function findWithin({ name, check }: Pick<Field, "name" | "check">, value: Json, shapeName: string): Problem {
  return findProblem({ name, value, shapeName, shape: check.request.resolve(shapeName), check });
}
