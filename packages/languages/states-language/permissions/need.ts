import { type Call, readText } from "./calls";
import { findArn, type MachinePlace, type ResourceKind } from "./resource-arn";

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

/** Needs the actions on what a member names. */
export function onMember(actions: readonly string[], member: string, kind: ResourceKind): ListNeeds {
  return ({ arguments: { find } }, place) => {
    const text = readText(find(member));
    return [{ actions, member, resource: text === undefined ? undefined : findArn(text, kind, place) }];
  };
}
