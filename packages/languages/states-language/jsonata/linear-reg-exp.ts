import { RE2JS } from "re2js";
import { EvaluationLimit } from "../values/evaluation-limits";

/** A regular expression that cannot be matched in linear time. */
export class UnsupportedRegExp extends Error {}

/** So many steps of matching a search may take at most: characters times steps of the program. *Assumed*: a tenth of a second. */
const MAXIMUM_STEPS = 3_000_000;

/** What a match gives JSONata: the text, its groups and where it starts. */
type Match = (string | undefined)[] & { index: number };

/**
 * A regular expression as JSONata uses one, matched in time linear to the text: no pattern of a definition can hold the
 * process up. Throws an Error in the developer form for lookaround and backreferences, which have no such algorithm.
 */
export class LinearRegExp {
  /** where the next match is searched: as `RegExp.lastIndex` of a global expression */
  lastIndex = 0;
  private readonly pattern: RE2JS;

  constructor({ source, ignoreCase, multiline }: RegExp) {
    const flags = (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (multiline ? RE2JS.MULTILINE : 0);
    try {
      this.pattern = RE2JS.compile(source, flags);
    } catch {
      const problem = `regular expression: cannot be matched in linear time, got /${source}/`;
      throw new UnsupportedRegExp(`${problem}; write it without lookaround and backreferences`);
    }
  }

  exec(text: string): Match | null {
    const matcher = this.pattern.matcher(text);
    const length = text.length - this.lastIndex;
    if (length * this.pattern.programSize() > MAXIMUM_STEPS) throw new EvaluationLimit("time");
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index) ?? undefined);
    this.lastIndex = matcher.end();
    return Object.assign(groups, { index: matcher.start() });
  }
}
