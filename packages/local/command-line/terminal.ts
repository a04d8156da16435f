/**
 * The one place where this program writes to its terminal: whatever a message, a header or a file's name holds, no
 * control character of it gets there.
 */
import { escapeControls, printTime } from "../terminal-text";

/** Returns the text as one entry of a log: its further lines are indented, so that none can pass for another entry. */
export function printEntry(text: string): string {
  return `${escapeControls(text).replaceAll("\n", "\n    ")}\n`;
}

/** Writes one entry of the log to standard error, with the time of day (UTC). */
export function log(line: string): void {
  process.stderr.write(printEntry(`${printTime(Date.now())} ${line}`));
}

/** Writes entries of the log that have colours of their own, and no control of anybody else's. */
export function logDrawn(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(""));
}

let isData = false;

/** From now on standard output is for data alone: lines for the user go to standard error. */
export function leaveStandardOutput(): void {
  isData = true;
}

/** Writes lines for the user to standard output, as they are but for controls. */
export function print(text: string): void {
  (isData ? process.stderr : process.stdout).write(escapeControls(text));
}

/** Writes one line of data to standard output: to another program as it is, to a terminal without controls. */
export function printData(line: string): void {
  process.stdout.write(`${process.stdout.isTTY ? escapeControls(line) : line}\n`);
}

/** Writes a line to the terminal that has colours of its own, and no control of anybody else's. */
export function printDrawn(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes lines for the user to standard error, as they are but for controls. */
export function printError(text: string): void {
  process.stderr.write(escapeControls(text));
}
