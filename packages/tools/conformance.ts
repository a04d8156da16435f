import type { Usage } from "@sfn-websocket/run/usage";
import { join } from "node:path";
import { FLAG, parseArguments } from "@sfn-websocket/run/parse-arguments";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { printMarkdown, printReport } from "./conformance/print-report";
import { findCaseFiles, readCases } from "./conformance/read-cases";
import { runCases } from "./conformance/run-cases";

const USAGE: Usage = {
  ways: ["npm run --silent conformance -- [options] [FILE...]"],
  about: [
    "Runs cases of the Amazon States Language, of mapping templates and of JSONPath, and prints how many are met.",
  ],
  options: {
    FILE: "a case file, *.jsonl or *.json (default: all of packages/languages/__tests__)",
    "--all": "print the name of every case that is not met, and what came instead",
    "--markdown": "print the table alone, as Markdown",
  },
  notes: [
    "A case counts as met, too, where it needs what only STANDARD workflows have, or where its recording is incomplete or contradicted by a later one.",
  ],
  no: "a case is not met",
};

/** The project's own cases. */
const CASES = join(__dirname, "..", "languages", "__tests__");

void runCommand({ name: "npm run conformance", usage: USAGE, readOptions, run: report });

interface Options {
  readonly files: readonly string[];
  readonly all: boolean;
  readonly markdown: boolean;
}

function readOptions(argv: readonly string[]): Options {
  const options = { all: FLAG, markdown: FLAG };
  const { values, positionals } = parseArguments({ args: argv, allowPositionals: true, options });
  if (values.all && values.markdown)
    throw new Error("--markdown: prints the table alone, got --all too, which prints names; drop one of the two");
  return { ...values, files: positionals.length > 0 ? positionals : findCaseFiles(CASES) };
}

async function report({ files, all, markdown }: Options): Promise<number> {
  const cases = files.flatMap((file) => readCases(file));
  if (cases.length === 0) throw new Error(`FILE: there is no case, got '${files.join(" ")}'; name a case file`);
  const rows = await runCases(cases);
  process.stdout.write(markdown ? printMarkdown(rows) : printReport(rows, { all }));
  return rows.every(({ unmet }) => unmet.length === 0) ? STATUS.done : STATUS.no;
}
