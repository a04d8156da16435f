import type { Constraints } from "../../protocols/constraints";
import type { RequestOf } from "../../protocols/request";
import { invalidValue } from "../lambda-error";
import type { FunctionSettings } from "../resources";
import type { LambdaContext } from "./action";

const LAYER_PATTERN =
  "(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)";

/** Members of a function's configuration. @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
export const SETTINGS = {
  Runtime: {},
  Role: { pattern: String.raw`arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+` },
  Handler: { maximum: 128, pattern: String.raw`[^\s]+` },
  Description: { maximum: 256 },
  Timeout: { type: "number", minimum: 1, maximum: 900 },
  MemorySize: { type: "number", minimum: 128, maximum: 10_240 },
  Environment: { members: { Variables: { type: "map", item: {}, names: "[a-zA-Z]([a-zA-Z0-9_])+", secret: true } } },
  VpcConfig: {
    members: {
      SubnetIds: { item: {}, maximum: 16 },
      SecurityGroupIds: { item: {}, maximum: 5 },
      Ipv6AllowedForDualStack: { type: "boolean" },
    },
  },
  DeadLetterConfig: { members: { TargetArn: {} } },
  KMSKeyArn: { pattern: "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()" },
  TracingConfig: { members: { Mode: { values: ["Active", "PassThrough"] } } },
  Layers: { item: { minimum: 1, maximum: 140, pattern: LAYER_PATTERN } },
  FileSystemConfigs: {
    maximum: 1,
    item: {
      members: { Arn: { required: true }, LocalMountPath: { required: true, pattern: "/mnt/[a-zA-Z0-9-_.]+" } },
    },
  },
  EphemeralStorage: { members: { Size: { type: "number", required: true, minimum: 512, maximum: 10_240 } } },
  SnapStart: { members: { ApplyOn: { values: ["PublishedVersions", "None"] } } },
  ImageConfig: { members: { EntryPoint: { item: {} }, Command: { item: {} }, WorkingDirectory: {} } },
  LoggingConfig: {
    members: {
      LogFormat: { values: ["JSON", "Text"] },
      ApplicationLogLevel: { values: ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] },
      SystemLogLevel: { values: ["DEBUG", "INFO", "WARN"] },
      LogGroup: { minimum: 1, maximum: 512, pattern: String.raw`[\.\-_/#A-Za-z0-9]+` },
    },
  },
} as const satisfies Constraints;

/** The members of a request that its configuration keeps. */
export type SettingsRequest = RequestOf<typeof SETTINGS> &
  Partial<Pick<FunctionSettings, "PackageType" | "Architectures">>;

/** Members that are kept and shown, and change nothing here. */
const WITHOUT_EFFECT = [
  "VpcConfig",
  "DeadLetterConfig",
  "KMSKeyArn",
  "FileSystemConfigs",
  "SnapStart",
] as const satisfies readonly (keyof FunctionSettings)[];

/** The runtimes' names, in form: AWS adds new ones. @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const RUNTIME =
  /^(nodejs(\d+\.(x|\d))?|python\d\.\d+|java\d+(\.al2)?|ruby\d\.\d|dotnet(core)?\d+(\.\d)?|go1\.x|provided(\.al2(023)?)?)$/;
/** *Assumed*: which of them the text names. */
const RUNTIMES = [
  "nodejs24.x",
  "nodejs22.x",
  "python3.14",
  "python3.13",
  "java25",
  "java21",
  "ruby3.4",
  "dotnet10",
  "dotnet8",
  "provided.al2023",
  "provided.al2",
];

/** Bytes of all variables. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_ENVIRONMENT = 4_096;

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_REGION|REGION|EXECUTION_ENV|LAMBDA_(FUNCTION_(NAME|MEMORY_SIZE|VERSION)|INITIALIZATION_TYPE|LOG_GROUP_NAME|LOG_STREAM_NAME|RUNTIME_API)|ACCESS_KEY(_ID)?|SECRET_ACCESS_KEY|SESSION_TOKEN)|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;

/** Returns the settings with the members of a request in their place; an empty structure takes the old one away. */
export function changeSettings(before: FunctionSettings, request: SettingsRequest): FunctionSettings {
  const changed: Changing<FunctionSettings> = {
    ...before,
    ...request,
    LoggingConfig: { ...before.LoggingConfig, ...request.LoggingConfig },
  };
  for (const name of REMOVED) if (hasEmpty(changed[name])) delete changed[name];
  return changed;
}

type Changing<T> = { -readonly [Name in keyof T]: T[Name] };

/** A variable may be an empty text. */
const hasEmpty = (value: unknown): boolean =>
  isEnvironment(value) ? hasNone(Object.keys(value.Variables)) : hasNone(value);

const isEnvironment = (value: unknown): value is { readonly Variables: object } =>
  typeof value === "object" && value !== null && "Variables" in value;

/** Nothing but what stands for none: empty texts, lists and structures, `false` and `None`. */
const hasNone = (value: unknown): boolean =>
  typeof value === "object" && value !== null
    ? Object.values(value).every(hasNone)
    : [undefined, null, "", false, "None"].includes(value as string);

/** What stands for no setting at all. */
const REMOVED = [
  "Environment",
  "VpcConfig",
  "DeadLetterConfig",
  "FileSystemConfigs",
  "Layers",
  "KMSKeyArn",
] as const satisfies readonly (keyof FunctionSettings)[];

/** Refuses what no function can have. @throws LambdaError */
export function requireSettings(context: LambdaContext, functionName: string, request: SettingsRequest): void {
  const { lambda, mayAssume, log } = context;
  const { Environment, Role, Runtime } = request;
  if (Runtime !== undefined && !RUNTIME.test(Runtime))
    throw invalidValue(
      `Value ${Runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${RUNTIMES.join(", ")}] or be a valid ARN`,
    );
  requireEnvironment(Environment?.Variables ?? {});
  if (Role !== undefined && !mayAssume(Role)) {
    log(
      `Lambda: function '${functionName}': lambda.amazonaws.com may not assume the role, got '${Role}'; create it with such a trust policy`,
    );
    throw invalidValue("The role defined for the function cannot be assumed by Lambda.");
  }
  if (Runtime !== undefined && !Runtime.startsWith("nodejs") && !lambda.hasModule(functionName))
    log(
      `Lambda: function '${functionName}': fails here when it is called, since Node.js alone runs, got the runtime '${Runtime}'; start with --lambda ${functionName}=path/to/module`,
    );
  requireLayers(context, functionName, request.Layers);
  for (const name of WITHOUT_EFFECT)
    if (request[name] !== undefined && !hasNone(request[name]))
      log(`Lambda: function '${functionName}': ${name} is kept and has no effect here`);
}

/** *Recorded*: the texts (LocalStack's AWS-validated snapshots). *Assumed*: their order. What a layer has beside packages of Node.js would be at `/opt`, which is the machine's. */
function requireLayers(
  { lambda: { layers }, partition, region, accountId, log }: LambdaContext,
  functionName: string,
  arns: readonly string[] = [],
): void {
  if (arns.length > 5) throw invalidValue("Cannot reference more than 5 layers.");
  const named = new Map<string, string>();
  for (const arn of arns) {
    const layer = arn.slice(0, arn.lastIndexOf(":"));
    const other = named.get(layer);
    if (other !== undefined)
      throw invalidValue(
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${other} and ${arn} are versions of the same layer.`,
      );
    named.set(layer, arn);
  }
  if (arns.some((arn) => ![region, ""].includes(arn.split(":")[3] ?? "")))
    throw invalidValue(
      `Layers are not in the same region as the function. Layers are expected to be in region ${region}.`,
    );
  const own = `arn:${partition}:lambda:${region}:${accountId}:layer:`;
  for (const arn of arns) {
    const isMade = layers.versions.has(arn);
    if (!isMade && arn.startsWith(own)) throw invalidValue(`Layer version ${arn} does not exist.`);
    const what = isMade
      ? `of the layer '${arn}' the packages below nodejs/ are found, and nothing is at /opt`
      : `the layer was not made here and has no effect, got '${arn}'`;
    log(`Lambda: function '${functionName}': ${what}`);
  }
}

/** Texts: *assumed*, as bug reports of AWS's users show it. */
function requireEnvironment(variables: Readonly<Record<string, string>>): void {
  const because =
    "Lambda was unable to configure your environment variables because the environment variables you have provided";
  const reserved = Object.keys(variables).filter((name) => RESERVED.test(name));
  if (reserved.length > 0)
    throw invalidValue(
      `${because} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`,
    );
  const text = JSON.stringify(variables);
  if (Buffer.byteLength(text) > LARGEST_ENVIRONMENT)
    throw invalidValue(`${because} exceeded the 4KB limit. String measured: ${text}`);
}
