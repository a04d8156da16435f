import type { Constraints } from "../../protocols/constraints";
import type { RequestOf } from "../../protocols/request";
import { UnusableArchive } from "../code-store";
import { invalidValue } from "../lambda-error";
import type { FunctionCode, FunctionVersion } from "../resources";
import type { LambdaCall } from "./action";

/** Where a request says that a function's code is. @see https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html */
export const CODE = {
  /** base64 */
  ZipFile: {},
  S3Bucket: {},
  S3Key: {},
  S3ObjectVersion: {},
  ImageUri: {},
} as const satisfies Constraints;

export type CodeRequest = RequestOf<typeof CODE>;

/** A function's code, or why there is none here. */
export type KeptCode = Pick<FunctionVersion, "code" | "codeProblem" | "imageUri">;

/** Keeps the archive that a request brings for what is named. @throws LambdaError */
export async function keepCode(call: LambdaCall, what: string, request: CodeRequest): Promise<FunctionCode> {
  const absent = describeAbsence(call, request);
  if (absent === undefined) return keepArchive(call, request);
  // A developer who uses Terraform reads the answer, others the log.
  const message = `${what}: its code ${absent}; give the archive itself, as 'filename', or for S3 a server by --forward s3=URL`;
  call.log(`Lambda: ${message}`);
  throw invalidValue(message);
}

/** Keeps a function's archive, or why it is not here: such a function runs by a module of the user's, or fails when it is called. @throws LambdaError */
export async function keepFunctionCode(
  call: LambdaCall,
  functionName: string,
  request: CodeRequest,
): Promise<KeptCode> {
  const absent = describeAbsence(call, request);
  if (absent === undefined) return { code: await keepArchive(call, request) };
  if (!call.lambda.hasModule(functionName))
    call.log(
      `Lambda: function '${functionName}': fails here when it is called, since its code ${absent}; start with --lambda ${functionName}=path/to/module`,
    );
  return { codeProblem: `its code ${absent}`, ...(request.ImageUri !== undefined && { imageUri: request.ImageUri }) };
}

function describeAbsence({ readObject }: LambdaCall, { ZipFile, S3Bucket, S3Key, ImageUri }: CodeRequest) {
  if (ZipFile !== undefined) return undefined;
  if (ImageUri !== undefined) return `cannot come from an image, got '${ImageUri}'`;
  if (S3Bucket === undefined || S3Key === undefined) throw invalidValue("Please provide a source for function code.");
  return readObject ? undefined : `cannot come from S3, got 's3://${S3Bucket}/${S3Key}'`;
}

async function keepArchive(call: LambdaCall, request: CodeRequest): Promise<FunctionCode> {
  const archive = await readArchive(call, request);
  try {
    return call.codes.keep(archive);
  } catch (error) {
    if (error instanceof UnusableArchive) throw invalidValue(error.message);
    throw error;
  }
}

async function readArchive({ readObject, region }: LambdaCall, request: CodeRequest): Promise<Buffer> {
  const { ZipFile = "", S3Bucket: bucket, S3Key: key, S3ObjectVersion: version } = request;
  if (bucket === undefined || key === undefined || readObject === undefined) return Buffer.from(ZipFile, "base64");
  return readObject({ bucket, key, version, region }).catch((error: Error) => {
    throw invalidValue(`Error occurred while GetObject. ${error.message}`);
  });
}
