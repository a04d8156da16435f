import type { Json, JsonObject } from "../../json";
import { printJson } from "../../jsonpath/read-json";
import type { Frame } from "./frame";
import { type HistoryEvent, KeptEvent, nameDetails } from "./history-event";

/**
 * Adds an event to the history of the frame's branch and returns its id. Ids count also when nothing records, because
 * causes name them; `describe` is called only to be recorded. Events that follow name this one as previous.
 */
export function recordEvent(frame: Frame, type: string, describe?: () => JsonObject): number {
  frame.previousEventId = recordSideEvent(frame, type, describe);
  return frame.previousEventId;
}

/** As recordEvent, but the events that follow do not name this one as previous. */
export function recordSideEvent(frame: Frame, type: string, describe?: () => JsonObject): number {
  const id = ++frame.execution.eventId;
  keep(frame, { id, type }, describe);
  if (isRecorded(frame, type)) {
    const described = describe !== undefined && { detailsField: nameDetails(type), details: describe() };
    record(frame, { id, type, ...described });
  }
  return id;
}

/** Names events after a type of state, each once, because every state of every execution asks. */
function nameEvents(suffix: string): (type: string) => string {
  const names = new Map<string, string>();
  return (type) => {
    const known = names.get(type);
    if (known !== undefined) return known;
    const name = `${type}${suffix}`;
    names.set(type, name);
    return name;
  };
}

const nameEntered = nameEvents("StateEntered");
const nameExited = nameEvents("StateExited");

/** Records that the frame's state was entered, and remembers the event's id. */
export function recordEntered(frame: Frame): void {
  const id = ++frame.execution.eventId;
  if (frame.execution.world.keep !== undefined) {
    const { name, type } = frame.state;
    const timestamp = frame.enteredAt;
    keep(frame, { id, type: nameEntered(type), timestamp, name, data: frame.data }, describeEntered);
  }
  if (frame.execution.world.record !== undefined && isRecorded(frame, nameEntered(frame.state.type))) {
    const { name, type } = frame.state;
    const details = describeEntered({ name, data: frame.data });
    record(frame, { id, type: nameEntered(type), detailsField: "stateEnteredEventDetails", details });
  }
  frame.enteredId = frame.previousEventId = id;
}

/** Records that the frame's state was left with the frame's data as output, and the variables that it assigned. */
export function recordExited(frame: Frame): void {
  const id = ++frame.execution.eventId;
  if (frame.exitFollowsId !== undefined) frame.previousEventId = frame.exitFollowsId;
  if (frame.execution.world.keep !== undefined) {
    const { state, data, assigned } = frame;
    keep(frame, { id, type: nameExited(state.type), name: state.name, data, assigned }, describeExited);
  }
  if (frame.execution.world.record !== undefined && isRecorded(frame, nameExited(frame.state.type))) {
    const { state, data, assigned } = frame;
    const { name, type } = state;
    const details = describeExited({ name, data, assigned });
    record(frame, { id, type: nameExited(type), detailsField: "stateExitedEventDetails", details });
  }
  frame.exitFollowsId = undefined;
  frame.previousEventId = id;
}

/** A state's name, its input or output, and the variables that it assigned. */
type Passed = Pick<KeptEvent, "name" | "data"> & Partial<Pick<KeptEvent, "assigned">>;

const describeEntered = ({ name = "", data = null }: Passed): JsonObject => ({ name, ...describeData("input", data) });

const describeExited = ({ name = "", data = null, assigned }: Passed): JsonObject => ({
  name,
  ...describeData("output", data),
  ...describeAssigned(assigned),
});

/** Its time is by default the present. */
type Named = Pick<KeptEvent, "id" | "type"> & Partial<Passed & Pick<KeptEvent, "timestamp">>;

/** Of who keeps events, no data is turned into text before it is read. */
function keep(
  { execution, previousEventId }: Frame,
  { id, type, timestamp, name, data, assigned }: Named,
  describe?: (event: Passed) => JsonObject,
): void {
  const { world } = execution;
  if (world.keep !== undefined)
    world.keep(
      new KeptEvent({ timestamp: timestamp ?? world.now(), type, id, previousEventId, name, data, assigned }, describe),
    );
}

function isRecorded({ execution }: Frame, type: string): boolean {
  const { record } = execution.world;
  return record !== undefined && (record.takes === undefined || record.takes(type));
}

function record(frame: Frame, event: Omit<HistoryEvent, "timestamp" | "previousEventId">): void {
  const { world } = frame.execution;
  world.record?.({ timestamp: world.now(), previousEventId: frame.previousEventId, ...event });
}

/** Data as events show it: its text, and that all of it is there. */
export function describeData(field: "input" | "output", data: Json): JsonObject {
  return { [field]: printJson(data), [`${field}Details`]: { truncated: false } };
}

/** An error name and a cause as events show them: what is not set is left out. */
export function describeError(error: string | null | undefined, cause: string | null | undefined): JsonObject {
  return {
    ...(typeof error === "string" && { error }),
    ...(typeof cause === "string" && { cause }),
  };
}

/** *Recorded*: each variable is shown as JSON text, and nothing at all of an empty Assign. */
function describeAssigned(assigned: ReadonlyMap<string, Json> | undefined): JsonObject {
  if (assigned === undefined || assigned.size === 0) return {};
  const texts = Object.fromEntries([...assigned].map(([name, value]) => [name, printJson(value)]));
  return { assignedVariables: texts, assignedVariablesDetails: { truncated: false } };
}
