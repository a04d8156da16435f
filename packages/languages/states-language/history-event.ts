import type { Json, JsonObject } from "../json";

/**
 * An event of an execution's history. GetExecutionHistory shows `details` as the member that `detailsField` names, such as
 * `stateEnteredEventDetails`; the logs show it as `details`.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export interface HistoryEvent {
  /** milliseconds since 1970 */
  readonly timestamp: number;
  readonly type: string;
  /** counts from 1 */
  readonly id: number;
  /** the event before it in its branch; 0 for the first */
  readonly previousEventId: number;
  readonly detailsField?: string;
  readonly details?: JsonObject;
}

/** The member that has the details of an event of the type. */
export function nameDetails(type: string): string {
  return NAMES.get(type) ?? `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

/** Those of all states have one member. */
const NAMES: ReadonlyMap<string, string> = new Map(
  ["Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"].flatMap((type) => [
    [`${type}StateEntered`, "stateEnteredEventDetails"] as const,
    [`${type}StateExited`, "stateExitedEventDetails"] as const,
  ]),
);

interface Kept extends HistoryEvent {
  readonly data: Json | undefined;
  readonly assigned?: KeptEvent["assigned"];
}

/** An event that is kept by references: its details are made anew each time that somebody reads them. */
export class KeptEvent implements HistoryEvent {
  readonly timestamp: number;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
  /** The input or output of a state that was entered or left. */
  readonly data: Json | undefined;
  /** The variables that a state assigned. @default none */
  readonly assigned: ReadonlyMap<string, Json> | undefined;

  constructor(
    { timestamp, type, id, previousEventId, data, assigned }: Kept,
    private readonly describe: (() => JsonObject) | undefined,
  ) {
    this.timestamp = timestamp;
    this.type = type;
    this.id = id;
    this.previousEventId = previousEventId;
    this.data = data;
    this.assigned = assigned;
  }

  get detailsField(): string | undefined {
    return this.describe && nameDetails(this.type);
  }

  get details(): JsonObject | undefined {
    return this.describe?.();
  }
}
