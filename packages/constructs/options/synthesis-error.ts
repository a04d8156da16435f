/**
 * What is wrong with what the user wrote: every problem that was found, a line each, in the form
 * `<where>: <what is wrong>, got <value>; <what to do>`.
 */
export class SynthesisError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "SynthesisError";
  }
}

/** Throws a SynthesisError if there are problems. */
export function requireNoProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new SynthesisError(problems);
}

/**
 * A text of a failed validation, which cdktf lists below a heading, after its construct's path in brackets, and above
 * advice; of a template, the lines after the first show what it renders.
 */
const FOUND = /^  \[[^\]]*\] (.+(?:\n(?!  \[[^\]]*\] |Validations allow|\s*$).+)*)/gm;

/** The problems that an error of synthesis tells of, or undefined for an error that is not the user's. */
export function listProblems(error: unknown): readonly string[] | undefined {
  if (error instanceof SynthesisError) return error.problems;
  if (!(error instanceof Error) || !/^(App-level )?validation failed/i.test(error.message)) return undefined;
  return [...error.message.matchAll(FOUND)].map(([, text = ""]) => text);
}
