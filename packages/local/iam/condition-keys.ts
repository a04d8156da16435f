/** The keys of one request, as policies' conditions and variables read them. Names are in any case. */
export interface ConditionKeys {
  /** The values of a key, undefined if the request does not carry it. */
  read(name: string): readonly string[] | undefined;
  /** True for a key that this runtime knows of, whether or not the request carries it. */
  knows(name: string): boolean;
}

/**
 * Keys that exist on AWS and that no request here carries unless the caller says so; other keys are not emulated.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const knownWhenAbsent = new Set(
  [
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceIp",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpcSourceIp",
    "aws:username",
    "aws:MultiFactorAuthPresent",
    "aws:MultiFactorAuthAge",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceName",
    "aws:Referer",
    "aws:UserAgent",
    "aws:ViaAWSService",
    "aws:CalledVia",
    "sts:ExternalId",
    "sts:RoleSessionName",
    "states:StateMachineQualifier",
    "kms:ViaService",
    "kms:GrantIsForAWSResource",
    "kms:EncryptionContextKeys",
  ].map((name) => name.toLowerCase()),
);

/** Keys whose names go on with a name of the request's: one that the request does not carry is known, too. */
const knownPrefixes = ["kms:encryptioncontext:"];

/** Emulated keys by name in lower case; `undefined` for a key that the request at hand does not carry. */
export type KeyReaders<Request> = Readonly<Record<string, (request: Request) => string | undefined>>;

/** The keys that the caller supplies, in any case, before those that `readers` reads off the request. */
export function createConditionKeys<Request>(
  supplied: Readonly<Record<string, string | readonly string[]>>,
  readers: KeyReaders<Request>,
  request: Request,
): ConditionKeys {
  const findSupplied = (name: string) => Object.entries(supplied).find(([key]) => key.toLowerCase() === name)?.[1];
  const findReader = (name: string) => (Object.hasOwn(readers, name) ? readers[name] : undefined);
  return {
    read(key) {
      const name = key.toLowerCase();
      const value = findSupplied(name) ?? findReader(name)?.(request);
      return typeof value === "string" ? [value] : value;
    },
    knows(key) {
      const name = key.toLowerCase();
      if (knownWhenAbsent.has(name) || knownPrefixes.some((prefix) => name.startsWith(prefix))) return true;
      return findReader(name) !== undefined || findSupplied(name) !== undefined;
    },
  };
}
