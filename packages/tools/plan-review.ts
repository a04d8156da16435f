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

process.exitCode = main(process.argv.slice(2));

function main(argv: readonly string[]): number {
  const options = readCommandLine(argv);
  if (typeof options === "number") return options;
  try {
    const { inputs, before, stacks } = options;
    const plans = before === undefined ? readPlans(inputs, stacks) : compareSynthesized(before, inputs[0] ?? "");
    const review = reviewPlans(plans);
    process.stdout.write(WRITERS[options.format](review, options));
    return isFailed(review, options) ? 1 : 0;
  } catch (error) {
    return fail((error as Error).message);
  }
}

/** The options, or the exit status of a command that has nothing to review. */
function readCommandLine(argv: readonly string[]): ReviewOptions | number {
  try {
    const options = readReviewOptions(argv);
    if (options !== undefined) return options;
    process.stdout.write(USAGE);
    return 0;
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function isFailed({ findings }: Review, { failOn }: ReviewOptions): boolean {
  if (failOn === "none") return false;
  const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return findings.some(({ severity }) => failing.includes(severity));
}

function fail(message: string): number {
  process.stderr.write(`error: ${message}\n`);
  return 2;
}
