import { callService } from "./call-service";
import { FORWARDED_SERVICES } from "./forwarded-services";
import type { Forward } from "./forwards";

/**
 * Resolves to the bytes of an object of S3.
 *
 * @throws Error with S3's code and text, in the words of Lambda's errors. *Assumed*, as bug reports of AWS's users show it.
 */
export async function readObject(
  forward: Forward,
  { bucket, key, version, region }: { bucket: string; key: string; version?: string | undefined; region: string },
): Promise<Buffer> {
  const { protocol } = FORWARDED_SERVICES.s3!;
  const parameters = { Bucket: bucket, Key: key, ...(version !== undefined && { VersionId: version }) };
  const outcome = await callService(forward, protocol, { action: "GetObject", parameters, region });
  if ("output" in outcome) return outcome.answer.body;
  const { code, message } = outcome.error;
  throw new Error(`S3 Error Code: ${code}. S3 Error Message: ${message}`);
}
