import { toCanonicalText } from "../../jsonpath/same-json";
import { compare } from "../fields/compare-values";
import type { EvaluationBudget } from "./evaluation-budget";
import { requireFillable } from "./jsonata-messages";
import { sortInTurns } from "./jsonata-sort";
import { EvaluationLimit, MAXIMUM_PADDING } from "../values/evaluation-limits";

/** A call of a function of JSONata's library. */
export interface LibraryCall {
  readonly focus: { readonly createSequence?: () => unknown[] };
  readonly original: (...values: unknown[]) => unknown;
  readonly budget: EvaluationBudget;
}

type Work = (values: readonly unknown[], call: LibraryCall) => unknown;

/** Longer picture strings say nothing that a shorter one does not. *Assumed*. */
const MAXIMUM_PICTURE = 1000;
/** Ways to cut a text of digits or letters into the parts of a picture, all of which a regular expression may try. *Assumed*. */
const MAXIMUM_CUTS = 1_000_000;
/** Roman numbers above this would be written as a row of M. *Assumed*. */
const MAXIMUM_ROMAN = 100_000;

const leave = (values: readonly unknown[], { original, focus }: LibraryCall): unknown =>
  original.apply(focus, [...values]);

/**
 * What replaces functions of JSONata's library that take more time or memory than in proportion to what they are given,
 * or never end; with the same results.
 */
export const replacements: Readonly<Record<string, Work>> = {
  sort: (values, call) => sortList(values, call),
  distinct: ([list], call) => keepDistinct(list, call),
  spread: ([value], call) => (Array.isArray(value) && value.length > 0 ? spreadList(value) : leave([value], call)),
  max: ([list], call) => (Array.isArray(list) && list.length > 0 ? reduceNumbers(list, Math.max) : leave([list], call)),
  min: ([list], call) => (Array.isArray(list) && list.length > 0 ? reduceNumbers(list, Math.min) : leave([list], call)),
  length: ([text]) => (typeof text === "string" ? countCharacters(text) : undefined),
  pad: (values, call) => padText(values, call),
  join: (values, call) => {
    const [list, separator = ""] = values;
    if (Array.isArray(list)) call.budget.make(list.length * String(separator).length);
    return leave(values, call);
  },
  replace: (values, call) => {
    const [text, pattern, replacement] = values;
    if (typeof text === "string" && typeof pattern === "string" && typeof replacement === "string" && pattern !== "") {
      call.budget.make((text.split(pattern).length - 1) * replacement.length);
    }
    return leave(values, call);
  },
  string: (values, call) => {
    if (values[1] === true) call.budget.make(indentation(values[0], 1));
    return leave(values, call);
  },
  base64decode: (values, call) => {
    if (typeof values[0] === "string") requireBase64(values[0]);
    return leave(values, call);
  },
  formatNumber: (values, call) => {
    requirePicture(values[1]);
    if (typeof values[0] === "number" && !Number.isFinite(values[0])) throw new EvaluationLimit("time");
    return leave(values, call);
  },
  formatInteger: (values, call) => {
    requirePicture(values[1]);
    const [number, picture] = values;
    if (typeof number === "number" && !Number.isFinite(number)) throw new EvaluationLimit("time");
    const isRoman = typeof picture === "string" && /^\s*i/i.test(picture);
    if (isRoman && Math.abs(Number(number)) > MAXIMUM_ROMAN) throw new EvaluationLimit("stack");
    return leave(values, call);
  },
  parseInteger: (values, call) => {
    requirePicture(values[1]);
    return leave(values, call);
  },
  fromMillis: (values, call) => {
    requireDatePicture(values[1]);
    return leave(values, call);
  },
  now: (values, call) => {
    requireDatePicture(values[0]);
    return leave(values, call);
  },
  error: (values, call) => {
    requireFillable(values[0]);
    return leave(values, call);
  },
  assert: (values, call) => {
    if (values[0] !== true) requireFillable(values[1]);
    return leave(values, call);
  },
  toMillis: (values, call) => {
    requireDatePicture(values[1]);
    const [text, picture] = values;
    if (typeof text === "string" && typeof picture === "string") requireFewCuts(text, picture);
    return leave(values, call);
  },
};

/** A stable merge sort; the comparator says whether its second value comes first. */
async function sortList(values: readonly unknown[], call: LibraryCall): Promise<unknown> {
  const [list, comparator] = values;
  if (!Array.isArray(list) || list.length <= 1) return leave(values, call);
  if (!isComparator(comparator)) return sortPlainly(list, values, call);
  let from: unknown[] = [...list];
  for (let width = 1; width < list.length; width *= 2) {
    const merged: unknown[] = [];
    for (let start = 0; start < list.length; start += 2 * width) {
      const right = from.slice(start + width, start + 2 * width);
      await mergeInto(merged, { left: from.slice(start, start + width), right, comparator });
      await call.budget.step();
    }
    from = merged;
  }
  return from;
}

type Comparator = (one: unknown, other: unknown) => unknown;

function isComparator(value: unknown): value is Comparator {
  return typeof value === "function";
}

interface Halves {
  readonly left: readonly unknown[];
  readonly right: readonly unknown[];
  readonly comparator: Comparator;
}

async function mergeInto(merged: unknown[], { left, right, comparator }: Halves): Promise<void> {
  let [one, other] = [0, 0];
  while (one < left.length && other < right.length) {
    const isSwapped = Boolean(await comparator(left[one], right[other]));
    merged.push(isSwapped ? right[other++] : left[one++]);
  }
  while (one < left.length) merged.push(left[one++]);
  while (other < right.length) merged.push(right[other++]);
}

async function sortPlainly(list: readonly unknown[], values: readonly unknown[], call: LibraryCall): Promise<unknown> {
  const [first] = list;
  const isPlain =
    (typeof first === "string" || typeof first === "number") && list.every((e) => typeof e === typeof first);
  return isPlain ? sortInTurns(list, compare, () => call.budget.look()) : leave(values, call);
}

/** Two values are the same if they are equal as JSON; what is no JSON is the same as itself. */
function keepDistinct(list: unknown, { focus }: LibraryCall): unknown {
  if (!Array.isArray(list) || list.length <= 1) return list;
  const kept = "sequence" in list ? (focus.createSequence?.() ?? []) : [];
  const seen = new Set<unknown>();
  for (const value of list as unknown[]) {
    const size = seen.size;
    const key = typeof value === "object" && value !== null ? `o${toCanonicalText(value as never)}` : value;
    seen.add(typeof key === "string" && typeof value === "string" ? `s${key}` : key);
    if (seen.size > size) kept.push(value);
  }
  return kept;
}

/** Each member of each object as an object of its own. */
function spreadList(list: readonly unknown[]): unknown[] {
  return list.flatMap((value): unknown[] => {
    if (Array.isArray(value)) return spreadList(value);
    if (typeof value !== "object" || value === null || "_jsonata_lambda" in value) return [value];
    return Object.entries(value).map(([name, member]) => {
      const one: Record<string, unknown> = Object.create(null);
      one[name] = member;
      return one;
    });
  });
}

function reduceNumbers(list: readonly unknown[], choose: (one: number, other: number) => number): number {
  let chosen = Number(list[0]);
  for (const number of list) chosen = choose(chosen, Number(number));
  return chosen;
}

function countCharacters(text: string): number {
  let count = text.length;
  for (let index = 1; index < text.length; index++) {
    const isPair = (text.charCodeAt(index) & 0xfc00) === 0xdc00 && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800;
    if (isPair) count--;
  }
  return count;
}

function padText([text, width, filling]: readonly unknown[], { budget }: LibraryCall): unknown {
  if (typeof text !== "string") return undefined;
  const length = Math.trunc(Number(width));
  const missing = Math.abs(length) - countCharacters(text);
  if (!(missing > 0)) return text;
  const unit = typeof filling === "string" && filling !== "" ? filling : " ";
  if (missing > MAXIMUM_PADDING) throw new EvaluationLimit("memory");
  const characters = [...unit];
  const times = Math.floor(missing / characters.length);
  budget.make((times + 1) * unit.length);
  const padding = unit.repeat(times) + characters.slice(0, missing % characters.length).join("");
  return length > 0 ? text + padding : padding + text;
}

/** The spaces that a value's text has when it is indented. */
function indentation(value: unknown, depth: number): number {
  if (typeof value !== "object" || value === null || "_jsonata_lambda" in value || "_jsonata_function" in value)
    return 0;
  let spaces = 0;
  for (const part of Object.values(value)) spaces += 2 * depth + indentation(part, depth + 1);
  return spaces;
}

/** *Measured* on AWS: a text that is no Base64 is an internal error of the evaluation (floci-io/floci issue 2736). */
function requireBase64(text: string): void {
  const bare = text.replace(/[\t\n\f\r ]/g, "");
  const digits = bare.length % 4 === 0 ? bare.replace(/={1,2}$/, "") : bare;
  if (digits.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(digits)) throw new Error("not Base64");
}

function requirePicture(picture: unknown): void {
  if (typeof picture === "string" && picture.length > MAXIMUM_PICTURE) throw new EvaluationLimit("memory");
}

/** A picture may ask for a number of any width. */
function requireDatePicture(picture: unknown): void {
  requirePicture(picture);
  if (typeof picture === "string" && /,[^\]]*(?:\d\s*){4}/.test(picture)) throw new EvaluationLimit("memory");
}

function requireFewCuts(text: string, picture: string): void {
  const styles = [...picture.matchAll(/\[\s*\w\s*([^\],]?)/g)].map(([, style = ""]) => style);
  const letters = styles.filter((style) => /[aiw]/i.test(style)).length;
  const digits = styles.filter((style) => !/[aiwn]/i.test(style)).length;
  const cuts =
    countCuts(text.match(/\d/g)?.length ?? 0, digits) * countCuts(text.match(/[a-z, -]/gi)?.length ?? 0, letters);
  if (cuts > MAXIMUM_CUTS) throw new EvaluationLimit("time");
}

/** In how many ways a row of characters is cut into so many parts. */
function countCuts(characters: number, parts: number): number {
  let ways = 1;
  for (let part = 1; part <= Math.min(parts, characters - parts); part++) ways *= (characters - part + 1) / part;
  return ways;
}
