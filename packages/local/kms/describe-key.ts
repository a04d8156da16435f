import type { Key, NamedKey } from "./keys";

/** Returns DescribeKey's KeyMetadata. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
export function describeKey(key: NamedKey): object {
  const { arn, accountId, id, isManaged, made } = key;
  return {
    AWSAccountId: accountId,
    Arn: arn,
    ...(made && describeMade(made)),
    CustomerMasterKeySpec: "SYMMETRIC_DEFAULT",
    Enabled: made === undefined || readState(made) === "Enabled",
    EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
    KeyId: id,
    KeyManager: isManaged ? "AWS" : "CUSTOMER",
    KeySpec: "SYMMETRIC_DEFAULT",
    KeyState: made === undefined ? "Enabled" : readState(made),
    KeyUsage: "ENCRYPT_DECRYPT",
    MultiRegion: made?.isMultiRegion ?? false,
    ...(made?.isMultiRegion && { MultiRegionConfiguration: describePrimary(arn) }),
    Origin: "AWS_KMS",
  };
}

function describeMade({ description, creationDate, deletionDate }: Key): object {
  return {
    CreationDate: toSeconds(creationDate),
    Description: description,
    ...(deletionDate !== undefined && { DeletionDate: toSeconds(deletionDate) }),
  };
}

function describePrimary(arn: string): object {
  return { MultiRegionKeyType: "PRIMARY", PrimaryKey: { Arn: arn, Region: arn.split(":")[3] }, ReplicaKeys: [] };
}

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
export function readState({ isEnabled, deletionDate }: Key): "Enabled" | "Disabled" | "PendingDeletion" {
  if (deletionDate !== undefined) return "PendingDeletion";
  return isEnabled ? "Enabled" : "Disabled";
}

export const toSeconds = (milliseconds: number): number => milliseconds / 1_000;
