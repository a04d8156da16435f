import { findJson, isJsonObject, type Json } from "@sfn-websocket/languages/json";
import type { StateMachine } from "./resources";

/** A placeholder of a definition, which the stacks fill; `$${` is none. */
const PLACEHOLDER = /(?<!\$)\$\{\w+\}/;
const PLACEHOLDERS = new RegExp(PLACEHOLDER, "g");

/** The machines whose definition is this file's text, whatever the stacks filled its placeholders with. */
export function listMachinesOf(text: string, machines: readonly StateMachine[]): readonly StateMachine[] {
  const wanted = findJson(text);
  if (wanted === undefined) return [];
  return machines.filter(({ definition }) => {
    const deployed = findJson(definition);
    return deployed !== undefined && isFilled(wanted, deployed);
  });
}

/**
 * What the stacks filled the placeholders of a file's text with, by their names; undefined where the machine is not made of
 * it. Of a placeholder that stands in several texts the first value counts.
 */
export function readFilled(text: string, { definition }: StateMachine): ReadonlyMap<string, string> | undefined {
  const [wanted, deployed] = [findJson(text), findJson(definition)];
  if (wanted === undefined || deployed === undefined) return undefined;
  const filled = new Map<string, string>();
  const read = (found: ReadonlyMap<string, string>) => {
    for (const [name, value] of found) if (!filled.has(name)) filled.set(name, value);
  };
  return isFilled(wanted, deployed, read) ? filled : undefined;
}

type Pair = readonly [wanted: Json, deployed: Json];

/** Whether the deployed value is the file's, its placeholders filled; it does not call itself, however deep they nest. */
function isFilled(wanted: Json, deployed: Json, read?: (filled: ReadonlyMap<string, string>) => void): boolean {
  const pairs: Pair[] = [[wanted, deployed]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const parts = findParts(...pair);
    if (parts === undefined) return false;
    if (typeof pair[0] === "string") read?.(matchFilled(pair[0], String(pair[1])) ?? new Map());
    for (const part of parts) pairs.push(part);
  }
  return true;
}

/** The parts that must be the same for two values to be; undefined if they are not in any case. */
function findParts(wanted: Json, deployed: Json): readonly Pair[] | undefined {
  if (typeof wanted === "string")
    return typeof deployed === "string" && matchFilled(wanted, deployed) !== undefined ? [] : undefined;
  if (Array.isArray(wanted)) {
    if (!Array.isArray(deployed) || wanted.length !== deployed.length) return undefined;
    return wanted.map((item, index): Pair => [item, deployed[index] ?? null]);
  }
  if (!isJsonObject(wanted)) return wanted === deployed ? [] : undefined;
  const names = Object.keys(wanted);
  if (!isJsonObject(deployed) || Object.keys(deployed).length !== names.length) return undefined;
  if (!names.every((name) => Object.hasOwn(deployed, name))) return undefined;
  return names.map((name): Pair => [wanted[name] ?? null, deployed[name] ?? null]);
}

/** What stands for the placeholders of a text, whose parts between them stand in their order; undefined where they do not. */
function matchFilled(wanted: string, deployed: string): ReadonlyMap<string, string> | undefined {
  const filled = new Map<string, string>();
  const [first = "", ...others] = wanted.split(PLACEHOLDER).map((part) => part.replaceAll("$${", "${"));
  const last = others.pop();
  if (last === undefined) return first === deployed ? filled : undefined;
  if (!deployed.startsWith(first)) return undefined;
  const names = [...wanted.matchAll(PLACEHOLDERS)].map(([whole]) => whole.slice(2, -1));
  let from = first.length;
  for (const [index, part] of others.entries()) {
    const at = deployed.indexOf(part, from);
    if (at === -1) return undefined;
    filled.set(names[index] ?? "", deployed.slice(from, at));
    from = at + part.length;
  }
  const end = deployed.length - last.length;
  if (end < from || !deployed.endsWith(last)) return undefined;
  return filled.set(names.at(-1) ?? "", deployed.slice(from, end));
}
