import type { AwsRequest } from "../aws-request";
import { type ApiAnswer, createJsonApi, type JsonAnswer } from "../json-protocol";
import { isJsonObject, type Json } from "../../languages/jsonpath/json";

/** The account and region whose keys are asked for. */
export interface KmsWorld {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

const KEY_ID = /^(?:arn:[\w-]+:kms:[\w-]+:\d{12}:key\/)?([\w-]+)$/;

/**
 * Returns what answers KMS's API: DescribeKey, by which the AWS provider looks a table's key up. Nothing here encrypts,
 * and no key is made: *assumed*, since stacks name keys of their user's, is an account that has every key asked for.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export function createKmsApi(world: KmsWorld): (request: AwsRequest) => Promise<ApiAnswer> {
  return createJsonApi({ version: "1.1", call: (action, { body }) => callKms(world, action, body) });
}

function callKms(world: KmsWorld, action: string, body: string): JsonAnswer {
  if (action !== "DescribeKey") return { ...refuse("UnknownOperationException", ""), unknown: action };
  const id = KEY_ID.exec(readKeyId(body))?.[1];
  if (id !== undefined) return { status: 200, body: JSON.stringify({ KeyMetadata: describeKey(world, id) }) };
  return refuse("NotFoundException", `Invalid keyId '${readKeyId(body)}'`);
}

function describeKey({ partition, accountId, region }: KmsWorld, id: string): object {
  return {
    AWSAccountId: accountId,
    Arn: `arn:${partition}:kms:${region}:${accountId}:key/${id}`,
    Enabled: true,
    EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
    KeyId: id,
    KeyManager: "CUSTOMER",
    KeySpec: "SYMMETRIC_DEFAULT",
    KeyState: "Enabled",
    KeyUsage: "ENCRYPT_DECRYPT",
    MultiRegion: false,
    Origin: "AWS_KMS",
  };
}

function readKeyId(body: string): string {
  const request: Json = JSON.parse(body || "{}");
  return isJsonObject(request) ? String(request.KeyId) : "";
}

const refuse = (code: string, message: string): JsonAnswer => ({
  status: 400,
  body: JSON.stringify({ __type: code, message }),
});
