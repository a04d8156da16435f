import { isJsonObject, type Json, type JsonObject, readOwn } from "@sfn-websocket/languages/json";
import { listStates } from "@sfn-websocket/languages/states-language/validation/inner-machines";

/** What became of a state. */
export type StateMark = "added" | "changed" | "removed" | "same";

/** A member that is not what it was; undefined on the side that has none. */
export interface FieldChange {
  readonly name: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** A state in two definitions. */
export interface ComparedState {
  readonly name: string;
  readonly mark: StateMark;
  /** As it is now, or was before it was removed. */
  readonly state: JsonObject;
  readonly before?: JsonObject;
  /** Its own members that changed; those of the states within it are theirs. */
  readonly fields: readonly FieldChange[];
  /** Branches of a Parallel, the processor of a Map. */
  readonly inner: readonly ComparedMachine[];
}

/** A state machine, or one within a state, in two definitions. */
export interface ComparedMachine {
  readonly startAt?: string;
  readonly fields: readonly FieldChange[];
  /** Those of the new definition in its order, then those that were removed. */
  readonly states: readonly ComparedState[];
}

/** Machines within machines that are looked into; deeper ones are compared as one value. */
const DEEPEST = 20;
const INNER = ["Branches", "ItemProcessor", "Iterator"];

/** Compares two definitions state by state; undefined is one that is not there yet, or no more. */
export function compareMachines(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
  depth = 0,
): ComparedMachine {
  const [old, current] = [indexStates(before), indexStates(after)];
  const removed = [...old.keys()].filter((name) => !current.has(name));
  const startAt = after?.["StartAt"] ?? before?.["StartAt"];
  return {
    ...(typeof startAt === "string" && { startAt }),
    fields: before && after ? compareFields(before, after, ["States"]) : [],
    states: [...current.keys(), ...removed].map((name) =>
      compareState({ name, before: old.get(name), after: current.get(name) }, depth),
    ),
  };
}

function indexStates(machine: JsonObject | undefined): Map<string, JsonObject> {
  return new Map(machine ? listStates(machine, "").map(([name, state]) => [name, state]) : []);
}

interface StateSides {
  readonly name: string;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

function compareState({ name, before, after }: StateSides, depth: number): ComparedState {
  const without = depth < DEEPEST ? INNER : [];
  const fields = before && after ? compareFields(before, after, without) : [];
  const mark =
    before === undefined ? "added" : after === undefined ? "removed" : fields.length > 0 ? "changed" : "same";
  const state = after ?? before ?? {};
  const inner = depth < DEEPEST ? compareInner(before, after, depth + 1) : [];
  return { name, mark, state, ...(before && { before }), fields, inner };
}

function compareInner(before: JsonObject | undefined, after: JsonObject | undefined, depth: number): ComparedMachine[] {
  const [old, current] = [listInner(before), listInner(after)];
  return Array.from({ length: Math.max(old.length, current.length) }, (_, index) =>
    compareMachines(old[index], current[index], depth),
  );
}

/** A Map's processor has the place of a first branch, under its new name as under its old one. */
function listInner(state: JsonObject | undefined): JsonObject[] {
  if (!state) return [];
  const { Branches: branches, ItemProcessor: processor, Iterator: iterator } = state;
  const machines = Array.isArray(branches) ? branches : [processor ?? iterator];
  return machines.filter((machine) => isJsonObject(machine));
}

function compareFields(before: JsonObject, after: JsonObject, without: readonly string[]): FieldChange[] {
  return Object.keys({ ...before, ...after })
    .filter((name) => !without.includes(name))
    .map((name) => ({ name, before: readOwn(before, name), after: readOwn(after, name) }))
    .filter((field) => !isSameJson(field.before, field.after));
}

/** The same whatever the order of members. */
function isSameJson(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(sortMembers(one)) === JSON.stringify(sortMembers(other));
}

/** The same value with the members of objects in one order. */
export function sortMembers(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => sortMembers(item) ?? null);
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sortMembers(value[name]) ?? null]));
}
