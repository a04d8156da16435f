import type { JsonObject } from "../../languages/jsonpath/json";
import type { Aws } from "../aws";
import { API_GATEWAY_RESOURCES } from "./apigateway-resources";
import { API_GATEWAY_V2_RESOURCES } from "./apigatewayv2-resources";
import { text } from "./attributes";
import { CLOUDFRONT_RESOURCES } from "./cloudfront-resources";
import { CLOUDWATCH_RESOURCES } from "./cloudwatch-resources";
import { DYNAMODB_RESOURCES } from "./dynamodb-resources";
import { LAMBDA_RESOURCES } from "./lambda-resources";
import { ROUTE53_RESOURCES } from "./route53-resources";
import { STEP_FUNCTIONS_RESOURCES } from "./stepfunctions-resources";

/** One resource of a configuration, its references resolved. */
export interface Resource {
  readonly attributes: JsonObject;
  /** Unique, and the same at each start. */
  readonly id: string;
  readonly aws: Aws;
  readonly region: string;
}

/** Creates the resource, and returns the attributes that AWS adds to those of the configuration. */
export type Create = (resource: Resource) => JsonObject;

/**
 * Terraform's resource types, each as the call that its provider makes. An attribute keeps its name in AWS's spelling
 * but where the table says otherwise.
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs
 */
export const RESOURCE_TYPES: Readonly<Record<string, Create>> = {
  ...LAMBDA_RESOURCES,
  ...CLOUDFRONT_RESOURCES,
  ...CLOUDWATCH_RESOURCES,
  ...DYNAMODB_RESOURCES,
  ...API_GATEWAY_RESOURCES,
  ...API_GATEWAY_V2_RESOURCES,
  ...ROUTE53_RESOURCES,
  ...STEP_FUNCTIONS_RESOURCES,
  aws_iam_role: ({ attributes, id, aws }) => {
    const { arn, roleName } = aws.iam.createRole({
      roleName: typeof attributes.name === "string" ? attributes.name : `terraform-${id}`,
      path: typeof attributes.path === "string" ? attributes.path : undefined,
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
