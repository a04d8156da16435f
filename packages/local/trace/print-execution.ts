import { printJson, readJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { type Style, wrap } from "@sfn-websocket/run/terminal";
import { escapeControls } from "../terminal-text";
import { printDuration, printFailure } from "./print-line";
import { printStates } from "./print-states";
import type { ExecutionTrace } from "./trace";

/** What StartSyncExecution answers, as far as it is drawn. */
export interface ExecutionAnswer {
  readonly status?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly output?: string;
  readonly startDate?: number;
  readonly stopDate?: number;
  readonly billingDetails?: { readonly billedDurationInMilliseconds: number };
  /** Of an execution that was not started. */
  readonly __type?: string;
  readonly message?: string;
}

/** What is drawn of the way. */
type Drawn = Pick<ExecutionTrace, "states" | "eventsLeftOut">;

/** Draws an execution for a person: its states as a tree, each with its data, time and failures; last how it ended. */
export function printExecution({ states, eventsLeftOut }: Drawn, answer: ExecutionAnswer, style: Style): string {
  const leftOut =
    eventsLeftOut === undefined ? [] : ["", style.label(`${eventsLeftOut} more events follow; --history prints them`)];
  return [...printStates(states, { style }), ...leftOut, ...printEnd(answer, style)]
    .map((line) => `${line}\n`)
    .join("");
}

function printEnd(answer: ExecutionAnswer, style: Style): readonly string[] {
  const { status, error, cause, output, startDate = 0, stopDate = 0, billingDetails } = answer;
  if (status === undefined)
    return [style.bad(wrap(escapeControls(`${answer.__type ?? ""}: ${answer.message ?? ""}`), style.columns, 0))];
  const time = printDuration(Math.round((stopDate - startDate) * 1_000));
  const billed = `billed ${billingDetails?.billedDurationInMilliseconds} ms`;
  const hasFailed = error !== undefined || cause !== undefined;
  return [
    "",
    `${(status === "SUCCEEDED" ? style.good : style.bad)(status)}  ${style.label(`${time}, ${billed}`)}`,
    ...(hasFailed ? [printFailure({ error, cause }, { style, indent: "" })] : []),
    // Whole, broken and indented, with its numbers as they are.
    ...(output === undefined ? [] : [escapeControls(printJson(readJson(output), 2))]),
  ];
}
