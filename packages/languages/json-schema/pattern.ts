import { RE2JS } from "re2js";
import type { Word } from "./keyword";

/** Returns whether a text has a match of a regular expression of ECMAScript; calls `fail` where it can be none. */
export type CompilePattern = (source: string, fail: Word["fail"]) => (text: string) => boolean;

/** Takes whatever is a regular expression, and matches nothing with it: for a schema that is only looked at. */
export const requirePattern: CompilePattern = (source, fail) => {
  try {
    new RegExp(source);
  } catch {
    return fail("is a regular expression", source);
  }
  return () => true;
};

/** Matches in time linear to the text: no message can hold the process up. What has no such algorithm is refused. */
export const compileLinearPattern: CompilePattern = (source, fail) => {
  requirePattern(source, fail);
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(joinSurrogates(source)));
    return (text) => pattern.matcher(text).find();
  } catch {
    return fail(
      "is a regular expression that linear time can match, without lookaround, backreferences and counts above 1000",
      source,
    );
  }
};

/** ECMAScript writes a character beyond U+FFFF as two escapes. */
const joinSurrogates = (source: string): string =>
  source.replace(/\\u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})/gi, (_, high: string, low: string) =>
    String.fromCharCode(parseInt(high, 16), parseInt(low, 16)),
  );
