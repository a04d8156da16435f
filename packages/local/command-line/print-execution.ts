import { printJson, readJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { type Style, wrap } from "@sfn-websocket/run/terminal";
import type { NodeFailure, TreeNode } from "./execution-tree";
import { escapeControls } from "./terminal";

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

/** Draws an execution for a person: its states as a tree, each with its data, time and failures; last how it ended. */
export function printExecution(roots: readonly TreeNode[], answer: ExecutionAnswer, style: Style): string {
  const lines = roots.flatMap((node, index) => printNode(node, { style, depth: 0, before: roots[index - 1]?.output }));
  return [...lines, ...printEnd(answer, style)].map((line) => `${line}\n`).join("");
}

interface Place {
  readonly style: Style;
  readonly depth: number;
  /** The output of the state before: an input that is the same is not shown again. */
  readonly before: string | undefined;
}

function printNode(node: TreeNode, { style, depth, before }: Place): readonly string[] {
  const { name, type, entered, exited, input, output, failures, children } = node;
  const indent = "  ".repeat(depth);
  const time = exited === undefined ? "" : printTime(exited - entered);
  const head = [escapeControls(name), style.label([type, time].filter((part) => part !== "").join(", "))];
  const data = (label: string, text: string | undefined) =>
    text === undefined ? [] : [`${indent}  ${style.label(label)} ${cut(text, style.columns - indent.length - 9)}`];
  return [
    `${indent}${head.join("  ").trimEnd()}`,
    ...(input === before ? [] : data("input ", input)),
    ...failures.map((failure) => printFailure(failure, { style, indent: `${indent}  ` })),
    ...children.flatMap((child, index) => {
      // What another branch gave is no child's input.
      const beside = children[index - 1];
      return printNode(child, { style, depth: depth + 1, before: beside?.output });
    }),
    ...(output === input ? [] : data("output", output)),
  ];
}

function printFailure({ error, cause }: NodeFailure, { style, indent }: { style: Style; indent: string }): string {
  const text = [error ?? "no error name", ...(cause === undefined ? [] : [cause])].join(": ");
  return `${indent}${style.bad(wrap(escapeControls(text), style.columns, indent.length))}`;
}

function printEnd(answer: ExecutionAnswer, style: Style): readonly string[] {
  const { status, error, cause, output, startDate = 0, stopDate = 0, billingDetails } = answer;
  if (status === undefined)
    return [style.bad(wrap(escapeControls(`${answer.__type ?? ""}: ${answer.message ?? ""}`), style.columns, 0))];
  const time = printTime(Math.round((stopDate - startDate) * 1_000));
  const billed = `billed ${billingDetails?.billedDurationInMilliseconds} ms`;
  const failure = error === undefined && cause === undefined ? [] : [{ error, cause }];
  return [
    "",
    `${(status === "SUCCEEDED" ? style.good : style.bad)(status)}  ${style.label(`${time}, ${billed}`)}`,
    ...failure.map(({ error: name, cause: why }) =>
      printFailure(
        { ...(name !== undefined && { error: name }), ...(why !== undefined && { cause: why }) },
        { style, indent: "" },
      ),
    ),
    ...(output === undefined ? [] : [escapeControls(indentOutput(output))]),
  ];
}

/** The whole output, broken and indented, with its numbers as they are. */
function indentOutput(output: string): string {
  return printJson(readJson(output), 2);
}

/** `12 ms`, `3.1 s`. */
function printTime(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** A text in one line of so many columns. */
function cut(text: string, columns: number): string {
  const line = escapeControls(text.replace(/\s+/g, " "));
  const most = Math.max(columns, 20);
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
