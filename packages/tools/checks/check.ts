/** What came of one check: what was counted, in one line, and what of it is wrong. */
export interface Outcome {
  readonly figures: string;
  /** What did not hold, in one line. @default it held */
  readonly problem?: string;
}

/** Why a check could not be made here, in one line. */
export interface NotRun {
  readonly notRun: string;
}

/** Makes one check; told with a line what it is at. */
export type Check = (tell: (line: string) => void) => Promise<Outcome | NotRun>;

export type Checks = Readonly<Record<string, Check>>;
