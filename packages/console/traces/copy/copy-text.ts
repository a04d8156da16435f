import type { ExecutionTrace, TraceText } from "@sfn-websocket/local/trace/trace";

/** What is copied, or why it cannot be. */
export type CopyText = { readonly text: string } | { readonly refused: string };

/** Where the API is served, for commands that reach it. */
export interface Place {
  /** `ws://127.0.0.1:4566/api`, of the trace's stage. @default nobody can connect to it */
  readonly address?: string | undefined;
  /** `http://127.0.0.1:4566`. */
  readonly endpoint: string;
}

/** Why a text cannot be copied: only its beginning was kept. */
export function refuseCut(what: string, text: TraceText): string | undefined {
  if (text.text.length >= text.length) return undefined;
  return `${what}: only its beginning was kept, got ${text.text.length} of ${text.length} characters`;
}

/** Why the tasks of an execution cannot be copied: of a long one, the last events were not kept. */
export function refuseLeftOut(what: string, { eventsLeftOut }: ExecutionTrace): string | undefined {
  return eventsLeftOut === undefined
    ? undefined
    : `${what}: the last events were not kept, got ${eventsLeftOut} of them`;
}

/** JSON as it stands, on one line: a newline in JSON is never part of a text. */
export function writeOnOneLine(json: string): string {
  return json.replace(/\s*[\r\n]+\s*/g, " ").trim();
}
