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
  ].map((name) => name.toLowerCase()),
);

/** The keys of a request out of a record: names to one value or several. */
export function createConditionKeys(values: Readonly<Record<string, string | readonly string[]>>): ConditionKeys {
  const byName = new Map(
    Object.entries(values).map(([name, value]) => [name.toLowerCase(), typeof value === "string" ? [value] : value]),
  );
  return {
    read: (name) => byName.get(name.toLowerCase()),
    knows: (name) => byName.has(name.toLowerCase()) || knownWhenAbsent.has(name.toLowerCase()),
  };
}
