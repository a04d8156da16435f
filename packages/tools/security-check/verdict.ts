import { wrap } from "@sfn-websocket/run/terminal";

/** What came of one promise. */
export interface Verdict {
  readonly promise: string;
  readonly state: "held" | "broken" | "not run";
  /** Why it is broken, or was not looked at. */
  readonly why?: string;
}

/** Columns of a state, and of what stands before a promise. */
const [STATE, INDENT] = [7, 9];

/** A promise after its state, and below one that is broken or was not looked at, why; in lines of so many columns. */
export function printVerdicts(verdicts: readonly Verdict[], columns = Infinity): string {
  const lines = verdicts.flatMap(({ promise, state, why }) => [
    `${state.padEnd(STATE)}  ${wrap(promise, columns, INDENT)}`,
    ...(why === undefined ? [] : [`${" ".repeat(INDENT)}${wrap(why, columns, INDENT)}`]),
  ]);
  const count = (state: Verdict["state"]) => verdicts.filter((each) => each.state === state).length;
  return `${lines.join("\n")}\n${count("held")} held, ${count("broken")} broken, ${count("not run")} not run\n`;
}
