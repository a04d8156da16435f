import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Aws } from "../account/aws";
import { listResourceTypes } from "../account/service-row";
import { ACCOUNT_SERVICES, REGION_SERVICES } from "../account/services";

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

/**
 * Terraform's resource types, each as the call that its provider makes. An attribute keeps its name in AWS's spelling
 * but where the table says otherwise.
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs
 */
export const RESOURCE_TYPES: Readonly<Record<string, Create>> = {
  ...listResourceTypes(ACCOUNT_SERVICES),
  ...listResourceTypes(REGION_SERVICES),
};
