import { parseArgs } from "node:util";
import { suggestName } from "@sfn-websocket/languages/states-language/nearest-name";
import { SEVERITIES, type Severity } from "./rules/rule";

/** What the command line of `npm run plan:review` asks for. */
export interface ReviewOptions {
  /** Plans, or synthesized stacks where `before` is given; `-` is standard input. */
  readonly inputs: readonly string[];
  /** The synthesized stacks that the input is compared with. */
  readonly before?: string;
  /** The least severity of a finding that fails the command. */
  readonly failOn: Severity | "none";
  readonly json: boolean;
  /** Bytes of Markdown at most. */
  readonly limit: number;
}

/** GitHub takes 65,536 characters in a comment; what surrounds the summary there needs room. */
const DEFAULT_LIMIT = 60_000;
const SMALLEST_LIMIT = 1_000;

export const USAGE = `usage: npm run --silent plan:review -- PLAN... [options]
       npm run --silent plan:review -- --before BASE HEAD [options]

Prints what a Terraform plan does, for people who review it: what changes, what deserves a second look and why.

  PLAN              a file that 'terraform show -json' printed, or - for standard input; several are summed up in one,
                    each a stack of its file's name
  --before BASE     compare two synthesized stacks without Terraform: BASE and HEAD are cdktf's output folders
                    (cdktf.out) or cdk.tf.json files. For pull requests that may not see the state; references
                    count as unknown, and what the provider would replace is known only as far as it is written down
  --fail-on WHICH   fail from this severity on: high, medium, low or none (default: none)
  --json            print the review as JSON instead of Markdown, see packages/tools/plan-review/write-json.ts
  --limit BYTES     the most that is printed of Markdown (default: ${DEFAULT_LIMIT}, which fits a comment on GitHub; a job's
                    summary takes 1000000): sections that do not fit are left out, and the last line says which
  --help            print this

Exit status: 0 when no finding is as severe as --fail-on says, 1 when one is, 2 for a wrong option or file.
`;

/**
 * Reads the command line; undefined when it asks for help.
 *
 * @throws Error when an option is unknown or its value is wrong.
 */
export function readReviewOptions(argv: readonly string[]): ReviewOptions | undefined {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { before: text, "fail-on": text, limit: text, json: flag, help: flag },
  });
  if (values.help) return undefined;
  const { before } = values;
  if (positionals.length === 0)
    throw new Error(`PLAN: none is named, got ''; name what 'terraform show -json' printed, or - for standard input`);
  if (before !== undefined && positionals.length > 1)
    throw new Error(`--before: more than one HEAD, got '${positionals.join(" ")}'; compare one after the other`);
  return {
    inputs: positionals,
    ...(before !== undefined && { before }),
    failOn: readSeverity(values["fail-on"] ?? "none"),
    json: values.json,
    limit: readLimit(values.limit),
  };
}

function readSeverity(text: string): Severity | "none" {
  const known = [...SEVERITIES, "none"] as const;
  const found = known.find((severity) => severity === text);
  if (found !== undefined) return found;
  throw new Error(`--fail-on: no severity, got '${text}'; ${suggestName(text, known, `use ${known.join(", ")}`)}`);
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit >= SMALLEST_LIMIT) return limit;
  throw new Error(`--limit: not a number of bytes from ${SMALLEST_LIMIT} on, got '${text}'; write ${DEFAULT_LIMIT}`);
}
