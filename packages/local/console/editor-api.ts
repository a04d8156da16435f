import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { ExecutionTrace, PermissionCheck } from "../trace/trace";

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

/** `POST save` *acts*: writes a file that the served stacks were made of. */
export interface SaveRequest {
  /** Relative to the project; one that `WorkflowEntry.file` or `TemplateAnswer.file` names. */
  readonly file: string;
  /** What the file held when it was read: a newer one is not overwritten. */
  readonly before: string;
  readonly text: string;
}
