import { createHash } from "node:crypto";
import { Token } from "cdktf";

/** The longest names, in characters, that AWS accepts, of the resources here and of those often put beside them. @see each resource's CreateX page: documented */
const LONGEST_NAME = {
  role: 64,
  stateMachine: 80,
  api: 128,
  logGroup: 512,
  table: 255,
  authorizer: 128,
  usagePlan: 255,
  apiKey: 255,
  alarm: 255,
  dashboard: 255,
  function: 64,
  originRequestPolicy: 128,
  queue: 80,
  topic: 256,
  eventRule: 64,
  secret: 512,
} as const;

/** The kinds of resources which are named here. */
export type NamedResource = keyof typeof LONGEST_NAME;

/** What tells one deployment of a stack from every other in the same AWS account. */
export interface Environment {
  /** The stack's id. */
  readonly stack: string;
  /** The stage's name; empty for a stack that has none. */
  readonly stage: string;
  /** The region: roles have no region of their own, so their names need it. */
  readonly region: string;
  /** Put before every name. @default "", which puts nothing */
  readonly prefix?: string;
  /** The Terraform workspace. @default "", for state without workspaces */
  readonly workspace?: string;
  /** Which of the configured environments, such as `prod`. @default "", for a configuration without them */
  readonly environment?: string;
  /** The path of its roles. @default "/" */
  readonly rolePath?: string;
  /** ARN of the policy that bounds what its roles may do. @default - none */
  readonly permissionsBoundary?: string;
}

/**
 * The physical name of a resource: the environment's parts and `last` joined by `-`; a name longer than AWS accepts is
 * cut and ends in a hash of the whole, so that two environments never share a name.
 */
export function nameResource(resource: NamedResource, environment: Environment, last = ""): string {
  const name = last === "" ? nameEnvironment(environment) : `${nameEnvironment(environment)}-${last}`;
  const longest = LONGEST_NAME[resource];
  return name.length <= longest || Token.isUnresolved(name) ? name : `${name.slice(0, longest - 9)}-${hashShort(name)}`;
}

/** What the names of all resources of a stack begin with: prefix, workspace, environment, stack, stage and region. */
export function nameEnvironment(named: Environment): string {
  const { prefix = "", workspace = "", environment = "", stack, stage, region } = named;
  const parts = [prefix, workspace, environment, stack, stage, region].filter((part) => part !== "");
  return parts.map(nameDistinctly).join("-");
}

/** Terraform lets a workspace's name hold what IAM does not, and IAM takes `Dev` and `dev` for the same. What Terraform fills in stays. */
function nameDistinctly(part: string): string {
  return /^[a-z0-9_-]+$/.test(part) || Token.isUnresolved(part)
    ? part
    : `${part.replaceAll(/[^A-Za-z0-9_-]/g, "-")}-${hashShort(part)}`;
}

/**
 * The part of physical names that stands for a route: its key where that is lower-case letters, digits and hyphens,
 * `default` for `$default` and so on, else its readable part and a hash, because `chat/join` and `chat-join` are two
 * routes and IAM ignores case.
 */
export function nameRoute(routeKey: string): string {
  const reserved = /^\$(default|connect|disconnect)$/.exec(routeKey)?.[1];
  if (reserved !== undefined) return reserved;
  const readable = routeKey.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const unchanged = readable === routeKey && !/^(|default|connect|disconnect)$/.test(routeKey) && routeKey.length <= 20;
  return unchanged ? routeKey : `${readable.slice(0, 20)}-${hashShort(routeKey)}`;
}

/** Eight hexadecimal digits that tell `text` from others. */
export function hashShort(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
