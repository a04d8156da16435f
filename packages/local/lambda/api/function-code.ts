import type { Constraints } from "../../protocols/constraints";
import type { RequestOf } from "../../protocols/request";
import { UnusableArchive } from "../code-store";
import { invalidValue } from "../lambda-error";
import type { FunctionCode } from "../resources";
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

/** Keeps the code that a request brings for what is named. @throws LambdaError */
export async function keepCode(call: LambdaCall, what: string, request: CodeRequest): Promise<FunctionCode> {
  const archive = await readArchive(call, what, request);
  try {
    return call.codes.keep(archive);
  } catch (error) {
    if (error instanceof UnusableArchive) throw invalidValue(error.message);
    throw error;
  }
}

async function readArchive(call: LambdaCall, what: string, request: CodeRequest): Promise<Buffer> {
  const { ZipFile, S3Bucket, S3Key, S3ObjectVersion, ImageUri } = request;
  if (ZipFile !== undefined) return Buffer.from(ZipFile, "base64");
  if (ImageUri !== undefined) throw refuseSource(call, what, `an image, got '${ImageUri}'`);
  if (S3Bucket === undefined || S3Key === undefined) throw invalidValue("Please provide a source for function code.");
  if (call.readObject === undefined) throw refuseSource(call, what, `S3, got 's3://${S3Bucket}/${S3Key}'`);
  const object = { bucket: S3Bucket, key: S3Key, version: S3ObjectVersion, region: call.region };
  return call.readObject(object).catch((error: Error) => {
    throw invalidValue(`Error occurred while GetObject. ${error.message}`);
  });
}

/** A developer who uses Terraform reads the answer, others the log. */
function refuseSource({ log }: LambdaCall, what: string, source: string): Error {
  const message = `its code cannot come from ${source}; give the archive itself, as 'filename', or for S3 a server by --forward s3=URL`;
  log(`Lambda: ${what}: ${message}`);
  return invalidValue(`${what}: ${message}`);
}
