import type { JsonObject } from "@sfn-websocket/languages/json";
import type { PermissionCheck, Trace, TraceSummary } from "../trace/trace";

/**
 * The console's API, below `/_console/api/`: the types of what it takes and gives, which the page shares. Bodies are JSON;
 * an error has a status of 400 or more and the body `Problem`. Only what is marked *acts* changes anything. `client-api.ts` has
 * the calls of the client, `editor-api.ts` those of the editors.
 */

export interface Problem {
  /** `<where>: <what is wrong>, got <value>; <what to do>` */
  readonly message: string;
}

/** `GET traces?after=ID&kind=&route=&status=&connection=&outcome=&text=&limit=`: the newest last. */
export interface TraceList {
  readonly traces: readonly TraceSummary[];
  /** How many were kept and are gone. */
  readonly dropped: number;
  /** Whether traces are kept at all. */
  readonly isKept: boolean;
}

/**
 * `GET traces/ID?format=&longest=`: as an indented tree of text with `format=text`; the outline of an execution that has more
 * characters of data than `longest`.
 */
export type TraceAnswer = Trace;

/** `GET events`: server-sent events, their names and the JSON of `data`. */
export interface ConsoleEvents {
  /** A trace began or changed. */
  readonly trace: TraceSummary;
  /** Another version is served now. */
  readonly served: { readonly version: number };
  /** The open connections have changed. */
  readonly connections: { readonly open: number };
}

/** `GET inventory`: what is served. */
export interface Inventory {
  /** Counts the versions that this process has served. */
  readonly version: number;
  /** How many times as fast as real the clock runs by which traces and connections are told. @default 1 */
  readonly speed?: number;
  /** The synthesized stacks. @default none: what is served came by calls of AWS's APIs */
  readonly stacks: readonly StackEntry[];
  readonly apis: readonly ApiEntry[];
  readonly workflows: readonly WorkflowEntry[];
  readonly tables: readonly TableEntry[];
  readonly connections: readonly ConnectionEntry[];
}

export interface StackEntry {
  readonly name: string;
  readonly outputs: JsonObject;
  /** The addresses of its resources that are not here, each with the reason in brackets where it is not its type. */
  readonly notServed: readonly string[];
}

export interface ApiEntry {
  readonly apiId: string;
  readonly name: string;
  readonly region: string;
  readonly routeSelectionExpression: string;
  readonly stages: readonly StageEntry[];
  /** As they are configured now; a stage serves what its deployment froze. */
  readonly routes: readonly RouteEntry[];
}

export interface StageEntry {
  readonly name: string;
  /** `ws://127.0.0.1:4566/api`. @default nobody can connect */
  readonly address?: string;
  readonly deploymentId: string;
  readonly deployedAt?: number;
  readonly settings: JsonObject;
  /** What is newer than the deployment: a line each, such as `route 'quote' is not deployed`. */
  readonly notDeployed: readonly string[];
}

export interface RouteEntry {
  readonly routeKey: string;
  readonly isTwoWay: boolean;
  readonly authorization: string;
  readonly integrationType?: string;
  readonly integrationUri?: string;
  readonly credentialsArn?: string;
  /** The state machine that the request template names, where it can be told. */
  readonly stateMachineArn?: string;
  readonly model?: JsonObject;
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly responses: readonly {
    readonly key: string;
    readonly responseTemplates: Readonly<Record<string, string>>;
  }[];
  readonly settings: JsonObject;
}

export interface WorkflowEntry {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: "EXPRESS" | "STANDARD";
  readonly roleArn: string;
  readonly definition: string;
  /** Relative to the project. @default it cannot be told */
  readonly file?: string;
  readonly settings: JsonObject;
}

export interface TableEntry {
  readonly name: string;
  readonly region: string;
  readonly settings: JsonObject;
}

export interface ConnectionEntry {
  readonly connectionId: string;
  readonly api: string;
  readonly stage: string;
  readonly connectedAt: number;
  readonly lastActiveAt: number;
  readonly sourceIp: string;
}

/** `GET permissions`: who may do what. */
export interface PermissionsAnswer {
  readonly rows: readonly PermissionRow[];
}
export interface PermissionRow {
  /** `trust`: who may become the role. `boundary`: what it may do at most. */
  readonly kind: "trust" | "permission" | "boundary" | "resource policy";
  /** Name of the role; of a resource's own policy, the resource. */
  readonly role: string;
  /** @default it is a resource */
  readonly roleArn?: string;
  /** `Service:states.amazonaws.com`; empty in a policy of a role. */
  readonly principals: readonly string[];
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** `StringEquals aws:SourceAccount = 123456789012` */
  readonly conditions: readonly string[];
  /** Name of the policy, empty for a role's trust. */
  readonly policy: string;
  /** Why it is there, where it is known, each with the documentation's URL. */
  readonly reasons: readonly { readonly why: string; readonly source: string }[];
  /** The actions for which no reason is known. */
  readonly unexplained: readonly string[];
}

/** `GET denials`: what roles were refused, the newest first, each once. */
export interface DenialsAnswer {
  readonly denials: readonly Denial[];
  /** Whether traces are kept at all. */
  readonly isKept: boolean;
}
export interface Denial {
  readonly check: PermissionCheck;
  /** The trace in which it was refused last, and when. */
  readonly traceId: number;
  readonly at: number;
  /** How often it was refused in the traces that are kept. */
  readonly times: number;
  /** Whether a workflow runs as the role, so that its route's `permissions` can allow it. */
  readonly isWorkflow: boolean;
}
