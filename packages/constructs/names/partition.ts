import { Token } from "cdktf";
import { isJsonObject, type Json } from "@sfn-websocket/languages/json";

/**
 * The partitions beside `aws`, by how the names of their regions begin.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/aws-arns-and-namespaces.html documented, for `aws-cn` and
 * `aws-us-gov`
 * @see https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json documented, for the others
 */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
  ["eusc-", "aws-eusc"],
];

/** The partition of a region: what the ARNs in it begin with; undefined where Terraform fills in the region. */
export function findPartition(region: string): string | undefined {
  if (Token.isUnresolved(region) || region.includes("${")) return undefined;
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

/** A partition for samples, where it is not known. */
export const SAMPLE_PARTITION = "aws";

/** A text that holds an ARN of another partition than it is used in, and where it stands. */
export interface ForeignArn {
  /** `/States/Post/Resource` */
  readonly path: string;
  readonly arn: string;
}

/** The ARNs in a definition which are of another partition, with their places; what a substitution fills in is not known. */
export function listForeignArns(value: Json, partition: string, path = ""): readonly ForeignArn[] {
  if (typeof value === "string") {
    const [, found] = /^arn:([^:]*):/.exec(value) ?? [];
    return found === undefined || found === partition || found.startsWith("${") ? [] : [{ path, arn: value }];
  }
  if (Array.isArray(value)) return value.flatMap((each, index) => listForeignArns(each, partition, `${path}/${index}`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => listForeignArns(each, partition, `${path}/${name}`));
}
