import { aliasNotFound, functionNotFound } from "./lambda-error";
import { isVersion, type FunctionName } from "./function-names";
import type { FunctionSettings, FunctionVersion, LambdaFunction } from "./resources";

/** The functions of an account, by their ARNs without a qualifier. */
export type FunctionStore = Map<string, LambdaFunction>;

export const LATEST = "$LATEST";

/** Lambda's defaults. @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export const defaultSettings = (functionName: string): FunctionSettings => ({
  Role: "",
  Description: "",
  Timeout: 3,
  MemorySize: 128,
  PackageType: "Zip",
  Architectures: ["x86_64"],
  EphemeralStorage: { Size: 512 },
  TracingConfig: { Mode: "PassThrough" },
  LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${functionName}` },
  SnapStart: { ApplyOn: "None" },
});

/** Adds a function that has no other version than `$LATEST`; one of the same ARN is replaced. */
export function addFunction(
  store: FunctionStore,
  { functionArn, functionName }: Pick<FunctionName, "functionArn" | "functionName">,
  latest: Omit<FunctionVersion, "version">,
): LambdaFunction {
  const created: LambdaFunction = {
    functionArn,
    functionName,
    versions: new Map([[LATEST, { ...latest, version: LATEST }]]),
    aliases: new Map(),
    policies: new Map(),
    tags: new Map(),
    eventInvokeConfigs: new Map(),
    published: 0,
  };
  store.set(functionArn, created);
  return created;
}

/** @throws LambdaError ResourceNotFoundException. */
export function requireFunction(
  store: FunctionStore,
  { functionArn }: Pick<FunctionName, "functionArn">,
): LambdaFunction {
  const found = store.get(functionArn);
  if (found === undefined) throw functionNotFound(functionArn);
  return found;
}

export function latestVersion({ versions }: LambdaFunction): FunctionVersion {
  const latest = versions.get(LATEST);
  if (latest === undefined) throw new Error("a function has no $LATEST; the state it came from was changed by hand");
  return latest;
}

/**
 * Returns the version that a qualifier names, an alias's own version for an alias; `$LATEST` where there is none.
 *
 * @throws LambdaError ResourceNotFoundException.
 */
export function requireVersion(lambdaFunction: LambdaFunction, qualifier: string = LATEST): FunctionVersion {
  const { versions, aliases, functionArn } = lambdaFunction;
  const found = versions.get(aliases.get(qualifier)?.functionVersion ?? qualifier);
  if (found === undefined) throw functionNotFound(`${functionArn}:${qualifier}`);
  return found;
}

/** Checks that a version or alias is there. @throws LambdaError ResourceNotFoundException. */
export function requireQualifier({ versions, aliases, functionArn }: LambdaFunction, qualifier: string): void {
  if (versions.has(qualifier) || aliases.has(qualifier)) return;
  const arn = `${functionArn}:${qualifier}`;
  throw isVersion(qualifier) ? functionNotFound(arn) : aliasNotFound(arn);
}

/**
 * Returns the version that an invocation runs; of an alias with weights `random`, 0 to 1, chooses.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 */
export function selectVersion(
  lambdaFunction: LambdaFunction,
  qualifier: string | undefined,
  random: () => number,
): FunctionVersion {
  const weights = Object.entries(lambdaFunction.aliases.get(qualifier ?? "")?.weights ?? {});
  const [other] = weights;
  if (other !== undefined && random() < other[1]) return requireVersion(lambdaFunction, other[0]);
  return requireVersion(lambdaFunction, qualifier);
}
