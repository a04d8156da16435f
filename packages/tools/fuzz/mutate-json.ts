import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import type { Random } from "../differential/random";
import { INHERITED } from "./hostile-document";

/** A JSON value with some of its parts, at any depth, changed as `choose` says; `strings` are what its texts may become. */
export function mutateJson(random: Random, value: Json, strings: readonly string[]): Json {
  let mutated = value;
  for (let mistakes = 1 + random.below(6); mistakes > 0; mistakes--) mutated = mutateSome(random, mutated, strings);
  return mutated;
}

/** The way to the part is chosen step by step, so that what has many parts is chosen no more often than others. */
function mutateSome(random: Random, value: Json, strings: readonly string[]): Json {
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
  if (keys.length === 0 || random.chance(0.03)) return replace(random, value, strings);
  const key = random.pick(keys);
  if (Array.isArray(value)) return mutateList(random, value, { at: Number(key), strings });
  const entries = Object.entries(isJsonObject(value) ? value : {});
  const mutated = entries.flatMap(([name, member]): [string, Json][] => {
    if (name !== key) return [[name, member]];
    if (random.chance(0.05)) return [];
    if (random.chance(0.05)) return [[random.pick([...INHERITED, ...keys]), member]];
    return [[name, mutateSome(random, member, strings)]];
  });
  return Object.fromEntries(mutated);
}

interface Item {
  readonly at: number;
  readonly strings: readonly string[];
}

function mutateList(random: Random, list: readonly Json[], { at, strings }: Item): Json {
  const item = list[at] ?? null;
  const changed = random.chance(0.1) ? [] : [mutateSome(random, item, strings)];
  return [...list.slice(0, at), ...(random.chance(0.1) ? [item] : []), ...changed, ...list.slice(at + 1)];
}

function replace(random: Random, value: Json, strings: readonly string[]): Json {
  const others: readonly (() => Json)[] = [
    () => random.pick<Json>([null, true, false, 0, -1, 1.5, 1e300, "", "x", [], {}, [[]], [null], [{}]]),
    () => random.pick(strings),
    () => [value],
    () => ({ [random.pick(INHERITED)]: value }),
    () => (typeof value === "string" ? mutateString(random, value, strings) : String(JSON.stringify(value))),
  ];
  return random.pick(others)();
}

function mutateString(random: Random, text: string, strings: readonly string[]): string {
  const at = random.below(text.length + 1);
  const piece = random.pick([
    ...strings,
    "\u0000",
    "\ud800",
    "${",
    "%{",
    "$",
    '"',
    "{",
    "}",
    "/",
    "*",
    "a".repeat(300),
  ]);
  return text.slice(0, at) + piece + text.slice(at + random.below(4));
}
