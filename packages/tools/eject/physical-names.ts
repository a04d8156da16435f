import { createHash } from "node:crypto";
import { MARKS } from "./marks";
import type { Blocks } from "./read-stack";

/**
 * The attribute that names a resource, by its type, and the longest name, in characters, that AWS takes: longer ones are
 * cut as the stacks cut them, and end in a hash of the whole.
 *
 * @see each resource's page of the AWS API: documented
 */
const NAMED: Readonly<Record<string, { readonly attribute: string; readonly longest: number }>> = {
  aws_api_gateway_api_key: { attribute: "name", longest: 255 },
  aws_api_gateway_usage_plan: { attribute: "name", longest: 255 },
  aws_apigatewayv2_api: { attribute: "name", longest: 128 },
  aws_apigatewayv2_authorizer: { attribute: "name", longest: 128 },
  aws_cloudfront_function: { attribute: "name", longest: 64 },
  aws_cloudfront_origin_request_policy: { attribute: "name", longest: 128 },
  aws_cloudwatch_dashboard: { attribute: "dashboard_name", longest: 255 },
  aws_cloudwatch_event_rule: { attribute: "name", longest: 64 },
  aws_cloudwatch_metric_alarm: { attribute: "alarm_name", longest: 255 },
  aws_dynamodb_table: { attribute: "name", longest: 255 },
  aws_iam_role: { attribute: "name", longest: 64 },
  aws_lambda_function: { attribute: "function_name", longest: 64 },
  aws_secretsmanager_secret: { attribute: "name", longest: 512 },
  aws_sfn_state_machine: { attribute: "name", longest: 80 },
  aws_sns_topic: { attribute: "name", longest: 256 },
  aws_sqs_queue: { attribute: "name", longest: 80 },
};

/** A name within a text: what stands before the stack's name, and what follows the region. */
export interface NameParts {
  readonly whole: string;
  readonly before: string;
  readonly hasStage: boolean;
  readonly after: string;
  /** Whether it tells the path of roles, at its end. */
  readonly hasPath: boolean;
}

/** The names of marked resources, as they stand in a text. */
export function namePattern(region: string): RegExp {
  return new RegExp(`([A-Za-z0-9_-]*)${MARKS.name}-(${MARKS.stageName}-)?${region}((?:-[A-Za-z0-9_-]+)?)`, "g");
}

export function readNameParts(match: RegExpMatchArray): NameParts {
  const [whole, before = "", stage, end = ""] = match;
  const path = namePath(MARKS.rolePath);
  const hasPath = end.endsWith(path);
  const after = hasPath ? end.slice(0, -path.length) : end;
  return { whole, before, hasStage: stage !== undefined, after, hasPath };
}

/** What ends a role's name where roles have a path: IAM takes one role of a name, whatever its path. */
export function namePath(rolePath: string): string {
  return rolePath === "/" ? "" : `-${hashShort(rolePath)}`;
}

/** `namePath` in Terraform's words. */
export const PATH = '${var.role_path == "/" ? "" : "-${substr(sha256(var.role_path), 0, 8)}"}';

/** The longest name of each marked name: the shortest limit of the resources that have it, for others repeat theirs. */
export function listLimits(
  resources: Blocks,
): ReadonlyMap<string, { readonly longest: number; readonly kind: string }> {
  const limits = new Map<string, { longest: number; kind: string }>();
  for (const [type, { attribute, longest }] of Object.entries(NAMED)) {
    for (const resource of Object.values(resources[type] ?? {})) {
      const name = resource[attribute];
      if (typeof name !== "string" || (limits.get(name)?.longest ?? Infinity) <= longest) continue;
      limits.set(name, { longest, kind: type.replace(/^aws_/, "") });
    }
  }
  return limits;
}

/** A name, cut to what AWS takes. */
export function cutName(name: string, longest: number): string {
  return name.length <= longest ? name : `${name.slice(0, longest - 9)}-${hashShort(name)}`;
}

/** `cutName` of each of `local.full_names`, in Terraform's words. */
export const CUT_NAMES =
  '${{ for key, each in local.full_names : key => length(each.name) <= each.longest ? each.name : "${substr(each.name, 0, each.longest - 9)}-${substr(sha256(each.name), 0, 8)}" }}';

/** What a stage's name is within others: one with upper-case letters has a hash, since IAM takes `Dev` and `dev` for the same. */
export function nameStage(stage: string): string {
  return /^[a-z0-9_-]+$/.test(stage) ? stage : `${stage}-${hashShort(stage)}`;
}

/** `nameStage` in Terraform's words. */
const STAGE =
  'can(regex("^[a-z0-9_-]+$", var.stage_name)) ? var.stage_name : "${var.stage_name}-${substr(sha256(var.stage_name), 0, 8)}"';

/** What all names of a module's instance begin with, in Terraform's words. */
export function printBaseName(hasStage: boolean, region: string): string {
  const stage = hasStage ? `\${${STAGE}}-` : "";
  return `\${var.name}-${stage}${region}`;
}

function hashShort(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
