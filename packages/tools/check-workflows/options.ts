import { FLAG, LIST, parseArguments, requireKnown } from "@sfn-websocket/run/parse-arguments";
import type { Usage } from "@sfn-websocket/run/usage";
import type { WorkflowType } from "./check-definition";
import type { WorkflowTypes } from "./choose-type";

/** What the command line of `npm run check-workflows` asks for. */
export interface CheckWorkflowsOptions extends WorkflowTypes {
  readonly paths: readonly string[];
  readonly json: boolean;
}

export const USAGE: Usage = {
  ways: ["npm run --silent check-workflows -- [PATH...] [options]"],
  about: [
    "Checks workflows (*.asl.json) and mapping templates (*.vtl) as synthesis does, wherever they are: one line for each problem, as file:line:column.",
  ],
  options: {
    PATH: "files and folders (default: this folder)",
    "--type TYPE": "EXPRESS, whose limits hold and which API Gateway waits for, or STANDARD (default: EXPRESS)",
    "--standard PATTERN":
      "files of Standard workflows, whatever --type says of others: 'long-*.asl.json', 'nightly/**'; may stand more than once",
    "--json": "print a list of findings as JSON",
  },
  notes: [
    "What ${Name} stands for is filled in later, by a stack or by Terraform's templatefile: it may be anything here.",
  ],
  no: "a file has a problem; a warning is none",
};

const TYPES: readonly WorkflowType[] = ["EXPRESS", "STANDARD"];

/** @throws Error when an option is unknown or its value is wrong */
export function readCheckWorkflowsOptions(argv: readonly string[]): CheckWorkflowsOptions {
  const { values, positionals } = parseArguments({
    args: argv,
    allowPositionals: true,
    options: {
      type: { type: "string", default: "EXPRESS" },
      standard: LIST,
      json: FLAG,
    },
  });
  const type = requireKnown("--type", values.type.toUpperCase(), TYPES);
  return { paths: positionals.length > 0 ? positionals : ["."], type, standard: values.standard, json: values.json };
}
