import type { Constraints } from "../../protocols/constraints";
import type { RequestOf } from "../../protocols/request";
import {
  addFunction,
  defaultSettings,
  LATEST,
  latestVersion,
  requireFunction,
  requireQualifier,
  requireVersion,
} from "../functions";
import { type FunctionName, readFunctionName } from "../function-names";
import { conflict, functionNotFound, invalidValue, LambdaError } from "../lambda-error";
import { readLayers } from "../layers";
import { defineAction, type LambdaActions, type LambdaCall, listPage, PAGE, readName } from "./action";
import { CODE, keepFunctionCode } from "./function-code";
import { changeSettings, requireSettings, SETTINGS, type SettingsRequest } from "./function-members";
import { describeFunction, describeWhole } from "./describe-function";
import { publishVersion } from "./version-actions";

const PATH = "/2015-03-31/functions";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const CREATE = {
  FunctionName: { required: true },
  ...SETTINGS,
  Role: { ...SETTINGS.Role, required: true },
  Code: { members: CODE, required: true },
  PackageType: { values: ["Zip", "Image"] },
  Architectures: { item: { values: ["x86_64", "arm64"] }, minimum: 1, maximum: 1 },
  Publish: { type: "boolean" },
  Tags: { type: "map", item: {} },
  CodeSigningConfigArn: {},
} as const satisfies Constraints;

/** The actions on whole functions. */
export const FUNCTION_ACTIONS: LambdaActions = {
  CreateFunction: defineAction({
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    members: CREATE,
    run: createFunction,
  }),
  ListFunctions: defineAction({
    method: "GET",
    path: PATH,
    query: [...PAGE, "FunctionVersion"],
    members: {},
    run: listFunctions,
  }),
  GetFunction: defineAction({
    method: "GET",
    path: `${PATH}/{FunctionName}`,
    query: ["Qualifier"],
    members: {},
    run: (call) => {
      const { lambdaFunction, version, ...described } = requireNamedVersion(call);
      return describeWhole(lambdaFunction, version, { ...described, codes: call.codes });
    },
  }),
  GetFunctionConfiguration: defineAction({
    method: "GET",
    path: `${PATH}/{FunctionName}/configuration`,
    query: ["Qualifier"],
    members: {},
    run: (call) => {
      const { lambdaFunction, version, ...described } = requireNamedVersion(call);
      return describeFunction(lambdaFunction, version, described);
    },
  }),
  DeleteFunction: defineAction({
    method: "DELETE",
    path: `${PATH}/{FunctionName}`,
    status: 204,
    mutates: true,
    query: ["Qualifier"],
    members: {},
    run: deleteFunction,
  }),
};

async function createFunction(call: LambdaCall, request: RequestOf<typeof CREATE>): Promise<object> {
  const { FunctionName, Code, Publish, Tags = {}, CodeSigningConfigArn, ...settings } = request;
  const { lambda, now, uuid } = call;
  const name = readFunctionName(FunctionName, undefined, call);
  if (settings.PackageType !== "Image" && (!settings.Runtime || !settings.Handler) && !isProvided(settings))
    throw invalidValue("Runtime and Handler are mandatory parameters for functions created with deployment packages.");
  requireSettings(call, name.functionName, settings);
  requireNew(call, name);
  const kept = await keepFunctionCode(call, name.functionName, Code);
  // Another call may have made it while the code was read.
  requireNew(call, name);
  const created = addFunction(lambda.functions, name, {
    settings: changeSettings(defaultSettings(name.functionName), settings),
    ...kept,
    layers: readLayers(lambda.layers, settings.Layers),
    lastModified: now(),
    revisionId: uuid(),
  });
  for (const [key, value] of Object.entries(Tags)) created.tags.set(key, value);
  created.codeSigningConfigArn = CodeSigningConfigArn;
  const version = Publish ? publishVersion(call, created, {}) : latestVersion(created);
  return describeFunction(created, version, { progress: "created" });
}

function requireNew({ lambda }: LambdaCall, { functionArn, functionName }: FunctionName): void {
  if (lambda.functions.has(functionArn)) throw conflict(`Function already exist: ${functionName}`);
}

/** A runtime of the user's own takes its handler from the code. */
const isProvided = ({ Runtime = "" }: SettingsRequest): boolean => Runtime.startsWith("provided");

function listFunctions(call: LambdaCall): object {
  const versions = call.query.get("FunctionVersion") ?? "ALL";
  if (versions !== "ALL")
    throw new LambdaError(
      "ValidationException",
      `1 validation error detected: Value '${versions}' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]`,
    );
  const all = [...call.lambda.functions.values()].filter(
    ({ functionArn }) => functionArn.split(":")[3] === call.region,
  );
  const described =
    call.query.get("FunctionVersion") === "ALL"
      ? all.flatMap((each) =>
          [...each.versions.values()].map((version) => describeFunction(each, version, { isQualified: true })),
        )
      : all.map((each) => describeFunction(each, latestVersion(each)));
  const { items, nextToken } = listPage(described, call, 50);
  return { Functions: items, NextMarker: nextToken };
}

function requireNamedVersion(call: LambdaCall) {
  const name = readName(call);
  const lambdaFunction = call.lambda.functions.get(name.functionArn);
  if (lambdaFunction === undefined)
    throw functionNotFound([name.functionArn, ...(name.qualifier === undefined ? [] : [name.qualifier])].join(":"));
  const version = requireVersion(lambdaFunction, name.qualifier);
  const alias = lambdaFunction.aliases.has(name.qualifier ?? "") ? name.qualifier : undefined;
  return { lambdaFunction, version, alias, isQualified: name.qualifier !== undefined };
}

/** Texts: *assumed*, as bug reports of AWS's users show it. */
function deleteFunction(call: LambdaCall): void {
  const { lambda } = call;
  const name = readName(call);
  const { qualifier } = name;
  if (qualifier === LATEST) throw invalidValue("$LATEST version cannot be deleted without deleting the function.");
  const lambdaFunction = requireFunction(lambda.functions, name);
  if (qualifier === undefined) return lambda.removeFunction(name.functionArn);
  if (lambdaFunction.aliases.has(qualifier)) throw invalidValue("Deletion of aliases is not currently supported.");
  requireQualifier(lambdaFunction, qualifier);
  const aliases = [...lambdaFunction.aliases.values()].filter(
    ({ functionVersion, weights = {} }) => functionVersion === qualifier || Object.hasOwn(weights, qualifier),
  );
  if (aliases.length > 0)
    throw conflict(
      `Unable to delete version because the following aliases reference it: [${aliases.map((each) => each.name).join(", ")}]`,
    );
  lambdaFunction.versions.delete(qualifier);
  lambdaFunction.policies.delete(qualifier);
  lambdaFunction.eventInvokeConfigs.delete(qualifier);
}
