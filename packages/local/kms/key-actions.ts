import { defineAction, KEY, type KmsActions, listPage, PAGE } from "./action";
import { describeKey, readState, toSeconds } from "./describe-key";
import { createKeyId, type Key, type KeyStore, printArn, requireKey, requireMadeKey } from "./keys";
import { KmsError } from "./kms-error";
import { createDefaultPolicy, requirePolicy } from "./key-policies";
import { readTags, TAGS } from "./tag-actions";

const DAY = 86_400_000;
const DESCRIPTION = { maximum: 8_192 } as const;
const POLICY = {
  Policy: { minimum: 1, maximum: 131_072 },
  BypassPolicyLockoutSafetyCheck: { type: "boolean" },
} as const;

/** What a key of KMS's own for symmetric encryption is by default; other kinds are refused by name. */
const ONLY = {
  KeyUsage: "ENCRYPT_DECRYPT",
  KeySpec: "SYMMETRIC_DEFAULT",
  CustomerMasterKeySpec: "SYMMETRIC_DEFAULT",
  Origin: "AWS_KMS",
} as const;

/** The actions on keys: a key has a policy and a state, and no material. */
export const KEY_ACTIONS: KmsActions = {
  CreateKey: defineAction({
    mutates: true,
    members: {
      ...POLICY,
      Description: DESCRIPTION,
      KeyUsage: {},
      CustomerMasterKeySpec: {},
      KeySpec: {},
      Origin: {},
      Tags: TAGS,
      MultiRegion: { type: "boolean" },
    },
    run(store, request) {
      const { Policy, Description = "", MultiRegion = false, Tags = [] } = request;
      requireNoOthers(request);
      const key: Key = {
        id: createKeyId(MultiRegion),
        creationDate: store.world.now(),
        isMultiRegion: MultiRegion,
        description: Description,
        policy:
          Policy === undefined ? createDefaultPolicy(store.world) : requirePolicy(store.world, { ...request, Policy }),
        isEnabled: true,
        deletionDate: undefined,
        rotationPeriod: undefined,
        tags: readTags(Tags),
      };
      store.keys.set(key.id, key);
      return { KeyMetadata: describeKey(requireKey(store, key.id)) };
    },
  }),
  DescribeKey: defineAction({
    members: KEY,
    run: (store, { KeyId }) => ({ KeyMetadata: describeKey(requireKey(store, KeyId)) }),
  }),
  ListKeys: defineAction({
    members: PAGE,
    run(store, request) {
      const keys = [...store.keys.values()].map((key) => ({ KeyArn: printArn(store, key), KeyId: key.id }));
      return listPage("Keys", keys, request);
    },
  }),
  UpdateKeyDescription: defineAction({
    mutates: true,
    members: { ...KEY, Description: { ...DESCRIPTION, required: true } },
    run: (store, { KeyId, Description }) => void (requireMadeKey(store, KeyId).description = Description),
  }),
  EnableKey: defineAction({
    mutates: true,
    members: KEY,
    run: (store, { KeyId }) => void (requireMadeKey(store, KeyId).isEnabled = true),
  }),
  DisableKey: defineAction({
    mutates: true,
    members: KEY,
    run: (store, { KeyId }) => void (requireMadeKey(store, KeyId).isEnabled = false),
  }),
  ScheduleKeyDeletion: defineAction({
    mutates: true,
    members: { ...KEY, PendingWindowInDays: { type: "number", minimum: 7, maximum: 30 } },
    run(store, { KeyId, PendingWindowInDays = 30 }) {
      const key = requireMadeKey(store, KeyId);
      key.deletionDate = store.world.now() + PendingWindowInDays * DAY;
      const DeletionDate = toSeconds(key.deletionDate);
      return { DeletionDate, KeyId: printArn(store, key), KeyState: readState(key), PendingWindowInDays };
    },
  }),
  CancelKeyDeletion: defineAction({
    mutates: true,
    members: KEY,
    run(store, { KeyId }) {
      const key = requireMadeKey(store, KeyId, { whileDeleted: true });
      const arn = printArn(store, key);
      if (key.deletionDate === undefined)
        throw new KmsError("KMSInvalidStateException", `${arn} is not pending deletion.`);
      key.deletionDate = undefined;
      key.isEnabled = false;
      return { KeyId: arn };
    },
  }),
  EnableKeyRotation: defineAction({
    mutates: true,
    members: { ...KEY, RotationPeriodInDays: { type: "number", minimum: 90, maximum: 2_560 } },
    run(store, { KeyId, RotationPeriodInDays = 365 }) {
      requireEnabled(store, KeyId).rotationPeriod = RotationPeriodInDays;
    },
  }),
  DisableKeyRotation: defineAction({
    mutates: true,
    members: KEY,
    run: (store, { KeyId }) => void (requireEnabled(store, KeyId).rotationPeriod = undefined),
  }),
  GetKeyRotationStatus: defineAction({
    members: KEY,
    run(store, { KeyId }) {
      const key = requireMadeKey(store, KeyId, { whileDeleted: true });
      const { id, creationDate, rotationPeriod } = key;
      if (rotationPeriod === undefined) return { KeyId: id, KeyRotationEnabled: false };
      const NextRotationDate = toSeconds(creationDate + rotationPeriod * DAY);
      return { KeyId: id, KeyRotationEnabled: true, NextRotationDate, RotationPeriodInDays: rotationPeriod };
    },
  }),
};

/** @throws KmsError DisabledException. */
function requireEnabled(store: KeyStore, keyId: string): Key {
  const key = requireMadeKey(store, keyId);
  if (key.isEnabled) return key;
  throw new KmsError("DisabledException", `${printArn(store, key)} is disabled.`);
}

/** @throws KmsError UnsupportedOperationException, with a text of the endpoint's own. */
function requireNoOthers(request: { readonly [Name in keyof typeof ONLY]?: string }): void {
  for (const [name, only] of Object.entries(ONLY) as [keyof typeof ONLY, string][]) {
    const { [name]: value = only } = request;
    if (value === only) continue;
    const text = `CreateKey: ${name}: only keys of KMS's own for symmetric encryption are emulated, got '${value}'; leave it out or make it '${only}'`;
    throw new KmsError("UnsupportedOperationException", text);
  }
}
