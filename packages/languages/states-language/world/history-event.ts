import type { Json, JsonObject } from "../../json";

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
  /** The state's name. @default it is no state that is entered or left */
  readonly name?: string | undefined;
  readonly data: Json | undefined;
  readonly assigned?: KeptEvent["assigned"];
}

/** An event that is kept by references: its details are made anew each time that somebody reads them. */
export class KeptEvent implements HistoryEvent {
  readonly timestamp: number;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
  readonly name: string | undefined;
  /** The input or output of a state that was entered or left. */
  readonly data: Json | undefined;
  /** The variables that a state assigned. @default none */
  readonly assigned: ReadonlyMap<string, Json> | undefined;
  /** The one that was kept after it in its chain. */
  next: KeptEvent | undefined = undefined;

  constructor(
    { timestamp, type, id, previousEventId, name, data, assigned }: Kept,
    private readonly describe: ((event: KeptEvent) => JsonObject) | undefined,
  ) {
    this.timestamp = timestamp;
    this.type = type;
    this.id = id;
    this.previousEventId = previousEventId;
    this.name = name;
    this.data = data;
    this.assigned = assigned;
  }

  get detailsField(): string | undefined {
    return this.describe && nameDetails(this.type);
  }

  get details(): JsonObject | undefined {
    return this.describe?.(this);
  }
}

/**
 * Kept events, in their order. No array: V8 learns from the first seconds of a process, in which much is kept, that such an
 * array lives long, makes each where old objects are from then on, and what stands in it lives as long.
 */
export class EventChain implements Iterable<KeptEvent> {
  length = 0;
  first: KeptEvent | undefined = undefined;
  last: KeptEvent | undefined = undefined;

  push(event: KeptEvent): void {
    this.length += 1;
    if (this.last === undefined) this.first = event;
    else this.last.next = event;
    this.last = event;
  }

  /** Lets go of the first event that is so, and of all after it. */
  endBefore(isBeyond: (event: KeptEvent) => boolean): void {
    const kept = [...this];
    const end = kept.findIndex(isBeyond);
    if (end === -1) return;
    this.length = 0;
    this.first = this.last = undefined;
    for (const event of kept.slice(0, end)) {
      event.next = undefined;
      this.push(event);
    }
  }

  *[Symbol.iterator](): Iterator<KeptEvent> {
    for (let event = this.first; event !== undefined; event = event.next) yield event;
  }
}
