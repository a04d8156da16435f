import type { Style } from "@sfn-websocket/run/terminal";
import { escapeControls } from "../terminal-text";
import { cutText } from "./cut-text";
import { printDuration, printFailure, printLine } from "./print-line";
import type { StateFailure, StateTrace, TraceText } from "./trace";

export interface StatesPlace {
  readonly style: Style;
  /** Levels. @default 0 */
  readonly depth?: number;
  /** Whether variables, tasks and what followed a failure are told too. @default false */
  readonly isFull?: boolean;
}

/** Draws states as a tree, each with its data, time and failures; an input that is the output before is not shown again. */
export function printStates(states: readonly StateTrace[], place: StatesPlace): readonly string[] {
  return states.flatMap((state, index) => printState(state, { ...place, before: states[index - 1]?.output?.text }));
}

interface Place extends StatesPlace {
  readonly before: string | undefined;
}

function printState(state: StateTrace, place: Place): readonly string[] {
  const { style, depth = 0, isFull = false, before } = place;
  const { input, output, failures, children } = state;
  const indent = "  ".repeat(depth);
  // What a Fail state says is how the execution ends.
  const told = isFull || state.type !== "Fail" ? failures : [];
  const data = (label: string, text: TraceText | undefined) =>
    text === undefined
      ? []
      : [`${indent}  ${style.label(label)} ${printLine(text.text, style.columns - indent.length - label.length - 3)}`];
  return [
    `${indent}${printHead(state, place)}`,
    ...(input?.text === before ? [] : data("input ", input)),
    ...(isFull ? printTask(state, data) : []),
    ...told.flatMap((failure) => [
      printFailure(failure, { style, indent: `${indent}  ` }),
      ...(isFull ? [`${indent}  ${style.label(FOLLOWS[failure.then])}`] : []),
    ]),
    ...printStates(children, { style, depth: depth + 1, isFull }),
    ...(isFull && state.assigned ? data("assign", cutText(JSON.stringify(state.assigned))) : []),
    ...(output?.text === input?.text ? [] : data("output", output)),
  ];
}

const FOLLOWS: Readonly<Record<StateFailure["then"], string>> = {
  retried: "tried again",
  caught: "caught",
  failed: "not caught",
};

/** Branches and iterations have no type and no time of their own. */
function printHead(state: StateTrace, { style, isFull = false }: Place): string {
  const { name, type, enteredAt, exitedAt, status, task } = state;
  const isGroup = type === "Branch" || type === "Iteration";
  const facts = [
    ...(isGroup ? [] : [type]),
    ...(isGroup || exitedAt === undefined ? [] : [printDuration(exitedAt - enteredAt)]),
    ...(isFull && status !== "succeeded" ? [status] : []),
    ...(isFull && task?.mocked ? ["mocked"] : []),
    ...(isFull && task && task.attempts > 1 ? [`${task.attempts} attempts`] : []),
  ];
  return `${escapeControls(name)}  ${style.label(facts.join(", "))}`.trimEnd();
}

type PrintData = (label: string, text: TraceText | undefined) => readonly string[];

function printTask({ task }: StateTrace, data: PrintData): readonly string[] {
  if (task === undefined) return [];
  const { resource, request, answer } = task;
  return [...data("call  ", cutText(resource)), ...data("sends ", request), ...data("gets  ", answer)];
}
