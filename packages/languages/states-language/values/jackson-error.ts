import { readJson } from "./jackson-reader";
import type { JsonError } from "./jackson-reader";

/** Jackson quotes that much of a text in an error. */
const MAXIMUM_QUOTE = 500;

/**
 * Jackson's text for what is wrong in a text that `JSON.parse` refuses, without the ` at [Source: ...]` that follows it.
 *
 * *Recorded*: `Unrecognized token`, `Unexpected character`. *Assumed* for the others: Jackson 2.10 to 2.15, whose source
 * they follow, as the recorded wording and `[Source: (String)...]` show.
 */
export function describeJsonError(text: string): string {
  return findError(text).message;
}

/** What AWS says of an execution's input that is no JSON. *Recorded* (LocalStack's AWS-validated snapshots). */
export function describeInputError(text: string): string {
  const reason = text.trim() === "" ? "Invalid execution input." : describeJsonError(text);
  return `Invalid State Machine Execution Input: '${reason}'`;
}

/** As `describeJsonError`, followed by a line break and ` at ` with the location. */
export function describeJsonErrorWithSource(text: string): string {
  const { message, line, column } = findError(text);
  return `${message}\n at ${printLocation(text, line, column)}`;
}

/**
 * As `describeJsonErrorWithSource`, of a later Jackson that quotes no text and points at an unexpected character instead of
 * behind it. *Recorded* (gabrielmoreira/tiny-asl-machine, cases run on AWS).
 */
export function describeJsonErrorWithoutSource(text: string): string {
  const { message, line, column } = readJson(text, locateWithoutSource);
  return `${message}\n at ${locateWithoutSource(line, message.startsWith("Unexpected character") ? column - 1 : column)}`;
}

function locateWithoutSource(line: number, column: number): string {
  const source = "REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)";
  return `[Source: ${source}; line: ${line}, column: ${column}]`;
}

/** Where Jackson stops reading: `[Source: (String)"..."; line: 1, column: 4]`. */
export function locateJsonError(text: string): string {
  const { line, column } = findError(text);
  return printLocation(text, line, column);
}

function findError(text: string): JsonError {
  return readJson(text, (line, column) => printLocation(text, line, column));
}

function printLocation(text: string, line: number, column: number): string {
  const quoted = text.slice(0, MAXIMUM_QUOTE).replace(/[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, printControl);
  const rest = text.length - MAXIMUM_QUOTE;
  const truncated = rest > 0 ? `[truncated ${rest} chars]` : "";
  return `[Source: (String)"${quoted}"${truncated}; line: ${line}, column: ${column}]`;
}

function printControl(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
