import type { Json, JsonObject } from "../json";
import { listInnerMachines, listStates } from "./validation/inner-machines";

/** A length of time that a definition states as a literal. */
export interface Duration {
  /** `TimeoutSeconds`, or `Wait state 'Name'`. */
  readonly where: string;
  readonly seconds: number;
  /** `/States/Name/Seconds` */
  readonly location: string;
}

/**
 * The literal TimeoutSeconds of a state machine and the literal Seconds of its Wait states, those inside Parallel and
 * Map included.
 */
export function listDurations(definition: JsonObject): readonly Duration[] {
  const timeout = definition["TimeoutSeconds"];
  const own =
    typeof timeout === "number" ? [{ where: "TimeoutSeconds", seconds: timeout, location: "/TimeoutSeconds" }] : [];
  return [...own, ...listWaits(definition, "")];
}

function listWaits(machine: JsonObject, within: string): readonly Duration[] {
  return listStates(machine, within).flatMap(([name, state, location]) => listWaitsOf(name, state, location));
}

function listWaitsOf(name: string, state: JsonObject, location: string): readonly Duration[] {
  const inner = listInnerMachines(state, location).flatMap(([machine, own]) => listWaits(machine, own));
  const seconds = state["Type"] === "Wait" ? readSeconds(state["Seconds"]) : undefined;
  if (seconds === undefined) return inner;
  return [{ where: `Wait state '${name}'`, seconds, location: `${location}/Seconds` }, ...inner];
}

/** A number, or a JSONata expression which is nothing but a number. */
function readSeconds(seconds: Json | undefined): number | undefined {
  if (typeof seconds === "number") return seconds;
  const literal = typeof seconds === "string" ? /^\{%\s*(\d+(?:\.\d+)?)\s*%\}$/.exec(seconds)?.[1] : undefined;
  return literal === undefined ? undefined : Number(literal);
}
