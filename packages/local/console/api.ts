import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type {
  ExecutionTrace,
  PermissionCheck,
  RenderedTemplate,
  RouteSelection,
  Trace,
  TraceSummary,
  Verdict,
} from "../trace/trace";

/**
 * The console's API, below `/_console/api/`: the types of what it takes and gives, which the page shares. Bodies are JSON;
 * an error has a status of 400 or more and the body `Problem`. Only what is marked *acts* changes anything.
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

/** `POST preview`: what a message would select and render; nothing is called. */
export interface PreviewRequest {
  readonly apiId: string;
  readonly stage: string;
  readonly message: string;
  /** Whose `$context` the template reads. @default that of a client on this machine */
  readonly connectionId?: string;
}
export interface Preview {
  readonly selection: RouteSelection;
  /** Of the route's models; no throttle is asked. */
  readonly verdicts: readonly Verdict[];
  readonly request?: RenderedTemplate;
  /** Whether the client gets an answer, which needs a route response. @default no route takes it */
  readonly isTwoWay?: boolean;
  /** Why it would be refused before its integration is called. */
  readonly refused?: string;
}

/**
 * `POST relay` (of `{}`): a stream of lines of JSON, each a `RelayEvent`, by which a page hears of all sockets that the server
 * opens on its behalf. They are closed when the stream ends.
 */
export type RelayEvent = { readonly kind: "relay"; readonly relay: string } | SocketEvent;

/** Times are milliseconds since 1970. */
export interface SocketEvent {
  readonly socket: string;
  readonly at: number;
  /** `refused`: the handshake's answer is no upgrade. */
  readonly kind: "open" | "refused" | "frame" | "ping" | "pong" | "close";
  /** Of `open`: the subprotocol that was chosen; and the connection's id, where the User-Agent is the relay's own. */
  readonly protocol?: string;
  readonly connectionId?: string;
  /** Of a frame and of a refusal's body; base64 of a binary frame. */
  readonly text?: string;
  readonly isBinary?: true;
  /** Of `refused`: HTTP's status. */
  readonly status?: number;
  /** Of `close`. */
  readonly code?: number;
  readonly reason?: string;
}

/**
 * `POST sockets` *acts*: opens a WebSocket to this server on the page's behalf, with headers, which no page can send itself.
 */
export interface SocketRequest {
  /** Of the stream. */
  readonly relay: string;
  /** Its host becomes the Host header, such as a custom domain's name; what is called is this server in any case. */
  readonly address: string;
  /** Pairs of a name and a value. @default none */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** @default none */
  readonly protocols?: readonly string[];
}
export interface SocketAnswer {
  readonly socket: string;
}

/** `POST socket/ID` *acts*: what a socket is to do. Its answer is `{}`. */
export interface SocketAction {
  readonly do: "send" | "ping" | "close";
  /** Of `send`. @default none */
  readonly text?: string;
  /** Of `send`: bytes in which it is cut into frames. @default one frame, as a page sends it */
  readonly frameSize?: number;
  /** Of `close`. @default 1000, no reason */
  readonly code?: number;
  readonly reason?: string;
}

/** `POST render`: a mapping template with what it may read. */
export interface RenderRequest {
  readonly template: string;
  /** The payload: a client's message, or an integration's answer. */
  readonly message: string;
  /** Members beside those of a sample message, and in their place. @default none */
  readonly context?: JsonObject;
  /** @default none */
  readonly stageVariables?: Readonly<Record<string, string>>;
  /** Of a response template. */
  readonly status?: number;
  /** @default "$default" */
  readonly routeKey?: string;
  /** What the samples are: messages, or answers of StartSyncExecution, of StartExecution, of a MOCK. @default "request" */
  readonly samples?: "request" | "response" | "started" | "mock";
}
export interface RenderAnswer {
  readonly rendered?: string;
  readonly isJson?: boolean;
  /** Where and why the rendered text is no JSON. */
  readonly jsonProblem?: string;
  readonly error?: { readonly message: string; readonly line?: number; readonly column?: number };
  /** What `$context` was. */
  readonly context: JsonObject;
  /** The samples that synthesis tries. */
  readonly samples: readonly {
    readonly name: string;
    readonly message: string;
    readonly rendered?: string;
    readonly problem?: string;
  }[];
}

/** `GET template?api=&route=&part=&key=`: a mapping template that is served, as its file has it. */
export interface TemplateQuery {
  /** The API's id or its name. */
  readonly api: string;
  readonly route: string;
  /** `request`, or the key of an integration response. */
  readonly part: string;
  /** In the map of templates. */
  readonly key: string;
}
export interface TemplateAnswer {
  readonly text: string;
  /** What the stack writes before it, with its line end; empty where it writes nothing. */
  readonly prefix: string;
  /** Relative to the project. @default it stands in code, or in several files */
  readonly file?: string;
}

/** `GET file?file=workflows/wait.asl.json`: the text of a file that the served stacks were made of. */
export interface FileAnswer {
  readonly file: string;
  readonly text: string;
}

/** `POST check`: the diagnostics of a definition. */
export interface CheckRequest {
  readonly definition: string;
  /** @default "EXPRESS" */
  readonly type?: "EXPRESS" | "STANDARD";
  /** A machine that is served, whose values fill the placeholders `${Name}` of its file's text. @default none has a value */
  readonly stateMachineArn?: string;
}
export interface CheckAnswer {
  readonly problems: readonly DefinitionProblem[];
  /** With the values of its placeholders, as Step Functions gets it. @default it has no placeholders that have values */
  readonly definition?: string;
}
export interface DefinitionProblem {
  readonly message: string;
  readonly severity: "ERROR" | "WARNING";
  readonly code: string;
  /** Where in the definition, as a path. */
  readonly path?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
  /** A name that is there, near to the one that is not. */
  readonly meant?: string;
}

/** A mocked response as the mock file of Step Functions Local has it: by invocations, `"0"` or `"1-3"`. */
export type MockedInvocations = Readonly<Record<string, MockedOutcome>>;
export type MockedOutcome =
  { readonly Return: Json } | { readonly Throw: { readonly Error: string; readonly Cause: string } };

/** `POST run` *acts* on what its tasks call, unless they are mocked: runs a definition with an input. It ends when the page goes. */
export interface RunRequest {
  readonly definition: string;
  readonly input: string;
  /** @default the served machine's, else "EXPRESS" */
  readonly type?: "EXPRESS" | "STANDARD";
  /** The served machine as whose role it runs, and whose values fill its placeholders. @default no role is asked, and every task needs a mock */
  readonly stateMachineArn?: string;
  /** By the state's name: what its task answers, attempt by attempt. @default none is mocked */
  readonly mocks?: Readonly<Record<string, MockedInvocations>>;
  /** How many times faster waits pass, 1 to 1000. @default 1 */
  readonly speed?: number;
}
export interface RunAnswer {
  readonly execution: ExecutionTrace;
  readonly permissions: readonly PermissionCheck[];
}

/** `POST test-state` *acts* on what the state's task calls, unless it is mocked: AWS's TestState, its request and its answer. */
export type TestStateRequest = JsonObject;
export type TestStateAnswer = JsonObject;

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

/** `POST save` *acts*: writes a file that the served stacks were made of. */
export interface SaveRequest {
  /** Relative to the project; one that `WorkflowEntry.file` or `TemplateAnswer.file` names. */
  readonly file: string;
  /** What the file held when it was read: a newer one is not overwritten. */
  readonly before: string;
  readonly text: string;
}
