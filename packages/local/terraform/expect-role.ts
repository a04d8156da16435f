import type { Json } from "@sfn-websocket/languages/json";
import type { Aws } from "../account/aws";

/**
 * Takes a role that the configuration names and does not make for one that is there already: what it may do is its owner's
 * to say. One that is made here, before or later, is decided by its policies.
 */
export function expectRole(aws: Aws, roleArn: Json | undefined): void {
  if (typeof roleArn === "string" && /^arn:[\w-]+:iam::\d{12}:role\//.test(roleArn)) aws.iam.expectForeignRole(roleArn);
}
