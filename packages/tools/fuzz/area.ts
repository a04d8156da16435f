import type { Random } from "../differential/random";

/** An input of an area: a text of its language, and the JSON text that it is applied to. */
export interface FuzzCase {
  readonly text: string;
  readonly document: string;
}

/** What became of a case: the kind of its outcome, and what a user would read of it. */
export interface FuzzOutcome {
  readonly kind: string;
  readonly text: string;
}

/** A part of this project that is given random input; whatever it is, the outcome is one of the part's own. */
export interface FuzzArea {
  readonly about: string;
  generate(random: Random): FuzzCase;
  /** Throws what the part must not throw. */
  run(given: FuzzCase): FuzzOutcome | Promise<FuzzOutcome>;
  /**
   * Resolves to the longest time in milliseconds that a case, since this was last asked, worked in one go in the process
   * that ran it. @default this process is watched
   */
  readonly readHold?: () => Promise<number>;
  /** Ends what the cases have started. @default they start nothing */
  readonly stop?: () => Promise<void>;
}
