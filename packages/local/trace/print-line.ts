import { type Style, wrap } from "@sfn-websocket/run/terminal";
import { escapeControls } from "../terminal-text";

/** The fewest columns that are left to a text. */
const FEWEST = 20;

/** A text in one line of so many columns, without controls. */
export function printLine(text: string, columns: number): string {
  const line = escapeControls(text.replace(/\s+/g, " "));
  const most = Math.max(columns, FEWEST);
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** `12 ms`, `3.1 s`. */
export function printDuration(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** An error's name and cause, broken into lines. */
export function printFailure(
  { error, cause }: { readonly error?: string | undefined; readonly cause?: string | undefined },
  { style, indent }: { readonly style: Style; readonly indent: string },
): string {
  const text = [error ?? "no error name", ...(cause === undefined ? [] : [cause])].join(": ");
  return `${indent}${style.bad(wrap(escapeControls(text), style.columns, indent.length))}`;
}
