import type { Call } from "./calls";
import type { MachinePlace } from "./resource-arn";

/** Something that the role of a state machine needs to be allowed. */
export interface Need {
  readonly actions: readonly string[];
  /** An ARN, with `*` for what only the data tells below something that is named; undefined where nothing is known. */
  readonly resource: string | undefined;
  /** What the resource is named by: `TableName`. */
  readonly member: string;
  /** As IAM writes it. */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The needs of one call. */
export type ListNeeds = (call: Call, place: MachinePlace) => readonly Need[];

/** A row of the table: what a call needs, and the page that says so. */
export interface NeedRow {
  readonly listNeeds: ListNeeds;
  /** URL of the documentation. */
  readonly source: string;
}
