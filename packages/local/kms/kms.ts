import { createHash } from "node:crypto";
import type { Json } from "@sfn-websocket/languages/jsonpath/json";
import { type Actions, createDefineAction } from "../protocols/action";
import type { AwsRequest } from "../protocols/aws-request";
import { type ApiAnswer, createJsonApi, type JsonAnswer } from "../protocols/json-protocol";
import { createUnusedLog, findUnused, type LogUnused } from "../protocols/unused-members";
import { KmsError } from "./kms-error";

/** The account and region whose keys are asked for. */
export interface KmsWorld {
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
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

const defineAction = createDefineAction<KmsWorld, object>((refusal) =>
  "unreadable" in refusal
    ? new KmsError("SerializationException", refusal.unreadable)
    : new KmsError("ValidationException", refusal.invalid),
);

/** The API's actions, by name. */
export const ACTIONS: Actions<KmsWorld, object> = {
  DescribeKey: defineAction({
    members: { KeyId: { required: true, minimum: 1, maximum: 2_048 } },
    run(world, { KeyId }) {
      const key = findKey(world, KeyId);
      if (key) return { KeyMetadata: describeKey(key) };
      throw new KmsError("NotFoundException", `Invalid keyId '${KeyId}'`);
    },
  }),
};

/**
 * Returns what answers KMS's API: DescribeKey, by which the AWS provider looks a table's key up. Nothing here encrypts,
 * and no key is made: *assumed*, since stacks name keys of their user's, is an account that has every key asked for.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export function createKmsApi(world: KmsWorld): (request: AwsRequest) => Promise<ApiAnswer> {
  const logUnused = createUnusedLog("KMS", world.log);
  return createJsonApi({ version: "1.1", call: (name, { body }) => callKms(world, { name, body, logUnused }) });
}

interface KmsCall {
  readonly name: string;
  readonly body: string;
  readonly logUnused: LogUnused;
}

function callKms(world: KmsWorld, { name, body, logUnused }: KmsCall): JsonAnswer {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined)
    return { status: 400, body: new KmsError("UnknownOperationException", "").body, unknown: name };
  try {
    const request = parse(body || "{}");
    logUnused(name, findUnused(request, action.members));
    return { status: 200, body: JSON.stringify(action.answer(world, request)) };
  } catch (thrown) {
    if (thrown instanceof KmsError) return { status: 400, body: thrown.body };
    throw thrown;
  }
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
