import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { listInnerMachines, listStates } from "@sfn-websocket/languages/states-language/validation/inner-machines";

/** A length of time that a definition states as a literal. */
export interface Duration {
  /** `TimeoutSeconds`, or `Wait state 'Name'`. */
  readonly where: string;
  readonly seconds: number;
}

/**
 * The literal TimeoutSeconds of a state machine and the literal Seconds of its Wait states, those inside Parallel and
 * Map included.
 */
export function listDurations(definition: JsonObject): readonly Duration[] {
  const timeout = definition["TimeoutSeconds"];
  const own = typeof timeout === "number" ? [{ where: "TimeoutSeconds", seconds: timeout }] : [];
  return [...own, ...listWaits(definition)];
}

function listWaits(machine: JsonObject): readonly Duration[] {
  return listStates(machine, "").flatMap(([name, state]) => listWaitsOf(name, state));
}

function listWaitsOf(name: string, state: JsonObject): readonly Duration[] {
  const inner = listInnerMachines(state, "").flatMap(([machine]) => listWaits(machine));
  const seconds = state["Type"] === "Wait" ? readSeconds(state["Seconds"]) : undefined;
  return seconds === undefined ? inner : [{ where: `Wait state '${name}'`, seconds }, ...inner];
}

/** A number, or a JSONata expression which is nothing but a number. */
function readSeconds(seconds: Json | undefined): number | undefined {
  if (typeof seconds === "number") return seconds;
  const literal = typeof seconds === "string" ? /^\{%\s*(\d+(?:\.\d+)?)\s*%\}$/.exec(seconds)?.[1] : undefined;
  return literal === undefined ? undefined : Number(literal);
}
