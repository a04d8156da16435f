import { isJsonObject } from "../../json";
import type { Json, JsonObject } from "../../json";

/** The state machines directly within a state, with their locations: branches of a Parallel, the processor of a Map. */
export function listInnerMachines(state: JsonObject, location: string): [JsonObject, string][] {
  const found: [Json | undefined, string][] = [
    [state["ItemProcessor"], `${location}/ItemProcessor`],
    [state["Iterator"], `${location}/Iterator`],
  ];
  const branches = state["Branches"];
  if (Array.isArray(branches)) {
    branches.forEach((branch, index) => found.push([branch, `${location}/Branches[${index}]`]));
  }
  return found.filter((entry): entry is [JsonObject, string] => isJsonObject(entry[0]));
}

/** The states of a machine with their locations, in the order of the text. */
export function listStates(machine: JsonObject, location: string): [string, JsonObject, string][] {
  const states = machine["States"];
  if (!isJsonObject(states)) return [];
  return Object.entries(states).flatMap(([name, state]): [string, JsonObject, string][] =>
    isJsonObject(state) ? [[name, state, `${location}/States/${name}`]] : [],
  );
}
