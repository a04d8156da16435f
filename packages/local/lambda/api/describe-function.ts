import { pathToFileURL } from "node:url";
import { latestVersion, LATEST } from "../functions";
import type { FunctionCode, FunctionVersion, LambdaFunction } from "../resources";
import type { CodeStore } from "../code-store";

/** How far a function's creation or update is said to be. */
type Progress = "created" | "updated" | "done";

interface Described {
  /** Whether the ARN names the version. @default false */
  readonly isQualified?: boolean;
  /** @default "done": whatever is answered, the function is ready */
  readonly progress?: Progress;
  /** The alias that was asked for. @default the version itself was */
  readonly alias?: string | undefined;
}

const CREATING = "The function is being created.";

/** What AWS answers at once, before it is done. *Recorded* (LocalStack's AWS-validated snapshots). */
const PROGRESS: Readonly<Record<Progress, object>> = {
  created: { State: "Pending", StateReason: CREATING, StateReasonCode: "Creating" },
  updated: {
    State: "Active",
    LastUpdateStatus: "InProgress",
    LastUpdateStatusReason: CREATING,
    LastUpdateStatusReasonCode: "Creating",
  },
  done: { State: "Active", LastUpdateStatus: "Successful" },
};

/** Returns a version's configuration as the API shows it. @see https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export function describeFunction(
  { functionName, functionArn }: LambdaFunction,
  { version, settings, code, lastModified, revisionId }: FunctionVersion,
  { isQualified = false, progress = "done", alias }: Described = {},
): object {
  const { Layers, SnapStart, VpcConfig, ImageConfig, ...rest } = settings;
  const runtimeVersion = `${functionArn.split(":function:")[0]?.replace(/\d{12}$/, "")}:runtime:${"0".repeat(64)}`;
  return {
    FunctionName: functionName,
    FunctionArn: isQualified ? `${functionArn}:${alias ?? version}` : functionArn,
    Version: version,
    ...rest,
    ...(Layers?.length && { Layers: Layers.map((Arn) => ({ Arn, CodeSize: 0 })) }),
    ...(ImageConfig && { ImageConfigResponse: { ImageConfig } }),
    ...(VpcConfig && { VpcConfig: describeVpc(VpcConfig) }),
    SnapStart: { ...SnapStart, OptimizationStatus: "Off" },
    CodeSha256: code?.sha256 ?? "",
    CodeSize: code?.size ?? 0,
    LastModified: new Date(lastModified).toISOString().replace("Z", "+0000"),
    RevisionId: revisionId,
    RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersion },
    ...PROGRESS[progress],
  };
}

/** The network is of no effect here. */
const describeVpc = (settings: object): object => ({
  SubnetIds: [],
  SecurityGroupIds: [],
  Ipv6AllowedForDualStack: false,
  VpcId: "",
  ...settings,
});

/** Where the archive of a package can be read. */
export const describeArchive = (codes: CodeStore, code: FunctionCode): string =>
  pathToFileURL(codes.archiveOf(code)).href;

/** Terraform's provider takes a function without it for one that is not there. */
const describeCode = (codes: CodeStore, { code, imageUri }: FunctionVersion): object => ({
  RepositoryType: imageUri === undefined ? "S3" : "ECR",
  ...(code && { Location: describeArchive(codes, code) }),
  ...(imageUri !== undefined && { ImageUri: imageUri }),
});

/** Returns a function as GetFunction shows it. @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
export function describeWhole(
  lambdaFunction: LambdaFunction,
  version: FunctionVersion = latestVersion(lambdaFunction),
  { codes, ...described }: Described & { readonly codes: CodeStore },
): object {
  const { tags, reservedConcurrency } = lambdaFunction;
  return {
    Configuration: describeFunction(lambdaFunction, version, described),
    Code: describeCode(codes, version),
    ...(tags.size > 0 && { Tags: Object.fromEntries(tags) }),
    ...(reservedConcurrency !== undefined &&
      version.version === LATEST && { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
  };
}
