import { createHash, randomBytes, randomUUID } from "node:crypto";
import { KmsError } from "./kms-error";

/** The account and region whose keys are asked for. */
export interface KmsWorld {
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Returns AWS's text for a key policy that is none, or that nobody could change any more; undefined for any other. */
  readonly refusePolicy: (text: string, options: { readonly mayLockOut: boolean }) => string | undefined;
}

/** A key that was made here; times are milliseconds since 1970. */
export interface Key {
  readonly id: string;
  readonly creationDate: number;
  readonly isMultiRegion: boolean;
  description: string;
  policy: string;
  isEnabled: boolean;
  /** When the key is gone. */
  deletionDate: number | undefined;
  /** Days from one rotation to the next, if it is rotated: no key here has material. */
  rotationPeriod: number | undefined;
  readonly tags: Map<string, string>;
}

export interface Alias {
  readonly creationDate: number;
  readonly updateDate: number;
  readonly targetKeyId: string;
}

export interface KeyStore {
  readonly world: KmsWorld;
  /** By id. */
  readonly keys: Map<string, Key>;
  /** By name, with `alias/`. */
  readonly aliases: Map<string, Alias>;
  /** The ids of keys that were made here and are gone. */
  readonly deleted: Set<string>;
}

/** A key as its name in a request says. */
export interface NamedKey {
  readonly arn: string;
  readonly accountId: string;
  readonly id: string;
  /** True for a key that a service of AWS made. */
  readonly isManaged: boolean;
  /** Undefined for a key that was not made here, which is *assumed* to be there. */
  readonly made: Key | undefined;
  /** True for a key that was made here and is gone. */
  readonly isDeleted: boolean;
}

const ARN = /^arn:([\w-]+):kms:([\w-]+):(\d{12}):(.*)$/;
const KEY_ID = /^(?:key\/)?([\w-]+)$/;
const ALIAS = /^alias\/[\w/-]+$/;

export const printPlace = ({ partition, region, accountId }: KmsWorld): string =>
  `arn:${partition}:kms:${region}:${accountId}`;
export const printArn = ({ world }: KeyStore, key: Key): string => `${printPlace(world)}:key/${key.id}`;

export const createKeyId = (isMultiRegion: boolean): string =>
  isMultiRegion ? `mrk-${randomBytes(16).toString("hex")}` : randomUUID();

/**
 * Returns the key of an id, an ARN, or the name or the ARN of an alias; undefined for what is none of them. An alias that
 * was not made here always stands for the same key.
 */
export function findKey(store: KeyStore, keyId: string): NamedKey | undefined {
  const { world, keys, aliases, deleted } = store;
  const here = printPlace(world);
  const [, partition = world.partition, region = world.region, accountId = world.accountId, resource = keyId] =
    ARN.exec(keyId) ?? [];
  const place = `arn:${partition}:kms:${region}:${accountId}`;
  const target = place === here ? aliases.get(resource)?.targetKeyId : undefined;
  const id = target ?? (ALIAS.test(resource) ? deriveKeyId(`${place}:${resource}`) : KEY_ID.exec(resource)?.[1]);
  if (id === undefined) return undefined;
  const made = place === here ? keys.get(id) : undefined;
  const isDeleted = place === here && deleted.has(id);
  return { arn: `${place}:key/${id}`, accountId, id, isManaged: resource.startsWith("alias/aws/"), made, isDeleted };
}

/** @throws KmsError NotFoundException for what names no key, and for a key that is gone. */
export function requireKey(store: KeyStore, keyId: string): NamedKey {
  const key = findKey(store, keyId);
  if (key?.isDeleted) throw new KmsError("NotFoundException", `Key '${key.arn}' does not exist`);
  if (key) return key;
  throw new KmsError("NotFoundException", `Invalid keyId '${keyId}'`);
}

/**
 * Returns a key that was made here.
 * @throws KmsError NotFoundException for any other, with a line in the log; KMSInvalidStateException for one that is deleted soon.
 */
export function requireMadeKey(store: KeyStore, keyId: string, use: { readonly whileDeleted?: true } = {}): Key {
  const { made, arn } = requireKey(store, keyId);
  if (made === undefined) {
    store.world.log(
      `KMS: the key was not made here, so that nothing is known of it but that it is there, got '${keyId}'; make it by CreateKey (aws_kms_key)`,
    );
    throw new KmsError("NotFoundException", `Key '${arn}' does not exist`);
  }
  if (made.deletionDate !== undefined && !use.whileDeleted)
    throw new KmsError("KMSInvalidStateException", `${arn} is pending deletion.`);
  return made;
}

/** Takes away the keys whose time has come, and their aliases. */
export function deleteOverdue({ world, keys, aliases, deleted }: KeyStore): void {
  for (const { id, deletionDate = Infinity } of keys.values()) {
    if (deletionDate > world.now()) continue;
    keys.delete(id);
    deleted.add(id);
    for (const [name, { targetKeyId }] of aliases) if (targetKeyId === id) aliases.delete(name);
  }
}

/** A UUID, which the same alias gives again. */
export function deriveKeyId(aliasArn: string): string {
  const digits = createHash("sha256").update(aliasArn).digest("hex");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
