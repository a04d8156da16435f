/** What became of a state or of an edge in an execution. */
export const MARK_STATUSES = ["taken", "gone", "aborted", "caught", "running", "failed"] as const;
export type MarkStatus = (typeof MARK_STATUSES)[number];

export interface StateMark {
  readonly status: MarkStatus;
  /** How often the state was entered. */
  readonly visits: number;
}

/** An execution's way through a drawing. */
export interface Marks {
  /** By the id of the node. */
  readonly states: ReadonlyMap<string, StateMark>;
  /** By the id of the edge. */
  readonly edges: ReadonlyMap<string, MarkStatus>;
}

/** The sign of a status in a square of 16 by 16, so that it is not told by its colour alone. */
export const MARK_ICONS: Readonly<Record<MarkStatus, string>> = {
  gone: "M6 6.200a2 2 0 1 1 2.9 1.800q-.9.5-.9 1.500 M8 12v.1",
  aborted: "M4.5 8h7",
  taken: "M4 8.5 7 11.5 12 5",
  caught: "M8 3.500v5.5 M8 12v.1",
  failed: "M4.5 4.500l7 7 M11.5 4.500l-7 7",
  running: "M4 8v.1 M8 8v.1 M12 8v.1",
};

/** In words, for those who hear the drawing. */
export const MARK_WORDS: Readonly<Record<MarkStatus, string>> = {
  taken: "taken",
  gone: "entered, and its end is not kept",
  aborted: "stopped, as another branch failed",
  caught: "failed, and the error was caught",
  failed: "failed",
  running: "running",
};
