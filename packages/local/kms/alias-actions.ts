import { defineAction, KEY, type KmsActions, listPage, PAGE } from "./action";
import { deriveKeyId, findKey, type KeyStore, printPlace, requireKey, requireMadeKey } from "./keys";
import { KmsError } from "./kms-error";
import { toSeconds } from "./describe-key";

const NAME = { AliasName: { required: true, minimum: 1, maximum: 256, pattern: "^[a-zA-Z0-9:/_-]+$" } } as const;
const TARGET = { TargetKeyId: { required: true, minimum: 1, maximum: 2_048 } } as const;

/** Services of AWS whose keys an account has. @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html */
const MANAGED = "acm backup dynamodb ebs elasticfilesystem es kinesis lambda rds s3 secretsmanager sns sqs ssm xray"
  .split(" ")
  .map((service) => `alias/aws/${service}`);

/** The actions on aliases. */
export const ALIAS_ACTIONS: KmsActions = {
  CreateAlias: defineAction({
    mutates: true,
    members: { ...NAME, ...TARGET },
    run(store, { AliasName, TargetKeyId }) {
      requireAliasName(AliasName);
      if (store.aliases.has(AliasName))
        throw new KmsError(
          "AlreadyExistsException",
          `An alias with the name ${printAlias(store, AliasName)} already exists`,
        );
      pointAlias(store, AliasName, TargetKeyId);
    },
  }),
  UpdateAlias: defineAction({
    mutates: true,
    members: { ...NAME, ...TARGET },
    run(store, { AliasName, TargetKeyId }) {
      requireAliasName(AliasName);
      requireAlias(store, AliasName);
      pointAlias(store, AliasName, TargetKeyId);
    },
  }),
  DeleteAlias: defineAction({
    mutates: true,
    members: NAME,
    run(store, { AliasName }) {
      requireAliasName(AliasName);
      requireAlias(store, AliasName);
      store.aliases.delete(AliasName);
    },
  }),
  ListAliases: defineAction({
    members: { KeyId: { minimum: KEY.KeyId.minimum, maximum: KEY.KeyId.maximum }, ...PAGE },
    run(store, request) {
      const wanted = request.KeyId === undefined ? undefined : requireKey(store, request.KeyId).id;
      const aliases = [...listMade(store), ...listManaged(store)];
      const found = aliases.filter(({ TargetKeyId }) => wanted === undefined || TargetKeyId === wanted);
      return listPage("Aliases", found, request);
    },
  }),
};

interface AliasEntry {
  readonly AliasName: string;
  readonly AliasArn: string;
  readonly TargetKeyId: string;
}

const listMade = (store: KeyStore): AliasEntry[] =>
  [...store.aliases].map(([AliasName, { targetKeyId, creationDate, updateDate }]) => ({
    AliasArn: printAlias(store, AliasName),
    AliasName,
    CreationDate: toSeconds(creationDate),
    LastUpdatedDate: toSeconds(updateDate),
    TargetKeyId: targetKeyId,
  }));

const listManaged = (store: KeyStore): AliasEntry[] =>
  MANAGED.map((AliasName) => {
    const AliasArn = printAlias(store, AliasName);
    return { AliasArn, AliasName, TargetKeyId: deriveKeyId(AliasArn) };
  });

const printAlias = ({ world }: KeyStore, name: string): string => `${printPlace(world)}:${name}`;

/** A key that was not made here may have an alias, too; one that was must not be deleted soon. */
function pointAlias(store: KeyStore, name: string, keyId: string): void {
  const now = store.world.now();
  const target = requireKey(store, keyId);
  if (target.made) requireMadeKey(store, keyId);
  const creationDate = store.aliases.get(name)?.creationDate ?? now;
  store.aliases.set(name, { targetKeyId: target.id, creationDate, updateDate: now });
}

function requireAlias(store: KeyStore, name: string): void {
  if (store.aliases.has(name)) return;
  if (findKey(store, name) !== undefined)
    store.world.log(`KMS: the alias was not made here, got '${name}'; make it by CreateAlias (aws_kms_alias)`);
  throw new KmsError("NotFoundException", `Alias ${printAlias(store, name)} is not found.`);
}

/** *Assumed*: the texts, as clients report them. */
function requireAliasName(name: string): void {
  if (name.startsWith("alias/aws/")) throw new KmsError("NotAuthorizedException", "");
  if (name.startsWith("alias/") && !name.includes(":")) return;
  throw new KmsError(
    "ValidationException",
    name.startsWith("alias/")
      ? `${name} contains invalid characters for an alias`
      : 'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
  );
}
