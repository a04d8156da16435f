/** What came of one promise. */
export interface Verdict {
  readonly promise: string;
  readonly state: "held" | "broken" | "not run";
  /** Why it is broken, or was not looked at. */
  readonly why?: string;
}

/** A line a promise, and below one that is broken or was not looked at, why. */
export function printVerdicts(verdicts: readonly Verdict[]): string {
  const lines = verdicts.map(
    ({ promise, state, why }) => `${state.padEnd(7)}  ${promise}${why === undefined ? "" : `\n         ${why}`}`,
  );
  const count = (state: Verdict["state"]) => verdicts.filter((each) => each.state === state).length;
  return `${lines.join("\n")}\n${count("held")} held, ${count("broken")} broken, ${count("not run")} not run\n`;
}
