import { RE2JS } from "re2js";
import { countText } from "./count-text";
import { EvaluationError } from "./errors";
import { LONGEST_TEXT } from "./limits";
import { translatePattern } from "./translate-pattern";
import { spendOnSearch, spendWork } from "./work";

/** A regular expression of Java's, ready to be applied. None takes longer than linear time in the length of the text. */
export interface RegularExpression {
  replace(text: string, replacement: string, most: number): string;
  matches(text: string): boolean;
  /** The parts between matches; `limit` as in Java's String.split. */
  split(text: string, limit: number): string[];
}

/** Sources may come from clients: neither many nor long ones stay in memory. */
const cache = new Map<string, RegularExpression>();
const MOST_CACHED = 500;
const LONGEST_CACHED = 1000;

/**
 * The regular expression that `source` writes in Java's syntax; a source that matches one text only needs no engine.
 *
 * @throws EvaluationError for a flaw, and for what cannot be matched in linear time: lookaround, backreferences,
 *   possessive quantifiers, atomic groups
 */
export function compileRegularExpression(source: string): RegularExpression {
  const known = cache.get(source);
  if (known !== undefined) return known;
  spendWork(source.length * COMPILE_STEPS);
  const literal = readLiteral(source);
  const compiled = literal === undefined ? createPattern(source) : createLiteral(literal);
  if (source.length > LONGEST_CACHED) return compiled;
  if (cache.size >= MOST_CACHED) cache.clear();
  cache.set(source, compiled);
  return compiled;
}

/** The one text that the source matches; undefined if it matches others, or the empty one. */
function readLiteral(source: string): string | undefined {
  if (!/^(?:[^\\^$.|?*+()[\]{}]|\\[^a-zA-Z0-9])+$/.test(source)) return undefined;
  return source.replace(/\\([^])/g, "$1");
}

function createLiteral(literal: string): RegularExpression {
  return {
    replace: (text, replacement, most) => {
      spendOnSearch(text, literal);
      if (!text.includes(literal)) return text;
      const expanded = /[$\\]/.test(replacement) ? expandReplacement(replacement, () => literal, 0) : replacement;
      if (text.length > SHORT || expanded.length > SHORT) spendOnMatches(text, { literal, expanded, most });
      return most === 1
        ? text.replace(literal, () => expanded)
        : text.replaceAll(literal, expanded.replaceAll("$", "$$$$"));
    },
    matches: (text) => text === literal,
    split: (text, limit) => {
      spendOnSearch(text, literal);
      return splitAt(text, limit, (from) => {
        const start = text.indexOf(literal, from);
        return start === -1 ? undefined : [start, start + literal.length];
      });
    },
  };
}

/** Counts the steps of replacing what matches, and fails where the text becomes too long. */
function spendOnMatches(
  text: string,
  { literal, expanded, most }: { literal: string; expanded: string; most: number },
): void {
  const count = Math.min(most, countText(text, literal));
  if (text.length + count * (expanded.length - literal.length) > LONGEST_TEXT) failLong();
  spendWork(count / MATCHES_AT_ONCE);
}

function failLong(): never {
  throw new EvaluationError(`text is too long, got more than ${LONGEST_TEXT} characters; write less`);
}

/** Steps of compiling a character, or an instruction that repetitions make of it. */
const COMPILE_STEPS = 16;
/** Instructions of a pattern that are tried at one character in one step, in the worst case. */
const TRIED_AT_ONCE = 4;
/** A text whose matches need no counting. */
const SHORT = 512;
/** Matches of a text that are replaced in one step. */
const MATCHES_AT_ONCE = 6;

function createPattern(source: string): RegularExpression {
  const pattern = compilePattern(source);
  const size = pattern.programSize();
  spendWork(size * COMPILE_STEPS);
  const spend = (text: string) => spendWork((text.length * (TRIED_AT_ONCE + size)) / TRIED_AT_ONCE);
  return {
    replace: (text, replacement, most) => {
      spend(text);
      return replaceMatches(pattern, text, { replacement, most });
    },
    matches: (text) => {
      spend(text);
      return pattern.matches(text);
    },
    split: (text, limit) => {
      spend(text);
      const matcher = pattern.matcher(text);
      return splitAt(text, limit, () => (matcher.find() ? [matcher.start(), matcher.end()] : undefined));
    },
  };
}

function compilePattern(source: string): RE2JS {
  const unsupported = /\(\?(?:[=!>]|<[=!])|(?<!\\)(?:\\\\)*\\[1-9]|(?<!\\)(?:\\\\)*[*+?}]\+/.exec(source)?.[0];
  if (unsupported !== undefined) {
    throw new EvaluationError(
      `regular expression '${source}': '${unsupported}' cannot be matched in linear time; write it without lookaround, backreferences, atomic groups and possessive quantifiers`,
    );
  }
  try {
    return RE2JS.compile(translatePattern(source));
  } catch (error) {
    throw new EvaluationError(
      `regular expression '${source}': cannot be compiled, got ${error instanceof Error ? error.message : "an error"}`,
    );
  }
}

function replaceMatches(
  pattern: RE2JS,
  text: string,
  { replacement, most }: { replacement: string; most: number },
): string {
  const matcher = pattern.matcher(text);
  const literal = !/[$\\]/.test(replacement);
  let result = "";
  let end = 0;
  for (let count = 0; count < most && matcher.find(); count++) {
    spendWork(literal ? 2 : 4);
    const groups = (group: number | string): string | null => matcher.group(group as number);
    result +=
      text.slice(end, matcher.start()) +
      (literal ? replacement : expandReplacement(replacement, groups, matcher.groupCount()));
    end = matcher.end();
    if (result.length > LONGEST_TEXT) failLong();
  }
  return result + text.slice(end);
}

/** `$1` and `${name}` are what a group matched, `\x` is x; as in Java, `$12` is group 12 only if there are so many. */
function expandReplacement(
  replacement: string,
  read: (group: number | string) => string | null,
  count: number,
): string {
  return replacement.replace(
    /\\([^]?)|\$(?:\{([a-zA-Z]\w*)\}|(\d+)|)/g,
    (found, escaped?: string, name?: string, digits?: string) => {
      if (found.startsWith("\\"))
        return escaped === undefined || escaped === ""
          ? failReplacement("character to be escaped is missing")
          : escaped;
      if (name !== undefined) return read(name) ?? "";
      if (digits === undefined) return failReplacement("Illegal group reference");
      let length = 1;
      while (length < digits.length && Number(digits.slice(0, length + 1)) <= count) length++;
      const group = Number(digits.slice(0, length));
      return group > count ? failReplacement(`No group ${group}`) : (read(group) ?? "") + digits.slice(length);
    },
  );
}

function failReplacement(what: string): never {
  throw new EvaluationError(`replacement: ${what}`);
}

/** Java's String.split: an empty match at the start parts nothing; without a limit, empty parts at the end are dropped. */
function splitAt(text: string, limit: number, next: (from: number) => [number, number] | undefined): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let found = next(from); found !== undefined && (limit <= 0 || parts.length < limit - 1); found = next(from)) {
    const [start, end] = found;
    if (end === 0) continue;
    if (start === end && start === text.length) break;
    parts.push(text.slice(from, start));
    from = end;
  }
  if (from === 0 && parts.length === 0) return [text];
  parts.push(text.slice(from));
  if (limit === 0) while (parts.length > 0 && parts.at(-1) === "") parts.pop();
  return parts;
}
