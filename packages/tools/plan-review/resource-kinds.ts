import { readOwn } from "@sfn-websocket/languages/json";
import type { FindResources } from "./find-resources";
import type { ResourceChange } from "./plan";
import { readText } from "./values";

/** What changes are about, in the order in which people are told of them. */
export const GROUPS = {
  routes: "Routes",
  workflows: "Workflows",
  permissions: "Permissions",
  logs: "Logs and monitoring",
  data: "Data",
  edge: "Edge and domains",
  keys: "Keys and plans",
  other: "Other",
} as const;

export type Group = keyof typeof GROUPS;

/** What a resource is for people: the words before its name, and after it `of` what it is a part. */
export interface ResourceKind {
  readonly group: Group;
  readonly noun: string;
  /** The attributes that may hold the name, the best first. */
  readonly name?: readonly string[];
  /** The resource whose part it is, found by one of its own attributes or in a way of its own. */
  readonly owner?: (change: ResourceChange, find: FindResources) => ResourceChange | undefined;
  /** The attribute that names the owner where the plan does not hold it, and what the owner is. */
  readonly outside?: { readonly attribute: string; readonly noun: string };
}

const ownedBy =
  (attribute: string, ...types: readonly string[]): NonNullable<ResourceKind["owner"]> =>
  (change, find) =>
    find.referred({ change, attribute, types });

/** The routes that integrations serve; one integration may serve several, the first is named. */
const servedRoutes = new WeakMap<FindResources, ReadonlyMap<ResourceChange, ResourceChange>>();

function findServedRoute(change: ResourceChange, find: FindResources): ResourceChange | undefined {
  const indexed = servedRoutes.get(find) ?? indexServedRoutes(find);
  servedRoutes.set(find, indexed);
  return indexed.get(change);
}

/** A route whose integration is another from now on is that of both. */
function indexServedRoutes(find: FindResources): ReadonlyMap<ResourceChange, ResourceChange> {
  const types = ["aws_apigatewayv2_integration"];
  const routes = [...find.ofType("aws_apigatewayv2_route")].reverse();
  return new Map(
    routes.flatMap((route) =>
      [
        { ...route, before: {} },
        { ...route, after: {}, references: {} },
      ].flatMap((change) => {
        const served = find.referred({ change, attribute: "target", types });
        return served ? [[served, route] as const] : [];
      }),
    ),
  );
}

/** The workflow of which an alias names versions: by the alias's own ARN, or by what its routing refers to. */
function findAliasedWorkflow(change: ResourceChange, find: FindResources): ResourceChange | undefined {
  const types = ["aws_sfn_state_machine"];
  const arn = (readText(change.after, "arn") ?? readText(change.before, "arn"))?.replace(/:[^:]*$/, "");
  const byArn = arn && find.referred({ change: { ...change, after: { arn }, before: {} }, attribute: "arn", types });
  return byArn || find.referred({ change, attribute: "routing_configuration", types });
}

const api = { owner: ownedBy("api_id", "aws_apigatewayv2_api"), outside: { attribute: "api_id", noun: "API" } };

/** What is one API's, where the plan has several: their routes and stages may have the same names. */
const ofOneApi: NonNullable<ResourceKind["owner"]> = (change, find) =>
  find.ofType("aws_apigatewayv2_api").length > 1 ? api.owner(change, find) : undefined;

/** The policy of a role, user or group. */
const policyOf = (holder: string, name: readonly string[]): ResourceKind => ({
  group: "permissions",
  noun: "policy",
  name,
  owner: ownedBy(holder, `aws_iam_${holder}`),
  outside: { attribute: holder, noun: holder },
});

/** The kinds of resources by Terraform's type. */
const RESOURCE_KINDS: Readonly<Record<string, ResourceKind>> = {
  aws_apigatewayv2_api: { group: "routes", noun: "API", name: ["name"] },
  aws_apigatewayv2_route: { group: "routes", noun: "route", name: ["route_key"], owner: ofOneApi },
  aws_apigatewayv2_integration: { group: "routes", noun: "integration", owner: findServedRoute },
  aws_apigatewayv2_integration_response: {
    group: "routes",
    noun: "integration response",
    name: ["integration_response_key"],
    owner: (change, find) => {
      const integration = find.referred({
        change,
        attribute: "integration_id",
        types: ["aws_apigatewayv2_integration"],
      });
      return integration && (findServedRoute(integration, find) ?? integration);
    },
  },
  aws_apigatewayv2_route_response: {
    group: "routes",
    noun: "route response",
    name: ["route_response_key"],
    owner: ownedBy("route_id", "aws_apigatewayv2_route"),
  },
  aws_apigatewayv2_model: { group: "routes", noun: "model", name: ["name"] },
  aws_apigatewayv2_authorizer: { group: "routes", noun: "authorizer", name: ["name"] },
  aws_apigatewayv2_deployment: { group: "routes", noun: "deployment", ...api },
  aws_apigatewayv2_stage: { group: "routes", noun: "stage", name: ["name"], owner: ofOneApi },
  aws_apigatewayv2_vpc_link: { group: "routes", noun: "VPC link", name: ["name"] },
  aws_sfn_state_machine: { group: "workflows", noun: "workflow", name: ["name"] },
  aws_sfn_alias: { group: "workflows", noun: "alias", name: ["name"], owner: findAliasedWorkflow },
  aws_sfn_activity: { group: "workflows", noun: "activity", name: ["name"] },
  aws_iam_role: { group: "permissions", noun: "role", name: ["name", "name_prefix"] },
  aws_iam_role_policy: policyOf("role", ["name", "name_prefix"]),
  aws_iam_role_policy_attachment: policyOf("role", ["policy_arn"]),
  aws_iam_user: { group: "permissions", noun: "user", name: ["name"] },
  aws_iam_user_policy: policyOf("user", ["name", "name_prefix"]),
  aws_iam_user_policy_attachment: policyOf("user", ["policy_arn"]),
  aws_iam_group: { group: "permissions", noun: "group", name: ["name"] },
  aws_iam_group_policy: policyOf("group", ["name", "name_prefix"]),
  aws_iam_group_policy_attachment: policyOf("group", ["policy_arn"]),
  aws_iam_policy: { group: "permissions", noun: "managed policy", name: ["name", "name_prefix"] },
  aws_lambda_permission: {
    group: "permissions",
    noun: "Lambda permission",
    name: ["statement_id"],
    owner: ownedBy("function_name", "aws_lambda_function"),
    outside: { attribute: "function_name", noun: "function" },
  },
  aws_api_gateway_account: { group: "logs", noun: "account's API Gateway settings" },
  aws_cloudwatch_log_group: { group: "logs", noun: "log group", name: ["name", "name_prefix"] },
  aws_cloudwatch_log_resource_policy: { group: "logs", noun: "log resource policy", name: ["policy_name"] },
  aws_cloudwatch_log_metric_filter: { group: "logs", noun: "metric filter", name: ["name"] },
  aws_cloudwatch_log_subscription_filter: { group: "logs", noun: "subscription filter", name: ["name"] },
  aws_cloudwatch_query_definition: { group: "logs", noun: "log query", name: ["name"] },
  aws_cloudwatch_metric_alarm: { group: "logs", noun: "alarm", name: ["alarm_name"] },
  aws_cloudwatch_composite_alarm: { group: "logs", noun: "alarm", name: ["alarm_name"] },
  aws_cloudwatch_dashboard: { group: "logs", noun: "dashboard", name: ["dashboard_name"] },
  aws_dynamodb_table: { group: "data", noun: "table", name: ["name"] },
  aws_dynamodb_table_item: { group: "data", noun: "table item", owner: ownedBy("table_name", "aws_dynamodb_table") },
  aws_s3_bucket: { group: "data", noun: "bucket", name: ["bucket", "bucket_prefix"] },
  aws_sqs_queue: { group: "data", noun: "queue", name: ["name", "name_prefix"] },
  aws_kms_key: { group: "data", noun: "key", name: ["description"] },
  aws_apigatewayv2_domain_name: { group: "edge", noun: "domain", name: ["domain_name"] },
  aws_apigatewayv2_api_mapping: { group: "edge", noun: "mapping of the domain", name: ["domain_name"] },
  aws_cloudfront_distribution: { group: "edge", noun: "distribution", name: ["comment"] },
  aws_cloudfront_cache_policy: { group: "edge", noun: "cache policy", name: ["name"] },
  aws_cloudfront_origin_request_policy: { group: "edge", noun: "origin request policy", name: ["name"] },
  aws_cloudfront_function: { group: "edge", noun: "edge function", name: ["name"] },
  aws_acm_certificate: { group: "edge", noun: "certificate", name: ["domain_name"] },
  aws_acm_certificate_validation: { group: "edge", noun: "certificate validation" },
  aws_route53_record: { group: "edge", noun: "DNS record", name: ["name"] },
  aws_route53_zone: { group: "edge", noun: "DNS zone", name: ["name"] },
  aws_wafv2_web_acl: { group: "edge", noun: "web ACL", name: ["name"] },
  aws_wafv2_web_acl_association: { group: "edge", noun: "web ACL association", name: ["resource_arn"] },
  aws_api_gateway_api_key: { group: "keys", noun: "API key", name: ["name"] },
  aws_api_gateway_usage_plan: { group: "keys", noun: "usage plan", name: ["name"] },
  aws_api_gateway_usage_plan_key: {
    group: "keys",
    noun: "key",
    owner: ownedBy("usage_plan_id", "aws_api_gateway_usage_plan"),
    outside: { attribute: "usage_plan_id", noun: "usage plan" },
  },
};

/** Groups of the types that the table does not name: the first whose beginning fits. */
const GROUPS_BY_PREFIX: readonly (readonly [prefix: string, group: Group])[] = [
  ["aws_apigatewayv2_", "routes"],
  ["aws_api_gateway_usage_", "keys"],
  ["aws_api_gateway_", "routes"],
  ["aws_sfn_", "workflows"],
  ["aws_iam_", "permissions"],
  ["aws_cloudwatch_", "logs"],
  ["aws_xray_", "logs"],
  ["aws_dynamodb_", "data"],
  ["aws_s3_", "data"],
  ["aws_cloudfront_", "edge"],
  ["aws_route53_", "edge"],
];

/** The kind of a type: of one that the table does not name, Terraform's own words. */
export function readKind(type: string): ResourceKind {
  const kind = readOwn(RESOURCE_KINDS, type);
  if (kind) return kind;
  const group = GROUPS_BY_PREFIX.find(([prefix]) => type.startsWith(prefix))?.[1] ?? "other";
  return { group, noun: type.replace(/^aws_/, "").replaceAll("_", " "), name: ["name"] };
}

/** What people call a resource: words and, apart from them, names that are text. */
export type Label = readonly (string | { readonly name: string })[];

/** The label of a resource: `route` `chat`, `integration of route` `chat`; its address where it has no name. */
export function labelResource(change: ResourceChange, find: FindResources): Label {
  const kind = readKind(change.type);
  const name = readName(change, kind.name ?? []);
  const owner = kind.owner?.(change, find);
  const own: Label = name === undefined ? [kind.noun] : [kind.noun, { name }];
  if (owner) return [...own, "of", ...labelResource(owner, find)];
  const outside = kind.outside && readName(change, [kind.outside.attribute]);
  if (kind.outside && outside !== undefined) return [...own, "of", kind.outside.noun, { name: outside }];
  return name === undefined ? [kind.noun, { name: change.address }] : own;
}

function readName({ before, after }: ResourceChange, attributes: readonly string[]): string | undefined {
  return attributes.flatMap((name) => readText(after, name) ?? readText(before, name) ?? [])[0];
}

/** The label as plain text. */
export function printLabel(label: Label): string {
  return label.map((part) => (typeof part === "string" ? part : part.name)).join(" ");
}
