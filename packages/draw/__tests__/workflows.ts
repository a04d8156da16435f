import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import fc from "fast-check";

const NAMES = [
  "Check",
  "Charge the customer's card",
  "Wait",
  "Send Message to WebSocket Client",
  "é",
  "倉庫に知らせる",
  "😀 done",
];
const RULES: readonly JsonObject[] = [
  { Variable: "$.status", StringEquals: "READY" },
  { And: [{ Variable: "$.a", NumericGreaterThan: 1 }, { Not: { Variable: "$.b", IsPresent: true } }] },
  { Condition: "{% $states.input.quantity > 0 and $exists($states.input.article) %}" },
];

/** What a state is made of, before it is known to which states it may lead. */
interface Seed {
  readonly type: "Task" | "Choice" | "Wait" | "Pass" | "Succeed" | "Fail";
  readonly name: string;
  /** Where it may lead: parts of the list of states. */
  readonly targets: readonly number[];
  readonly catches: readonly number[];
  readonly isMap: boolean;
  readonly inner: readonly (readonly Seed[])[];
}

function seeds(count: number, depth: number): fc.Arbitrary<readonly Seed[]> {
  const part = fc.double({ min: 0, max: 0.9999, noNaN: true });
  const seed: fc.Arbitrary<Seed> = fc.record({
    type: fc.constantFrom("Task", "Task", "Choice", "Wait", "Pass", "Succeed", "Fail"),
    name: fc.constantFrom(...NAMES),
    targets: fc.array(part, { minLength: 1, maxLength: 4 }),
    catches: fc.array(part, { maxLength: 2 }),
    isMap: fc.boolean(),
    inner:
      depth === 0
        ? fc.constant([])
        : fc.oneof(
            { arbitrary: fc.constant([]), weight: 5 },
            { arbitrary: fc.array(seeds(4, depth - 1), { minLength: 1, maxLength: 3 }), weight: 1 },
          ),
  });
  return fc.array(seed, { minLength: 1, maxLength: count, size: "max" });
}

/** Definitions of so many states at most in the outermost machine, with groups so deep. */
export function definitions(count: number, depth: number): fc.Arbitrary<JsonObject> {
  return seeds(count, depth).map(build);
}

function build(list: readonly Seed[]): JsonObject {
  const names = list.map(({ name }, index) => `${name} ${index}`);
  // Mostly the state that follows, as people write them; else any, also one before it, itself, or one that is missing.
  const pick = (part: number, index: number): string =>
    part < 0.5
      ? (names[index + 1] ?? names[0] ?? "")
      : (names[Math.floor((part - 0.5) * 2.1 * names.length)] ?? "Missing");
  const states = list.map((seed, index) => [names[index], buildState(seed, (part) => pick(part, index))]);
  return { StartAt: names[0] ?? "", States: Object.fromEntries(states) as JsonObject };
}

function buildState({ type, targets, catches, isMap, inner }: Seed, pick: (part: number) => string): JsonObject {
  const [first = 0] = targets;
  const next: JsonObject = first > 0.9 ? { End: true } : { Next: pick(first) };
  const caught: JsonObject =
    catches.length === 0 ? {} : { Catch: catches.map((part) => ({ ErrorEquals: ["States.ALL"], Next: pick(part) })) };
  const [machine] = inner;
  if (machine && isMap) return { Type: "Map", ItemProcessor: build(machine), ...next, ...caught };
  if (machine) return { Type: "Parallel", Branches: inner.map(build), ...next, ...caught };
  if (type === "Succeed" || type === "Fail") return { Type: type };
  if (type === "Choice")
    return {
      Type: type,
      Choices: targets.map((part, index): Json => ({ ...RULES[index % RULES.length], Next: pick(part) })),
      Default: pick(first),
    };
  if (type !== "Task") return { Type: type, ...next };
  return {
    Type: type,
    Resource: "arn:aws:states:::lambda:invoke",
    Retry: [{ ErrorEquals: ["States.ALL"] }],
    ...next,
    ...caught,
  };
}

/** Tasks one after the other, each with an error that leads to the last one, and a Choice that leads back in between. */
export function longDefinition(count: number): JsonObject {
  const name = (index: number) => `State ${index}`;
  const states = Array.from({ length: count }, (_, index): [string, JsonObject] => {
    const next: JsonObject = index === count - 1 ? { End: true } : { Next: name(index + 1) };
    const caught = { Catch: [{ ErrorEquals: ["States.ALL"], Next: name(count - 1) }] };
    const choice = {
      Type: "Choice",
      Choices: [{ ...RULES[0], Next: name(Math.floor(index / 2)) }],
      Default: name(index + 1),
    };
    return [
      name(index),
      index % 10 === 9 && index < count - 1 ? choice : { Type: "Task", Resource: "x", ...next, ...caught },
    ];
  });
  return { StartAt: name(0), States: Object.fromEntries(states) };
}
