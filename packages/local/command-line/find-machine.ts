import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import type { StateMachine } from "../stepfunctions/resources";

/** A placeholder of a definition, which the stacks fill; `$${` is none. */
const PLACEHOLDER = /(?<!\$)\$\{\w+\}/;

/** The machines whose definition is this file's text, whatever the stacks filled its placeholders with. */
export function listMachinesOf(text: string, machines: readonly StateMachine[]): readonly StateMachine[] {
  const wanted = parse(text);
  if (wanted === undefined) return [];
  return machines.filter(({ definition }) => {
    const deployed = parse(definition);
    return deployed !== undefined && isFilled(wanted, deployed);
  });
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

type Pair = readonly [wanted: Json, deployed: Json];

/** Whether the deployed value is the file's, its placeholders filled; it does not call itself, however deep they nest. */
function isFilled(wanted: Json, deployed: Json): boolean {
  const pairs: Pair[] = [[wanted, deployed]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const parts = findParts(...pair);
    if (parts === undefined) return false;
    for (const part of parts) pairs.push(part);
  }
  return true;
}

/** The parts that must be the same for two values to be; undefined if they are not in any case. */
function findParts(wanted: Json, deployed: Json): readonly Pair[] | undefined {
  if (typeof wanted === "string")
    return typeof deployed === "string" && isFilledText(wanted, deployed) ? [] : undefined;
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

/** The parts between placeholders stand in the text, in their order. */
function isFilledText(wanted: string, deployed: string): boolean {
  const [first = "", ...others] = wanted.split(PLACEHOLDER).map((part) => part.replaceAll("$${", "${"));
  const last = others.pop();
  if (last === undefined) return first === deployed;
  if (!deployed.startsWith(first)) return false;
  let from = first.length;
  for (const part of others) {
    const at = deployed.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return deployed.length - last.length >= from && deployed.endsWith(last);
}
