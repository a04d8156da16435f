import type { JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import type { Aws } from "../account/aws";
import { API_GATEWAY_RESOURCES } from "./apigateway-resources";
import { API_GATEWAY_V2_RESOURCES } from "./apigatewayv2-resources";
import { text } from "./attributes";
import { DYNAMODB_RESOURCES } from "./dynamodb-resources";
import { LAMBDA_RESOURCES } from "./lambda-resources";
import { STEP_FUNCTIONS_RESOURCES } from "./stepfunctions-resources";

/** One resource of a configuration, its references resolved. */
export interface Resource {
  readonly attributes: JsonObject;
  /** Unique, and the same at each start. */
  readonly id: string;
  readonly aws: Aws;
  readonly region: string;
  /** Of the configuration, which relative paths start at. */
  readonly folder: string;
}

/** Creates the resource, and returns the attributes that AWS adds to those of the configuration. */
export type Create = (resource: Resource) => JsonObject;

type Table = Readonly<Record<string, Create>>;

function loadCloudFront(): Table {
  return (require("./cloudfront-resources") as typeof import("./cloudfront-resources")).CLOUDFRONT_RESOURCES;
}

function loadCloudWatch(): Table {
  return (require("./cloudwatch-resources") as typeof import("./cloudwatch-resources")).CLOUDWATCH_RESOURCES;
}

function loadRoute53(): Table {
  return (require("./route53-resources") as typeof import("./route53-resources")).ROUTE53_RESOURCES;
}

/** The types of a table that most stacks have nothing of: the first resource of one of them loads it. */
function loadByType(load: () => Table, types: readonly string[]): Table {
  return Object.fromEntries(
    types.map((type): [string, Create] => [type, (resource) => createBy(load(), type, resource)]),
  );
}

function createBy(table: Table, type: string, resource: Resource): JsonObject {
  const create = table[type];
  if (create) return create(resource);
  throw new Error(
    `resource type '${type}': its table does not have it, got ${Object.keys(table).join(", ")}; add it there`,
  );
}

/**
 * Terraform's resource types, each as the call that its provider makes. An attribute keeps its name in AWS's spelling
 * but where the table says otherwise.
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs
 */
export const RESOURCE_TYPES: Readonly<Record<string, Create>> = {
  ...LAMBDA_RESOURCES,
  ...DYNAMODB_RESOURCES,
  ...API_GATEWAY_RESOURCES,
  ...API_GATEWAY_V2_RESOURCES,
  ...STEP_FUNCTIONS_RESOURCES,
  ...loadByType(loadCloudFront, [
    "aws_cloudfront_function",
    "aws_cloudfront_origin_request_policy",
    "aws_cloudfront_distribution",
  ]),
  ...loadByType(loadCloudWatch, ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_dashboard"]),
  ...loadByType(loadRoute53, ["aws_route53_record"]),
  aws_iam_role: ({ attributes, id, aws }) => {
    const { arn, roleName } = aws.iam.createRole({
      roleName: typeof attributes.name === "string" ? attributes.name : `terraform-${id}`,
      path: typeof attributes.path === "string" ? attributes.path : undefined,
      permissionsBoundary:
        typeof attributes.permissions_boundary === "string" ? attributes.permissions_boundary : undefined,
      assumeRolePolicyDocument: text(attributes, "assume_role_policy"),
    });
    return { id: roleName, name: roleName, arn };
  },
  aws_iam_role_policy: ({ attributes, id, aws }) => {
    const policyName = typeof attributes.name === "string" ? attributes.name : `terraform-${id}`;
    const roleName = text(attributes, "role");
    aws.iam.putRolePolicy({ roleName, policyName, policyDocument: text(attributes, "policy") });
    return { id: `${roleName}:${policyName}`, name: policyName };
  },
  aws_iam_policy: ({ attributes, id, aws }) => {
    const policyName = typeof attributes.name === "string" ? attributes.name : `terraform-${id}`;
    const { arn } = aws.iam.createPolicy({ policyName, policyDocument: text(attributes, "policy") });
    return { id: arn, arn, name: policyName };
  },
  aws_iam_role_policy_attachment: ({ attributes, id, aws }) => {
    aws.iam.attachRolePolicy({ roleName: text(attributes, "role"), policyArn: text(attributes, "policy_arn") });
    return { id };
  },
  aws_cloudwatch_log_group: ({ attributes, id, aws, region }) => {
    const { name = `terraform-${id}`, retention_in_days: days, kms_key_id: kmsKeyId } = attributes;
    const retentionInDays = typeof days === "number" && days > 0 ? days : undefined;
    const key = typeof kmsKeyId === "string" && { kmsKeyId };
    const arn = aws.region(region).logs.createLogGroup({ logGroupName: String(name), retentionInDays, ...key });
    return { id: name, name, arn };
  },
};
