import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { compareSynthesized } from "./plan-review/compare-synthesized";
import { readReviewOptions, type ReviewFormat, type ReviewOptions, USAGE } from "./plan-review/read-options";
import { readPlans } from "./plan-review/read-plans";
import { type Review, reviewPlans } from "./plan-review/review";
import { SEVERITIES } from "./plan-review/rules/rule";
import { writeJson } from "./plan-review/write-json";
import { writeJunit } from "./plan-review/write-junit";
import { writeSarif } from "./plan-review/write-sarif";
import { writeSummary } from "./plan-review/write-summary";

const WRITERS: Readonly<Record<ReviewFormat, (review: Review, options: ReviewOptions) => string>> = {
  markdown: (review, { limit }) => writeSummary(review, limit),
  json: (review) => `${JSON.stringify(writeJson(review), null, 2)}\n`,
  sarif: (review) => `${JSON.stringify(writeSarif(review), null, 2)}\n`,
  junit: writeJunit,
};

void runCommand({ name: "npm run plan:review", usage: USAGE, readOptions: readReviewOptions, run: printReview });

function printReview(options: ReviewOptions): number {
  const { inputs, before, stacks } = options;
  const plans = before === undefined ? readPlans(inputs, stacks) : compareSynthesized(before, inputs[0] ?? "");
  const review = reviewPlans(plans);
  process.stdout.write(WRITERS[options.format](review, options));
  return isFailed(review, options) ? STATUS.no : STATUS.done;
}

function isFailed({ findings }: Review, { failOn }: ReviewOptions): boolean {
  if (failOn === "none") return false;
  const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return findings.some(({ severity }) => failing.includes(severity));
}
