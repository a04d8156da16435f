import { readdirSync } from "node:fs";
import { join } from "node:path";
import { compareSynthesized } from "../../plan-review/compare-synthesized";
import type { Plan } from "../../plan-review/plan";
import { readPlans } from "../../plan-review/read-plans";
import { reviewPlans } from "../../plan-review/review";
import { writeSummary } from "../../plan-review/write-summary";

const FIXTURES = join(__dirname, "fixtures");

/** A summary that is kept beside its fixture, and how it is written. */
export interface KeptSummary {
  readonly name: string;
  readonly file: string;
  readonly write: () => string;
}

/** The summaries of all fixtures, those of synthesized stacks after those of plans. */
export function listSummaries(): KeptSummary[] {
  const plans = list(FIXTURES, ".json").map((name) => keep(name, () => readPlans([join(FIXTURES, `${name}.json`)])));
  const folder = join(FIXTURES, "synthesized");
  const synthesized = list(folder, ".after.tf.json").map((name) => {
    const [before = "", after = ""] = ["before", "after"].map((side) => join(folder, `${name}.${side}.tf.json`));
    return keep(join("synthesized", name), () => compareSynthesized(before, after));
  });
  return [...plans, ...synthesized];
}

function list(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

function keep(name: string, read: () => Plan[]): KeptSummary {
  return { name, file: join(FIXTURES, `${name}.summary.txt`), write: () => writeSummary(reviewPlans(read()), 60_000) };
}
