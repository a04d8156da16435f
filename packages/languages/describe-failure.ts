/** The names of JavaScript's own errors, which are those of every realm. */
const NATIVE = /^(?:Type|Range|Syntax|Reference|URI|Eval)Error$/;
/** Where an error was thrown, as the end of a line of its stack tells; its text, which stands before, may be a client's, and long. */
const PLACE = /([\w.-]+\.[cm]?[jt]s:\d+:\d+)/;
const LONGEST_PLACE = 200;

/** True for an error that JavaScript throws: its text means nothing to a user. */
export function isNative(thrown: unknown): boolean {
  return !(thrown instanceof Error) || NATIVE.test(thrown.name);
}

/** The text of an error that was written for a user; for any other one `instead`, because JavaScript's words help nobody. */
export function describeFailure(thrown: unknown, instead: string): string {
  return thrown instanceof Error && !isNative(thrown) ? thrown.message : instead;
}

/** What is told of an error that nobody expects: where it was thrown, so that it can be reported. */
export function describeDefectPlace(thrown: unknown): string {
  const place = thrown instanceof Error ? findPlace(thrown.stack ?? "") : undefined;
  return place === undefined ? "a defect of this program" : `a defect of this program at ${place}`;
}

function findPlace(stack: string): string | undefined {
  for (const line of stack.split("\n")) {
    const place = /^ +at /.test(line) ? PLACE.exec(line.slice(-LONGEST_PLACE))?.[1] : undefined;
    if (place !== undefined) return place;
  }
  return undefined;
}
