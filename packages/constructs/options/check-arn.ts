import { findPartition, SAMPLE_PARTITION } from "../names/partition";

/** What an ARN must be: of one service and region, and of one kind of resource. */
export interface ArnForm {
  /** Name of the option that holds it. */
  readonly option: string;
  /** `a key's`. */
  readonly whose: string;
  readonly service: string;
  /** The region that the resource must be in. */
  readonly region: string;
  /** What follows the account's id. */
  readonly resource: RegExp;
  /** What follows the account's id, as an example. */
  readonly example: string;
}

/** The problem of an ARN, if it has one; what a reference of Terraform's holds is not known yet. */
export function checkArn(arn: string, wanted: ArnForm): readonly string[] {
  const { option, whose, service, region, resource, example } = wanted;
  if (/^\$\{[^}]+\}$/.test(arn)) return [];
  const form = new RegExp(`^arn:([\\w-]+):${service}:([\\w-]+):\\d{12}:(.+)$`);
  const [, partition, found, rest = ""] = form.exec(arn) ?? [];
  const own = findPartition(region);
  if (found === undefined || !resource.test(rest)) {
    const place = own === undefined ? `${SAMPLE_PARTITION}:${service}:us-east-1` : `${own}:${service}:${region}`;
    return [`${option}: is not ${whose} ARN, got '${arn}'; write it as in arn:${place}:123456789012:${example}`];
  }
  if (own === undefined) return [];
  if (found === region && partition !== own)
    return [`${option}: is of another partition than its region, got '${arn}'; begin it with arn:${own}`];
  if (found === region) return [];
  return [`${option}: is of another region than the stack, got '${found}'; name one of ${region}`];
}

/** The problem of a permissions boundary, if it has one: a managed policy, of the account or of AWS; IAM has no regions. */
export function checkBoundary(arn: string, region: string): readonly string[] {
  if (/^\$\{[^}]+\}$/.test(arn)) return [];
  const own = findPartition(region);
  const [, partition] = /^arn:([\w-]+):iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]+$/.exec(arn) ?? [];
  const advice = `write it as in arn:${own ?? SAMPLE_PARTITION}:iam::123456789012:policy/boundary`;
  if (partition === undefined) return [`permissionsBoundary: is not a managed policy's ARN, got '${arn}'; ${advice}`];
  return own === undefined || partition === own
    ? []
    : [`permissionsBoundary: is of another partition than the stack's region, got '${arn}'; begin it with arn:${own}`];
}
