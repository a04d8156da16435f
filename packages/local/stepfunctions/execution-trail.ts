import type { Failure, Trail } from "@sfn-websocket/languages/states-language/world";

/** States that are named; the way of a loop is cut. */
const MOST_STATES = 20;
/** Failures that are told, the first ones: what a loop repeats is counted. */
const MOST_FAILURES = 5;
/** Characters of a cause that are shown. */
const LONGEST_CAUSE = 240;

interface FailedState {
  /** How many states were entered before: the failure belongs to the last of them. */
  readonly entered: number;
  readonly state: string;
  readonly failure: Failure;
}

/** The way of one execution: kept as it comes, described when somebody reads it. */
export class ExecutionTrail implements Trail {
  /** How the execution ended. */
  outcome = "RUNNING";
  private readonly states: string[] = [];
  private readonly failed: FailedState[] = [];
  private entered = 0;
  private failures = 0;
  private latest: Failure | undefined;

  get hasFailed(): boolean {
    return this.failures > 0;
  }

  enter(state: string): void {
    if (this.entered++ < MOST_STATES) this.states.push(state);
  }

  fail(state: string, failure: Failure): void {
    if (failure === this.latest || this.failed.some((each) => each.failure === failure)) return;
    this.latest = failure;
    if (this.failures++ < MOST_FAILURES) this.failed.push({ entered: this.entered, state, failure });
  }

  /** Such as `Validate > Charge: Lambda.AWSLambdaException (not authorized…) > Reject`. */
  describe(): string {
    const parts = this.states.map((state, index) => this.describeState(state, index + 1));
    const left = this.entered - this.states.length;
    if (left > 0) parts.push(`${left} more`);
    const late = this.failed.filter(({ entered }) => entered > this.states.length);
    const told = late.map(({ state, failure }) => describeFailure(state, failure));
    const untold = this.failures - this.failed.length;
    return [...parts, ...told, ...(untold > 0 ? [`${untold} more failures`] : [])].join(" > ");
  }

  /** A failure within a Map or Parallel state names the inner state. */
  private describeState(name: string, entered: number): string {
    const own = this.failed.filter((each) => each.entered === entered);
    if (own.length === 0) return name;
    return own
      .map(({ state, failure }) =>
        state === name ? describeFailure(name, failure) : `${name}/${describeFailure(state, failure)}`,
      )
      .join(" > ");
  }
}

function describeFailure(state: string, { error, errorCause }: Failure): string {
  const cause = (errorCause ?? "").replace(/\s+/g, " ").trim();
  const shown = cause.length > LONGEST_CAUSE ? `${cause.slice(0, LONGEST_CAUSE)}…` : cause;
  return `${state}: ${error ?? "no error name"}${shown && ` (${shown})`}`;
}
