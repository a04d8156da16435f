import { type ApiMessage, type ApiShape, findApiRequest } from "../api-shapes";
import { isJsonObject, type Json, type JsonObject } from "../../json";
import { findNearestName } from "../../nearest-name";
import { nameSdkService, parseTaskResource } from "../task-resource";
import { readResource } from "./resource-rule";
import { reportSchemaError, type Rule } from "./rule";

/**
 * A rule for Task states: an integration is given arguments, and its API takes them, as far as they are written in the
 * definition. What a path or an expression gives is not known; neither is what is not in api-requests.ts.
 *
 * *Recorded*, with validate-state-machine-definition: that arguments are there, that those of the optimized integrations
 * which the model requires are (badmintoncryer/cdk-preflight, September 2026); what is required of the SDK's, unknown
 * members, the texts for types, null, that members which are required within others are not looked at, and that where one
 * is missing nothing else is (radkawar/stackd, in us-west-2, September 2026); unknown members of optimized integrations
 * (aws/aws-step-functions-data-science-sdk-python #200); types of them, when they run (aws/aws-cdk #9181); that an unknown
 * member which is a path is taken (a lambda:invoke with `TaskToken.$`); the location in JSONata (radkawar/stackd, of
 * ecs:runTask.sync). *Assumed*: that in JSONata the rest is as in JSONPath, and which names are near: AWS has another
 * measure, by which `Bucket` is meant by `Bogus`. `2.0` counts as an integer.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-parameters.html
 */
export const taskArguments: Rule = (value, location, scope) => {
  const arn = isJsonObject(value) ? value["Resource"] : undefined;
  if (!isJsonObject(value) || typeof arn !== "string" || readResource(arn)?.kind !== "integration") return;
  const [field, other] =
    scope.language === "JSONata" ? (["Arguments", "Parameters"] as const) : (["Parameters", "Arguments"] as const);
  if (!Object.hasOwn(value, field)) {
    if (Object.hasOwn(value, other)) return;
    return reportSchemaError(scope, `${field} field is required for resource ARN: ${arn}`, `${location}/Resource`);
  }
  const check = findCheck(arn, scope.language === "JSONPath");
  const given = value[field];
  if (check === undefined || !isJsonObject(given)) return;
  for (const message of listProblems(given, check)) reportSchemaError(scope, message, `${location}/${field}`);
};

/** The request that arguments are compared with. */
interface Check {
  readonly request: ApiMessage;
  /** Whether members whose names end in `.$` are paths. */
  readonly hasPaths: boolean;
  /** The SDK's package of the service, undefined for an optimized integration. */
  readonly sdkPackage: string | undefined;
}

function findCheck(arn: string, hasPaths: boolean): Check | undefined {
  const { resourceType = "", resource } = parseTaskResource(arn);
  const service = nameSdkService(resourceType);
  const request = findApiRequest(service, resource.replace(/\..*$/, ""));
  const sdkPackage = resourceType.startsWith("aws-sdk:") ? `software.amazon.awssdk.services.${service}` : undefined;
  return request && { request, hasPaths, sdkPackage };
}

function listProblems(given: JsonObject, check: Check): readonly string[] {
  const { name, shape } = check.request;
  const members = shape.kind === "structure" ? [...shape.members] : [];
  const missing = members.filter(
    ([member, { isRequired }]) =>
      isRequired && !Object.hasOwn(given, member) && !(check.hasPaths && Object.hasOwn(given, `${member}.$`)),
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
  if (value === null || (!check.hasPaths && typeof value === "string" && value.startsWith("{%"))) return undefined;
  const find: (field: never) => Problem = PROBLEMS[field.shape.kind];
  return find(field as never);
}

const PROBLEMS: { readonly [Kind in ApiShape["kind"]]: (field: Field<Kind>) => Problem } = {
  any: () => undefined,
  string: ({ name, value }) => (typeof value === "string" ? undefined : mustBe(name, "a STRING")),
  number: ({ name, value, shape }) =>
    !shape.isInteger || Number.isInteger(value) ? undefined : mustBe(name, "an INTEGER"),
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
const BOOLEAN = /^[\0- ]*(?:true|True|TRUE|false|False|FALSE|null|)[\0- ]*$/;

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
function listWritten(value: JsonObject, { hasPaths }: Check): (readonly [string, Json])[] {
  return Object.entries(value).filter(([name]) => !(hasPaths && name.endsWith(".$")));
}

function findWithin({ name, check }: Pick<Field, "name" | "check">, value: Json, shapeName: string): Problem {
  return findProblem({ name, value, shapeName, shape: check.request.resolve(shapeName), check });
}

function findFirst<Item>(items: readonly Item[], find: (item: Item) => Problem): Problem {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
