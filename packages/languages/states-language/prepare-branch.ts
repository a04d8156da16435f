import { isJsonObject, type Json, type JsonObject, readOwn } from "../json";
import type { Branch, PreparedState, Transition } from "./world/frame";
import { prepareJsonataFields } from "./jsonata/jsonata-fields";
import { prepareJsonPathFields } from "./fields/jsonpath-fields";
import { stateTypes } from "./state-types";
import type { Steps } from "./world/steps";
import { listInnerMachines } from "./validation/inner-machines";

/** Where a branch stands in its definition. */
export interface BranchPlace {
  readonly queryLanguage: Json | undefined;
  /** how many Parallel and Map states are around it */
  readonly depth: number;
}

/** Deeper definitions are refused, so that neither preparing nor running them overflows the stack; validation stops earlier. */
const MAXIMUM_DEPTH = 350;

/**
 * Prepares the states of a branch and ties each to its next. Throws an Error in the developer form for what validation
 * would have refused: a state of no known type, a transition to nowhere, an expression that does not parse.
 */
export function* prepareBranch(definition: Json | undefined, place: BranchPlace): Steps<Branch> {
  const branch = isJsonObject(definition) ? definition : {};
  if (place.depth > MAXIMUM_DEPTH) {
    throw new Error(
      `branch: too deeply nested, got more than ${MAXIMUM_DEPTH} levels; move states to a workflow of their own`,
    );
  }
  const definitions = isJsonObject(branch["States"]) ? branch["States"] : {};
  const states = new Map<string, MutableState>();
  for (const [name, state] of Object.entries(definitions)) {
    states.set(name, { name, type: isJsonObject(state) ? String(state["Type"]) : "", run: () => undefined });
  }
  for (const state of states.values()) {
    const stateDefinition = definitions[state.name];
    state.run = yield* prepareRun(state, isJsonObject(stateDefinition) ? stateDefinition : {}, { ...place, states });
    yield;
  }
  return { startAt: requireStart(states, branch["StartAt"]) };
}

type MutableState = { -readonly [Member in keyof PreparedState]: PreparedState[Member] };

interface StatePlace extends BranchPlace {
  readonly states: ReadonlyMap<string, PreparedState>;
}

function* prepareRun(state: PreparedState, definition: JsonObject, place: StatePlace): Steps<PreparedState["run"]> {
  const prepare = readOwn(stateTypes, state.type);
  if (prepare === undefined) {
    const known = Object.keys(stateTypes).join(", ");
    throw new Error(
      `state '${state.name}': unknown Type, got ${JSON.stringify(definition["Type"])}; use one of ${known}`,
    );
  }
  const isJsonata = (definition["QueryLanguage"] ?? place.queryLanguage) === "JSONata";
  const fields = (isJsonata ? prepareJsonataFields : prepareJsonPathFields)(state.name, definition);
  const branches = yield* prepareInner(definition, place);
  return prepare(definition, {
    name: state.name,
    isJsonata,
    fields,
    requireTransition: (name) => requireTransition(place.states, name, state.name),
    prepareBranch: (branch) => requireBranch(branches, branch, state.name),
  });
}

/** The state machines within a state, by their definitions. */
function* prepareInner(definition: JsonObject, place: StatePlace): Steps<ReadonlyMap<Json | undefined, Branch>> {
  const branches = new Map<Json | undefined, Branch>();
  const inner = { queryLanguage: place.queryLanguage, depth: place.depth + 1 };
  for (const [branch] of listInnerMachines(definition, "")) branches.set(branch, yield* prepareBranch(branch, inner));
  return branches;
}

function requireBranch(
  branches: ReadonlyMap<Json | undefined, Branch>,
  definition: Json | undefined,
  from: string,
): Branch {
  const branch = branches.get(definition);
  if (branch !== undefined) return branch;
  throw new Error(
    `state '${from}': not a state machine, got ${JSON.stringify(definition)}; give it StartAt and States`,
  );
}

function requireTransition(
  states: ReadonlyMap<string, PreparedState>,
  name: Json | undefined,
  from: string,
): Transition {
  if (name === undefined) return undefined;
  const state = typeof name === "string" ? states.get(name) : undefined;
  if (state !== undefined) return state;
  throw new Error(
    `state '${from}': no such next state, got ${JSON.stringify(name)}; use one of ${[...states.keys()].join(", ")}`,
  );
}

function requireStart(states: ReadonlyMap<string, PreparedState>, name: Json | undefined): PreparedState {
  const start = typeof name === "string" ? states.get(name) : undefined;
  if (start !== undefined) return start;
  throw new Error(`StartAt: no such state, got ${JSON.stringify(name)}; use one of ${[...states.keys()].join(", ")}`);
}
