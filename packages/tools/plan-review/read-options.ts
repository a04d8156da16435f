import type { Usage } from "@sfn-websocket/run/usage";
import { FLAG, LIST, parseArguments, requireKnown, TEXT } from "@sfn-websocket/run/parse-arguments";
import { SEVERITIES, type Severity } from "./rules/rule";

/** What the command line of `npm run plan:review` asks for. */
export interface ReviewOptions {
  /** Plans, or synthesized stacks where `before` is given; `-` is standard input. */
  readonly inputs: readonly string[];
  /** The synthesized stacks that the input is compared with. */
  readonly before?: string;
  /** The least severity of a finding that fails the command. */
  readonly failOn: Severity | "none";
  /** What is printed. */
  readonly format: ReviewFormat;
  /** The plans' stacks, one each; none where the files and the plans say it. */
  readonly stacks: readonly string[];
  /** Bytes of Markdown at most. */
  readonly limit: number;
}

/** `sarif` for code scanning, `junit` for what shows test reports. */
export const FORMATS = ["markdown", "json", "sarif", "junit"] as const;
export type ReviewFormat = (typeof FORMATS)[number];

/** GitHub takes 65,536 characters in a comment; what surrounds the summary there needs room. */
const DEFAULT_LIMIT = 60_000;
const SMALLEST_LIMIT = 1_000;

export const USAGE: Usage = {
  ways: [
    "npm run --silent plan:review -- PLAN... [options]",
    "npm run --silent plan:review -- --before BASE HEAD [options]",
  ],
  about: [
    "Prints what a Terraform plan does, for people who review it: what changes, what deserves a second look and why.",
  ],
  options: {
    PLAN: "a file that 'terraform show -json' printed, or - for standard input; several are summed up in one, each a stack of its file's name",
    "--before BASE":
      "compare two synthesized stacks without Terraform: BASE and HEAD are cdktf's output folders (cdktf.out) or cdk.tf.json files. For pull requests that may not see the state; references count as unknown, and what the provider would replace is known only as far as it is written down",
    "--fail-on WHICH": "fail from this severity on: high, medium, low or none (default: none)",
    "--stack NAME":
      "the stack that a plan is of, once for each PLAN in their order (default: the file's name; of a file plan.json the synthesized stack in cdktf.out that it is a plan of, or its folder's name)",
    "--format FORMAT":
      "markdown, json, sarif (2.1.0, for code scanning) or junit (a failing test for each rule that found something) (default: markdown)",
    "--json": "the same as --format json",
    "--limit BYTES": `the most that is printed of Markdown (default: ${DEFAULT_LIMIT}, which fits a comment on GitHub; a job's summary takes 1000000): sections that do not fit are left out, and the last line says which`,
  },
  no: "a finding is as severe as --fail-on says",
};

/** @throws Error when an option is unknown or its value is wrong */
export function readReviewOptions(argv: readonly string[]): ReviewOptions {
  const { values, positionals } = parseArguments({
    args: argv,
    allowPositionals: true,
    options: {
      before: TEXT,
      "fail-on": TEXT,
      format: TEXT,
      stack: LIST,
      limit: TEXT,
      json: FLAG,
    },
  });
  const { before, stack: stacks } = values;
  if (positionals.length === 0)
    throw new Error(`PLAN: none is named, got ''; name what 'terraform show -json' printed, or - for standard input`);
  if (before !== undefined && positionals.length > 1)
    throw new Error(`--before: more than one HEAD, got '${positionals.join(" ")}'; compare one after the other`);
  if (stacks.length > 0 && (before !== undefined || stacks.length !== positionals.length))
    throw new Error(`--stack: not one for each PLAN, got '${stacks.join(" ")}'; name all of them, or none`);
  const format = readFormat(values.format, values.json);
  return {
    inputs: positionals,
    stacks,
    ...(before !== undefined && { before }),
    failOn: requireKnown("--fail-on", values["fail-on"] ?? "none", [...SEVERITIES, "none"]),
    format,
    limit: readLimit(values.limit, format),
  };
}

function readFormat(text: string | undefined, isJson: boolean): ReviewFormat {
  if (text === undefined) return isJson ? "json" : "markdown";
  const found = requireKnown("--format", text, FORMATS);
  if (!isJson || found === "json") return found;
  throw new Error(`--json: the review has one format, got '--format ${text}' too; leave one out`);
}

function readLimit(text: string | undefined, format: ReviewFormat): number {
  if (text === undefined) return DEFAULT_LIMIT;
  if (format !== "markdown")
    throw new Error(`--limit: cuts Markdown alone, got '${text}' with the format ${format}; drop one of the two`);
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit >= SMALLEST_LIMIT) return limit;
  throw new Error(`--limit: not a number of bytes from ${SMALLEST_LIMIT} on, got '${text}'; write ${DEFAULT_LIMIT}`);
}
