import { createHash } from "node:crypto";
import { isJsonObject, type Json } from "@sfn-websocket/languages/jsonpath/json";
import type { AwsRequest } from "../protocols/aws-request";
import { type ApiAnswer, createJsonApi, type JsonAnswer } from "../protocols/json-protocol";

/** The account and region whose keys are asked for. */
export interface KmsWorld {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/** A key as its ARN names it. */
interface Key {
  readonly arn: string;
  readonly accountId: string;
  readonly id: string;
  /** True for a key that a service of AWS made. */
  readonly isManaged: boolean;
}

const ARN = /^arn:([\w-]+):kms:([\w-]+):(\d{12}):(.*)$/;
const KEY = /^(?:key\/)?([\w-]+)$/;
const ALIAS = /^alias\/[\w/-]+$/;

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
  const request = parse(body || "{}");
  if (!isJsonObject(request)) return refuse("SerializationException");
  const keyId = String(request.KeyId);
  const key = findKey(world, keyId);
  if (key) return { status: 200, body: JSON.stringify({ KeyMetadata: describeKey(key) }) };
  return refuse("NotFoundException", `Invalid keyId '${keyId}'`);
}

/** A key is named by its id, its ARN, or the name or the ARN of an alias, which always stands for the same key. */
function findKey(world: KmsWorld, keyId: string): Key | undefined {
  const [, partition = world.partition, region = world.region, accountId = world.accountId, resource = keyId] =
    ARN.exec(keyId) ?? [];
  const place = `arn:${partition}:kms:${region}:${accountId}`;
  const id = ALIAS.test(resource) ? createKeyId(`${place}:${resource}`) : KEY.exec(resource)?.[1];
  if (id === undefined) return undefined;
  return { arn: `${place}:key/${id}`, accountId, id, isManaged: resource.startsWith("alias/aws/") };
}

/** A UUID, which the same alias gives again. */
function createKeyId(aliasArn: string): string {
  const digits = createHash("sha256").update(aliasArn).digest("hex");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

function describeKey({ arn, accountId, id, isManaged }: Key): object {
  return {
    AWSAccountId: accountId,
    Arn: arn,
    Enabled: true,
    EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
    KeyId: id,
    KeyManager: isManaged ? "AWS" : "CUSTOMER",
    KeySpec: "SYMMETRIC_DEFAULT",
    KeyState: "Enabled",
    KeyUsage: "ENCRYPT_DECRYPT",
    MultiRegion: false,
    Origin: "AWS_KMS",
  };
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const refuse = (code: string, message?: string): JsonAnswer => ({
  status: 400,
  body: JSON.stringify({ __type: code, message }),
});
