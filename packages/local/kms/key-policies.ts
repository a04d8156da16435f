import { defineAction, KEY, type KmsActions } from "./action";
import { type KmsWorld, requireMadeKey } from "./keys";
import { KmsError } from "./kms-error";

const NAME = { PolicyName: { minimum: 1, maximum: 128 } } as const;
/** A key has one policy, of this name. */
const DEFAULT = "default";

/**
 * Bytes that a policy may have; the model's constraint is wider.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html documented
 */
const LONGEST_POLICY = 32_768;

interface PolicyRequest {
  readonly Policy: string;
  readonly BypassPolicyLockoutSafetyCheck?: boolean;
}

/** The actions on key policies. */
export const KEY_POLICY_ACTIONS: KmsActions = {
  GetKeyPolicy: defineAction({
    members: { ...KEY, ...NAME },
    run(store, { KeyId, PolicyName }) {
      requireDefault(PolicyName);
      return { Policy: requireMadeKey(store, KeyId, { whileDeleted: true }).policy, PolicyName: DEFAULT };
    },
  }),
  PutKeyPolicy: defineAction({
    mutates: true,
    members: {
      ...KEY,
      ...NAME,
      Policy: { required: true, minimum: 1, maximum: 131_072 },
      BypassPolicyLockoutSafetyCheck: { type: "boolean" },
    },
    run(store, request) {
      requireDefault(request.PolicyName);
      requireMadeKey(store, request.KeyId, { whileDeleted: true }).policy = requirePolicy(store.world, request);
    },
  }),
  ListKeyPolicies: defineAction({
    members: KEY,
    run(store, { KeyId }) {
      requireMadeKey(store, KeyId, { whileDeleted: true });
      return { PolicyNames: [DEFAULT], Truncated: false };
    },
  }),
};

/** Returns the policy's text. @throws KmsError LimitExceededException or MalformedPolicyDocumentException. */
export function requirePolicy(world: KmsWorld, { Policy, BypassPolicyLockoutSafetyCheck }: PolicyRequest): string {
  requireShort(world, Policy);
  const refusal = world.refusePolicy(Policy, { mayLockOut: BypassPolicyLockoutSafetyCheck === true });
  if (refusal === undefined) return Policy;
  // Terraform's provider tries a refused policy again for minutes, and shows nothing.
  world.log(`KMS: a key policy is refused: ${refusal}`);
  throw new KmsError("MalformedPolicyDocumentException", refusal);
}

/**
 * No page gives the words of this error: the log has them.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html documented: the code
 */
function requireShort(world: KmsWorld, policy: string): void {
  const bytes = Buffer.byteLength(policy);
  if (bytes <= LONGEST_POLICY) return;
  world.log(`KMS: a key policy is refused: it may have ${LONGEST_POLICY} bytes, got ${bytes}`);
  throw new KmsError("LimitExceededException", "");
}

/**
 * The policy of a key that was made without one: the account's policies decide.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function createDefaultPolicy({ partition, accountId }: KmsWorld): string {
  const statement = {
    Sid: "Enable IAM User Permissions",
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  return JSON.stringify({ Version: "2012-10-17", Id: "key-default-1", Statement: [statement] }, undefined, 2);
}

function requireDefault(name = DEFAULT): void {
  if (name !== DEFAULT) throw new KmsError("NotFoundException", "No such policy exists");
}
