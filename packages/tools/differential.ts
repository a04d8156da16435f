import type { Usage } from "@sfn-websocket/run/usage";
import { readNumber } from "@sfn-websocket/languages/read-number";
import { parseArguments, requireKnown, TEXT } from "@sfn-websocket/run/parse-arguments";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { Comparison, describeKind } from "./differential/compare-engines";
import type { Difference } from "./differential/compare-engines";
import { JavaOracle } from "./differential/java-oracle";
import type { Subject } from "./differential/subject";
import { LANGUAGES, subjects } from "./differential/subjects";
import { requireWritable, writeOption } from "./write-option";

const USAGE: Usage = {
  ways: ["npm run --silent differential -- LANGUAGE [options]"],
  about: [
    "Generates texts of a language, has them answered by this project and by the engine that AWS runs, and prints where the answers differ, by kind, each kind with its smallest case. Needs a JDK and the engine's jars.",
  ],
  options: {
    LANGUAGE: Object.entries(subjects)
      .map(([name, { engine, packages }]) => `${name}: ${engine} (${packages})`)
      .join("; "),
    "--cases N": "how many texts are generated (default: 10000)",
    "--seed N": "the same seed gives the same texts (default: 1)",
    "--most N": "how many differences are made small and printed (default: 50)",
    "--classpath PATH": "the engine's jars (default: those that the distribution's packages install)",
    "--keep FILE": "write the cases that are answered alike to this file, with the engine's answers",
  },
  no: "an answer differs",
};

void runCommand({ name: "npm run differential", usage: USAGE, readOptions, run: compareBoth });

interface Options {
  readonly subject: Subject;
  readonly cases: number;
  readonly seed: number;
  readonly most: number;
  readonly classpath: string | undefined;
  readonly keep: string | undefined;
}

function readOptions(argv: readonly string[]): Options {
  const { values, positionals } = parseArguments({
    args: argv,
    allowPositionals: true,
    options: {
      cases: { ...TEXT, default: "10000" },
      seed: { ...TEXT, default: "1" },
      most: { ...TEXT, default: "50" },
      classpath: TEXT,
      keep: TEXT,
    },
  });
  const read = (option: "cases" | "seed" | "most", least: number) =>
    readNumber(`--${option}`, values[option], { least, most: Number.MAX_SAFE_INTEGER, isWhole: true });
  return {
    subject: subjects[requireKnown("LANGUAGE", positionals.join(" "), LANGUAGES)],
    cases: read("cases", 1),
    seed: read("seed", 0),
    most: read("most", 0),
    classpath: values.classpath,
    keep: values.keep,
  };
}

async function compareBoth(options: Options): Promise<number> {
  if (options.keep !== undefined) requireWritable("--keep", options.keep);
  const oracle = new JavaOracle(options.subject, options.classpath);
  try {
    return await compare(new Comparison(options.subject, oracle), options);
  } finally {
    oracle.end();
  }
}

async function compare(comparison: Comparison, options: Options): Promise<number> {
  const { cases, seed, most } = options;
  const differences: Difference[] = [];
  const alike: Difference[] = [];
  let deliberate = 0;
  await comparison.run({
    seed,
    cases,
    report: (answered) => {
      if (comparison.differs(answered)) differences.push(answered);
      else if (!isSame(answered)) deliberate++;
      else if (options.keep !== undefined) alike.push(answered);
    },
  });
  if (options.keep !== undefined) writeOption("--keep", options.keep, printCases(alike));
  const kinds = await groupByKind(comparison, differences.slice(0, most));
  for (const [kind, [first]] of kinds) process.stdout.write(`${kind}\n${printDifference(first)}\n`);
  process.stdout.write(
    `${cases} cases, ${differences.length} differ, ${deliberate} more deliberately or beyond the engine\n`,
  );
  return differences.length === 0 ? STATUS.done : STATUS.no;
}

async function groupByKind(
  comparison: Comparison,
  differences: readonly Difference[],
): Promise<ReadonlyMap<string, readonly Difference[]>> {
  const kinds = new Map<string, Difference[]>();
  for (const difference of differences) {
    const small = await comparison.shrink(difference);
    const kind = describeKind(small);
    kinds.set(kind, [...(kinds.get(kind) ?? []), small]);
  }
  return new Map([...kinds].sort(([, one], [, other]) => other.length - one.length));
}

function printDifference(difference: Difference | undefined): string {
  if (difference === undefined) return "";
  const { found, ours, theirs } = difference;
  const lines = { text: found.text, document: found.document, ours: ours.text, theirs: theirs.text };
  return Object.entries(lines)
    .map(([name, text]) => `  ${name.padEnd(8)} ${JSON.stringify(text.slice(0, 500))}\n`)
    .join("");
}

/** True where the answers are alike to the letter, which those that differ deliberately are not. */
function isSame({ ours, theirs }: Difference): boolean {
  return ours.kind === theirs.kind && (ours.kind !== "rendered" || ours.text === theirs.text);
}

/** One case a line: the text, the document, and the kind and the text of the engine's answer. */
function printCases(alike: readonly Difference[]): string {
  const rows = alike.map(({ found, theirs }) =>
    JSON.stringify([found.text, found.document, theirs.kind, theirs.kind === "rendered" ? theirs.text : ""]),
  );
  return `[\n${rows.join(",\n")}\n]\n`;
}
