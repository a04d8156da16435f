/** CreateFunction's request, as far as a function of this machine needs it. @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export interface CreateFunctionRequest {
  readonly functionArn: string;
  readonly functionName: string;
  /** MB. @default 128 */
  readonly memorySize?: number;
  /** Seconds, 1 to 900. @default 3 */
  readonly timeout?: number;
  /** ARN of the role that its calls are made as. @default its calls are not checked */
  readonly role?: string;
  /** @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Such as `nodejs22.x`. @default none is named */
  readonly runtime?: string;
  /** Such as `index.handler`. @default none is named */
  readonly handler?: string;
  /** @default the function runs by a module of the user's */
  readonly code?: FunctionCode;
  /** Why the function's own code is not here, in the developer's words. @default it has none */
  readonly codeProblem?: string;
}

/** A deployment package that is kept. */
export interface FunctionCode {
  /** of the archive, base64 */
  readonly sha256: string;
  /** of the archive, bytes */
  readonly size: number;
}

/** What a version of a function runs with. */
export interface FunctionConfiguration extends Required<
  Pick<CreateFunctionRequest, "functionArn" | "functionName" | "memorySize" | "timeout" | "environment">
> {
  readonly runtime?: string | undefined;
  readonly handler?: string | undefined;
  readonly code?: FunctionCode | undefined;
  readonly codeProblem?: string | undefined;
  /** The packages of its layers, the last of which goes before the others. @default none */
  readonly layers?: readonly FunctionCode[] | undefined;
  /** @default "$LATEST" */
  readonly version?: string;
  /** As the caller named the function: with the alias or version, if it did. @default functionArn */
  readonly invokedArn?: string;
}

/** A function's settings in AWS's own names: the members of CreateFunction that its answers repeat. */
export interface FunctionSettings {
  readonly Runtime?: string;
  readonly Role: string;
  readonly Handler?: string;
  readonly Description: string;
  /** seconds */
  readonly Timeout: number;
  /** MB */
  readonly MemorySize: number;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
  readonly PackageType: string;
  readonly Architectures: readonly string[];
  readonly EphemeralStorage: { readonly Size: number };
  readonly TracingConfig: { readonly Mode?: string };
  readonly LoggingConfig: {
    readonly LogFormat: string;
    readonly ApplicationLogLevel?: string;
    readonly SystemLogLevel?: string;
    readonly LogGroup: string;
  };
  readonly SnapStart: { readonly ApplyOn?: string };
  readonly VpcConfig?: {
    readonly SubnetIds?: readonly string[];
    readonly SecurityGroupIds?: readonly string[];
    readonly Ipv6AllowedForDualStack?: boolean;
  };
  readonly DeadLetterConfig?: { readonly TargetArn?: string };
  readonly KMSKeyArn?: string;
  readonly ImageConfig?: object;
  readonly FileSystemConfigs?: readonly object[];
  /** ARNs of versions of layers. */
  readonly Layers?: readonly string[];
}

/** `$LATEST`, which changes, or a published version, which never does. */
export interface FunctionVersion {
  readonly version: string;
  readonly settings: FunctionSettings;
  readonly code?: FunctionCode;
  /** The packages of its layers that were made here: they stay when a layer is deleted. @default none */
  readonly layers?: readonly FunctionCode[] | undefined;
  /** Why there is no code. @default nobody has asked for any */
  readonly codeProblem?: string;
  /** Of the container that it would run in. @default it has an archive */
  readonly imageUri?: string;
  /** epoch, milliseconds */
  readonly lastModified: number;
  readonly revisionId: string;
}

/** A name of a version, or of two with a share of the invocations each. */
export interface FunctionAlias {
  readonly name: string;
  readonly functionVersion: string;
  readonly description: string;
  /** Of one other version, 0 to 1. @default all invocations go to `functionVersion` */
  readonly weights?: Readonly<Record<string, number>>;
  readonly revisionId: string;
}

/** A statement of a resource policy, in IAM's language. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: string | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The resource policy of a function, a version or an alias. */
export interface ResourcePolicy {
  readonly statements: readonly PolicyStatement[];
}

/** A function with all that hangs on it. Maps are replaced by changed ones of their entries alone. */
export interface LambdaFunction {
  readonly functionArn: string;
  readonly functionName: string;
  /** By the version, `$LATEST` first. */
  readonly versions: Map<string, FunctionVersion>;
  readonly aliases: Map<string, FunctionAlias>;
  /** By the qualifier, "" where there is none. */
  readonly policies: Map<string, ResourcePolicy>;
  readonly tags: Map<string, string>;
  /** By the qualifier, `$LATEST` where there is none; in AWS's own names. */
  readonly eventInvokeConfigs: Map<string, object>;
  /** How many versions were ever published: numbers are not used again. */
  published: number;
  /** `$LATEST`'s when the last version was published: unchanged, there is nothing to publish. */
  publishedRevision?: string | undefined;
  /** @default the account's */
  reservedConcurrency?: number | undefined;
  codeSigningConfigArn?: string | undefined;
}

/** AddPermission's request. @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export interface Permission {
  readonly functionArn: string;
  readonly action: string;
  /** a service's name, such as `apigateway.amazonaws.com`; an account, the ARN of one of its users, or `*` */
  readonly principal: string;
  /** an ARN, `*` and `?` in it are wildcards. @default any source */
  readonly sourceArn?: string;
  /** @default any account */
  readonly sourceAccount?: string;
}
