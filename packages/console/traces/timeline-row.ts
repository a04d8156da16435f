/** A row of the waterfall. Times are milliseconds since the trace began. */
export interface TimelineRow {
  readonly label: string;
  readonly depth: number;
  readonly status: "ok" | "failed" | "caught" | "running" | "aborted" | "gone";
  readonly start: number;
  readonly end: number;
  /** The visit of a state, as `Visit.path`. @default it is a stage of the gateway */
  readonly visit?: string;
  /** What the time went into, in order, within `start` and `end`. */
  readonly segments: readonly Segment[];
}

export interface Segment {
  /** `work`: a call, or the gateway itself; `wait`: a Wait state, or the time until the next attempt; `group`: what rows below it tell. */
  readonly kind: "work" | "wait" | "group";
  readonly start: number;
  readonly end: number;
  readonly isFailed?: boolean;
}
