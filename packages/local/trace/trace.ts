import type { Json, JsonObject } from "@sfn-websocket/languages/json";

/**
 * What a trace is: the way of one event of a socket, or of one execution, from its cause to its answer. The console, the
 * terminal, the API and tests read this structure and no other; it is JSON. Times are milliseconds since 1970, durations
 * milliseconds.
 */
export interface Trace extends TraceSummary {
  /** What came: a message's text, a post's body, an execution's input. @default nothing did */
  readonly received?: TraceText;
  /** Of the handshake, names in lower case, secrets left out. @default it is no `CONNECT` */
  readonly handshake?: TracedHandshake;
  /** Code and reason of the close. @default it is no `DISCONNECT` */
  readonly close?: { readonly statusCode: number; readonly reason: string };
  readonly selection?: RouteSelection;
  /** Throttle, authorizer, API key, model: in the order in which they were asked. */
  readonly verdicts: readonly Verdict[];
  /** The integration request. @default none was rendered */
  readonly request?: RenderedTemplate;
  /** What the role was asked for. */
  readonly permissions: readonly PermissionCheck[];
  readonly call?: IntegrationCall;
  /** The workflow that ran for the event, or the execution itself. */
  readonly execution?: ExecutionTrace;
  /** The integration response that was chosen. @default it did not get so far */
  readonly response?: RenderedTemplate & { readonly key: string; readonly why: string };
  readonly frame: TracedFrame;
}

export type TraceKind = "CONNECT" | "MESSAGE" | "DISCONNECT" | "POST" | "EXECUTION";

/** A row of the list: what is told of a trace without rendering it. */
export interface TraceSummary {
  /** Counts from 1 in each process; in a URL as it stands. */
  readonly id: number;
  readonly kind: TraceKind;
  readonly startedAt: number;
  /** @default it has not ended */
  readonly duration?: number;
  /** The API's name and its stage. @default an execution that no socket started */
  readonly api?: string;
  readonly stage?: string;
  readonly connectionId?: string;
  /** `-` where no route was found. */
  readonly routeKey?: string;
  /** The name of the state machine that ran. */
  readonly workflow?: string;
  /** HTTP's, of the integration's answer or API Gateway's in its place; an execution's own, such as `SUCCEEDED`. */
  readonly status: number | string;
  /**
   * `caught`: it went well, though a state failed. `running`: it has not ended. `gone`: it has ended, and how is not kept;
   * no server lists it, but who was not told of its end.
   */
  readonly outcome: "ok" | "caught" | "failed" | "running" | "gone";
  /** Of a message that has ended: nothing was sent to the client, since its route has no route response. @default it was */
  readonly isUnanswered?: true;
  /** In one line, what failed and why; what the client was not told too. */
  readonly failure?: string;
  /** The first characters of what came. */
  readonly excerpt?: string;
}

/** A text that may be cut at its end. */
export interface TraceText {
  readonly text: string;
  /** Characters of the whole. */
  readonly length: number;
}

export interface TracedHandshake {
  readonly path: string;
  readonly sourceIp: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly protocols: readonly string[];
}

/** How the route was chosen. */
export interface RouteSelection {
  /** The route selection expression, such as `$request.body.action`. */
  readonly expression: string;
  /** What it gave; undefined where it gave nothing. */
  readonly value?: string;
  readonly candidates: readonly string[];
  /** The route's key. @default none: Forbidden */
  readonly chosen?: string;
  /** In one line. */
  readonly why: string;
}

export interface Verdict {
  readonly by: "throttle" | "authorizer" | "api key" | "model";
  /** The authorizer's, the model's. */
  readonly name?: string;
  readonly allowed: boolean;
  readonly why: string;
  readonly duration?: number;
}

/** A mapping template, and what it made. */
export interface RenderedTemplate {
  /** Where it stands, as Terraform's address and, if it comes from a route file, the file. */
  readonly source: TemplateSource;
  /** `undefined` where no template was selected and the body passed as it was. */
  readonly template?: TraceText;
  /** What `$context` and `$stageVariables` were, and the variables that `#set` made. */
  readonly context?: JsonObject;
  readonly stageVariables?: Readonly<Record<string, string>>;
  readonly variables?: JsonObject;
  readonly rendered?: TraceText;
  readonly error?: { readonly message: string; readonly line?: number; readonly column?: number };
}

export interface TemplateSource {
  /** The key in the templates' map, such as `$default`. */
  readonly key?: string;
  /** Relative to the project. @default it stands in code */
  readonly file?: string;
  readonly line?: number;
}

/** One question to IAM, its answer and the reason. */
export interface PermissionCheck {
  /** @default no role was named, and the policy of the function was asked */
  readonly roleArn?: string;
  /** Who assumed the role, or calls the function, such as `apigateway.amazonaws.com`. */
  readonly principal: string;
  /** Whose role or function it is. @default the integration's, or the workflow's */
  readonly by?: "authorizer";
  readonly action: string;
  readonly resource: string;
  readonly allowed: boolean;
  /** AWS's text of a denial; why it is allowed otherwise. */
  readonly why: string;
  /** The statement that decided, and the policy in which it stands. @default none did: an implicit denial */
  readonly statement?: { readonly policy: string; readonly json: JsonObject };
  /** The smallest statement that would allow it. @default it is allowed, or no statement could */
  readonly needed?: JsonObject;
}

/** The call that the integration made and what came back. */
export interface IntegrationCall {
  /** `AWS`, `AWS_PROXY`, `HTTP`, `HTTP_PROXY`, `MOCK`. */
  readonly type: string;
  readonly uri: string;
  /** Such as `states:StartSyncExecution`. */
  readonly action?: string;
  readonly request: TraceText;
  /** @default there was no answer */
  readonly status?: number;
  readonly answer?: TraceText;
  readonly duration?: number;
  readonly error?: string;
}

export interface ExecutionTrace {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: string;
  readonly startedAt: number;
  readonly duration?: number;
  readonly input: TraceText;
  readonly output?: TraceText;
  readonly error?: string;
  readonly cause?: string;
  /** The definition that ran, which may be older than what is served now. */
  readonly definition: string;
  /** In the order in which they were entered; those of branches and iterations below their state. */
  readonly states: readonly StateTrace[];
  readonly events: readonly TracedEvent[];
  /** Its events, and the data of its states, are left out: they are more than was asked for. @default all of it is here */
  readonly isOutline?: true;
  /** Events of a long execution that are not kept or too much to be told, and so its last states neither. @default none */
  readonly eventsLeftOut?: number;
}

/** A visit of a state; or, with the type `Branch` or `Iteration`, what a Parallel or Map state ran. */
export interface StateTrace {
  readonly name: string;
  /** `Task`, `Choice`, ...; `Branch`; `Iteration`. */
  readonly type: string;
  /** Which branch or iteration it is, from 0. */
  readonly index?: number;
  readonly enteredAt: number;
  /** @default it was never left */
  readonly exitedAt?: number;
  /** `gone`: it was entered, and what came of it is among the events that are left out. */
  readonly status: "succeeded" | "failed" | "caught" | "running" | "aborted" | "gone";
  readonly input?: TraceText;
  readonly output?: TraceText;
  /** The variables that it assigned. */
  readonly assigned?: JsonObject;
  /** The state that came after it. */
  readonly next?: string;
  readonly failures: readonly StateFailure[];
  readonly task?: TracedTask;
  readonly children: readonly StateTrace[];
}

/** A failed attempt, and what followed from it. */
export interface StateFailure {
  readonly at: number;
  readonly error?: string;
  readonly cause?: string;
  readonly then: "retried" | "caught" | "failed";
}

export interface TracedTask {
  readonly resource: string;
  readonly request?: TraceText;
  readonly answer?: TraceText;
  /** Whether a mock answered. */
  readonly mocked: boolean;
  readonly attempts: number;
}

/** An event of the history, with AWS's ids and names. */
export interface TracedEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly details?: Json;
}

/** What the client got. */
export interface TracedFrame {
  readonly kind: "answer" | "error" | "none";
  readonly text?: TraceText;
  /** Why it is this, or why there is none. */
  readonly why: string;
}
