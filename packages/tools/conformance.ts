import { join } from "node:path";
import { parseArgs } from "node:util";
import { printMarkdown, printReport } from "./conformance/print-report";
import { findCaseFiles, readCases } from "./conformance/read-cases";
import { runCases } from "./conformance/run-cases";

const USAGE = `usage: npm run --silent conformance -- [options] [FILE...]

Runs cases of the Amazon States Language, of mapping templates and of JSONPath, and prints how many are met.

  FILE        a case file, *.jsonl or *.json (default: all those in __tests__/languages)
  --all       print the name of every case that is not met, and what came instead
  --markdown  print the table alone, as Markdown
  --help      print this

Exit status: 0 when every case is met, needs what only STANDARD workflows have, or has an incomplete recording, 1 when not, 2 when it cannot run.
`;

/** The project's own cases. */
const CASES = join(__dirname, "..", "languages", "__tests__");

void main(process.argv.slice(2)).then((status) => (process.exitCode = status));

async function main(argv: string[]): Promise<number> {
  try {
    const flag = { type: "boolean", default: false } as const;
    const options = { all: flag, markdown: flag, help: flag };
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options });
    return values.help ? print(USAGE) : await report(positionals.length ? positionals : findCaseFiles(CASES), values);
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
}

async function report(
  files: readonly string[],
  { all, markdown }: { all: boolean; markdown: boolean },
): Promise<number> {
  const rows = await runCases(files.flatMap((file) => readCases(file)));
  print(markdown ? printMarkdown(rows) : printReport(rows, { all }));
  return rows.every(({ unmet }) => unmet.length === 0) ? 0 : 1;
}

function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}
