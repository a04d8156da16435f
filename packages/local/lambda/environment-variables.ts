import { createHash } from "node:crypto";
import { delimiter, join } from "node:path";
import type { FunctionModule } from "./function-module";
import { LATEST } from "./functions";
import type { FunctionConfiguration } from "./resources";

/** A module that runs as a function, and what the function is told of it. */
export interface RunnableModule extends FunctionModule {
  /** The folder of the function's code. */
  readonly taskRoot: string;
  /** The handler as the function's configuration names it. */
  readonly name: string;
  /** The folders of its layers, the last of which goes before the others. @default it has none */
  readonly layerRoots?: readonly string[];
}

/**
 * The access key id that a version of a function signs with, in the form of temporary ones: by it a call is known for the
 * function's.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html documented, as to the form
 */
export function createAccessKeyId(functionArn: string, version: string): string {
  const digest = createHash("sha256").update(`${functionArn}:${version}`).digest();
  return `ASIA${[...digest.subarray(0, 16)].map((byte) => BASE32.charAt(byte % 32)).join("")}`;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html documented: where packages of Node.js are found */
const listPackages = (layer: string): readonly string[] =>
  [`node${process.versions.node.split(".")[0]}`, ""].map((version) => join(layer, "nodejs", version, "node_modules"));

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * Returns a function's environment: what its resource declares and what Lambda adds. The developer's own environment is
 * no part of it, as it is none on AWS; its credentials are ones that no real AWS accepts, and its clients of AWS's SDK
 * call `endpoint`. As Lambda's runtime has AWS's SDK, NODE_PATH names the packages of the project that runs here.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function createEnvironmentVariables(
  configuration: Omit<FunctionConfiguration, "invokedArn">,
  { taskRoot, name, layerRoots = [] }: RunnableModule,
  endpoint: string | undefined,
): Readonly<Record<string, string>> {
  const { functionArn, functionName, memorySize, environment, version = LATEST } = configuration;
  const region = functionArn.split(":")[3] ?? "us-east-1";
  return {
    ...(endpoint !== undefined && { AWS_ENDPOINT_URL: endpoint }),
    LANG: "en_US.UTF-8",
    NODE_PATH: [...[...layerRoots].reverse().flatMap(listPackages), join(process.cwd(), "node_modules")].join(
      delimiter,
    ),
    ...environment,
    _HANDLER: name,
    AWS_ACCESS_KEY_ID: createAccessKeyId(functionArn, version),
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_SESSION_TOKEN: "test",
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split(".")[0]}.x`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memorySize),
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    LAMBDA_TASK_ROOT: taskRoot,
    TZ: ":UTC",
  };
}
