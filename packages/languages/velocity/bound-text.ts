import { EvaluationError } from "./errors";
import { LONGEST_TEXT } from "./limits";

/** The text if a rendering may hold it; fails otherwise. */
export function boundText(text: string): string {
  return text.length > LONGEST_TEXT ? failLong(text.length) : text;
}

/** Fails for a text of this length, in UTF-16 units. */
export function failLong(length: number): never {
  throw new EvaluationError(`text is too long, got ${length} characters; write at most ${LONGEST_TEXT}`);
}
