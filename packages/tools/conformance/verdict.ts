/** Whether a case's expectation is met, and what came instead of it or as it, as text. */
export interface Verdict {
  readonly met: boolean;
  readonly actual: string;
}
