import { Random } from "../differential/random";
import type { FuzzArea, FuzzCase, FuzzOutcome } from "./area";
import { Stopwatch } from "./stopwatch";

/** Which cases are run. */
export interface FuzzRun {
  readonly seed: number;
  /** the number of the first case */
  readonly from: number;
  /** how many cases are run at most */
  readonly cases: number;
  /** when it ends, in the milliseconds of `performance.now` */
  readonly until: number;
}

/** A case that went wrong, with what. */
export interface FuzzProblem {
  readonly index: number;
  readonly what: string;
  readonly given: FuzzCase;
}

export interface FuzzReport {
  readonly cases: number;
  /** how many cases had each kind of outcome */
  readonly kinds: ReadonlyMap<string, number>;
  /** the longest time that nobody else had a turn, in milliseconds */
  readonly longestHold: number;
  readonly problems: readonly FuzzProblem[];
}

/** The longest that one case may hold everybody else up, in milliseconds of work. */
const LONGEST_HOLD = 250;
/** So many cases are run between two looks at the clock. */
const CASES_PER_LOOK = 32;
/** So many problems end a run. */
const MOST_PROBLEMS = 20;
/** Words of JavaScript's own errors, which are no answer to a user; AWS's own cannot convert a String to Json. */
const WORDS =
  /call stack|invalid (?:string|array|count|time|code point)|cannot (?:read|convert (?!String to Json)|mix|access|set|destructure)|is not (?:a function|iterable|defined|a constructor)|\[object |unexpected (?:token|end of json)|uri malformed|a defect of this program/i;

/** Runs cases until there are enough or the time is over; the same seed and number make the same case. */
export async function fuzzArea(area: FuzzArea, { seed, from, cases, until }: FuzzRun): Promise<FuzzReport> {
  const kinds = new Map<string, number>();
  const problems: FuzzProblem[] = [];
  let longestHold = 0;
  let index = from;
  for (; index < from + cases && problems.length < MOST_PROBLEMS; index++) {
    if (index % CASES_PER_LOOK === 0 && performance.now() > until) break;
    const given = area.generate(new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index, 0x85ebca6b)));
    const { outcome, what, hold } = await runCase(area, given);
    longestHold = Math.max(longestHold, hold);
    kinds.set(outcome.kind, (kinds.get(outcome.kind) ?? 0) + 1);
    if (what !== undefined) problems.push({ index, what, given });
  }
  await area.stop?.();
  return { cases: index - from, kinds, longestHold, problems };
}

interface Judged {
  readonly outcome: FuzzOutcome;
  readonly what: string | undefined;
  readonly hold: number;
}

async function runCase(area: FuzzArea, given: FuzzCase): Promise<Judged> {
  const first = await watch(area, given, false);
  // What was slow once may have waited for other processes, or was compiled: it is slow only if it is again.
  const hold = first.hold > LONGEST_HOLD ? Math.min(first.hold, (await watch(area, given, true)).hold) : first.hold;
  const what = first.what ?? (hold > LONGEST_HOLD ? `holds everybody up for ${Math.round(hold)} ms` : undefined);
  return { ...first, what, hold };
}

/** Others' turns are looked for only where the outcome does not come at once. */
async function watch(area: FuzzArea, given: FuzzCase, readsWork: boolean): Promise<Judged> {
  const stopwatch = new Stopwatch(readsWork);
  let timer: NodeJS.Timeout | undefined;
  try {
    const running = area.run(given);
    if (running instanceof Promise) timer = setInterval(() => stopwatch.look(), 1);
    const outcome = running instanceof Promise ? await running : running;
    stopwatch.look();
    return { outcome, what: refuseText(outcome), hold: (await area.readHold?.()) ?? stopwatch.longest };
  } catch (thrown) {
    const text = thrown instanceof Error ? String(thrown.stack) : "something that is no error";
    // What had no answer in time was held up: the next case is not to be blamed.
    const hold = (await area.readHold?.()) ?? 0;
    const held = hold > LONGEST_HOLD ? `, and holds everybody up for ${Math.round(hold)} ms` : "";
    return { outcome: { kind: "crashed", text }, what: `throws ${text}${held}`, hold: 0 };
  } finally {
    clearInterval(timer);
  }
}

function refuseText({ text }: FuzzOutcome): string | undefined {
  const word = WORDS.exec(text)?.[0];
  return word === undefined ? undefined : `a user reads '${word}': ${text.slice(0, 300)}`;
}
