import type { JavaOracle } from "./java-oracle";
import { Random } from "./random";
import { listSmaller } from "./shrink-case";
import type { Answer, Case, Subject } from "./subject";

/** A case to which the two engines answer differently. */
export interface Difference {
  readonly found: Case;
  readonly ours: Answer;
  readonly theirs: Answer;
}

/** How many cases are asked at once. */
const BATCH = 500;

/** One engine beside the other. */
export class Comparison {
  constructor(
    readonly subject: Subject,
    readonly oracle: JavaOracle,
  ) {}

  /** Calls `report` with each of the answered cases, generated from the seed. */
  async run(options: { seed: number; cases: number; report: (answered: Difference) => void }): Promise<void> {
    const random = new Random(options.seed);
    for (let done = 0; done < options.cases; done += BATCH) {
      const length = Math.min(BATCH, options.cases - done);
      const cases = Array.from({ length }, () => this.subject.generate(random));
      (await this.answerAll(cases)).forEach(options.report);
    }
  }

  /** Both engines' answers to the cases. */
  async answerAll(cases: readonly Case[]): Promise<Difference[]> {
    const theirs = this.oracle.ask(cases);
    const ours = cases.map((found) => this.subject.answer(found));
    const nothing: Answer = { kind: "", text: "" };
    return (await theirs).map((answer, index) => ({
      found: cases[index] ?? { text: "", document: "" },
      ours: ours[index] ?? nothing,
      theirs: answer,
    }));
  }

  differs({ found, ours, theirs }: Difference): boolean {
    return !this.subject.agree(ours, theirs, found);
  }

  /** A small case that differs as this one does: by the same two kinds of outcome. */
  async shrink(difference: Difference): Promise<Difference> {
    let smallest = difference;
    for (;;) {
      const answered = await this.answerAll(listSmaller(smallest.found));
      const smaller = answered.find(
        (candidate) =>
          this.differs(candidate) &&
          candidate.ours.kind === difference.ours.kind &&
          candidate.theirs.kind === difference.theirs.kind,
      );
      if (smaller === undefined) return smallest;
      smallest = smaller;
    }
  }
}

/** What differences have in common: the two kinds of outcome, and the text with its names, numbers and quoted texts alike. */
export function describeKind({ found, ours, theirs }: Difference): string {
  const outline = found.text
    .replace(/'[^']*'/g, "''")
    .replace(/\d+/g, "0")
    .replace(/\s+/g, " ");
  return `${ours.kind} instead of ${theirs.kind}: ${outline}`;
}
