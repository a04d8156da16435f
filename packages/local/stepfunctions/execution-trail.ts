import { EventChain } from "@sfn-websocket/languages/states-language/world/history-event";
import type { Failure, KeepEvent, KeepIteration, Trail } from "@sfn-websocket/languages/states-language/world/world";
import type { Json } from "@sfn-websocket/languages/json";
import { createKeepIteration, type KeptIteration } from "./kept-iteration";
import type { StateMachine } from "./resources";

/** States that are named; the way of a loop is cut. */
const MOST_STATES = 20;
/** Failures that are told, the first ones: what a loop repeats is counted. */
const MOST_FAILURES = 5;
/** Characters of a cause that are shown. */
const LONGEST_CAUSE = 240;

/** Events that are kept, the first ones: a loop may have as many as there is time for. */
const MOST_EVENTS = 5_000;

/** The execution that is followed. */
export interface FollowedRun {
  readonly machine: StateMachine;
  readonly executionArn: string;
  readonly name: string;
  /** JSON text, as it was given. */
  readonly input: string;
  /** Milliseconds since 1970. */
  readonly startDate: number;
}

/** How it ended. */
export interface RunEnd {
  readonly status: string;
  readonly output?: Json | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** Milliseconds since 1970. */
  readonly stopDate: number;
  /** Whether it takes the same way again from the same input: no time passed, and nothing was drawn by chance. @default false */
  readonly isRepeatable?: boolean;
}

/** What is wanted of a trail. */
export interface Followed {
  /** @default false */
  readonly keepsEvents?: boolean;
  /** Whether a mock answers for a state's task. @default none does */
  readonly isMocked?: ((machine: string, state: string) => boolean) | undefined;
  /** Told when the execution begins, and when it has ended. @default nobody is */
  readonly begun?: (trail: ExecutionTrail) => void;
  readonly ended?: (trail: ExecutionTrail) => void;
}

interface FailedState {
  /** How many states were entered before: the failure belongs to the last of them. */
  readonly entered: number;
  readonly state: string;
  readonly failure: Failure;
}

/** The way of one execution: kept as it comes, described when somebody reads it. */
export class ExecutionTrail implements Trail {
  /** @default it has not begun, or not ended */
  run: FollowedRun | undefined = undefined;
  ended: RunEnd | undefined = undefined;
  /** Of its trace, where it has one of its own; 0 else. */
  traceId = 0;
  /** Takes the events of its history. @default they are not kept */
  readonly keep: KeepEvent | undefined;
  readonly events = new EventChain();
  /** Of distributed Maps, in the order in which they began. @default there is none */
  iterations: KeptIteration[] | undefined = undefined;
  /** How many events there were beyond those that are kept. */
  eventsLeftOut = 0;
  private firstState = "";
  private otherStates: string[] | undefined = undefined;
  private failedStates: FailedState[] | undefined = undefined;
  private entered = 0;
  private failures = 0;
  private latest: Failure | undefined;

  constructor(readonly followed: Followed = {}) {
    if (followed.keepsEvents === true)
      this.keep = (event) => {
        if (this.events.length < MOST_EVENTS) this.events.push(event);
        else this.eventsLeftOut += 1;
      };
  }

  /**
   * Returns what keeps the iterations of distributed Maps, for whose events there is as much room as for the execution's
   * own; undefined where events are not kept.
   */
  createKeepIteration(): KeepIteration | undefined {
    if (this.keep === undefined) return undefined;
    const kept: KeptIteration[] = [];
    this.iterations = kept;
    let left = MOST_EVENTS;
    return createKeepIteration({
      add: (iteration) => void kept.push(iteration),
      takes: () => {
        if (left-- > 0) return true;
        this.eventsLeftOut += 1;
        return false;
      },
    });
  }

  begin(run: FollowedRun): void {
    this.run = run;
    this.followed.begun?.(this);
  }

  end(ended: RunEnd): void {
    this.ended = ended;
    this.followed.ended?.(this);
  }

  /** How the execution ended. */
  get outcome(): string {
    return this.ended?.status ?? "RUNNING";
  }

  get hasFailed(): boolean {
    return this.failures > 0;
  }

  private get states(): readonly string[] {
    return this.entered === 0 ? [] : [this.firstState, ...(this.otherStates ?? [])];
  }

  private get failed(): readonly FailedState[] {
    return this.failedStates ?? [];
  }

  enter(state: string): void {
    this.entered += 1;
    if (this.entered === 1) this.firstState = state;
    else if (this.entered <= MOST_STATES) (this.otherStates ??= []).push(state);
  }

  fail(state: string, failure: Failure): void {
    if (failure === this.latest || this.failed.some((each) => each.failure === failure)) return;
    this.latest = failure;
    if (this.failures++ < MOST_FAILURES) (this.failedStates ??= []).push({ entered: this.entered, state, failure });
  }

  /** The latest failure, undefined where nothing failed. */
  describeLatestFailure(): string | undefined {
    const latest = this.failed.find(({ failure }) => failure === this.latest) ?? this.failed.at(-1);
    return latest && describeFailure(latest.state, latest.failure);
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
