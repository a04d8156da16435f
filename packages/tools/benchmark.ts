import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { FLAG, LIST, parseArguments } from "@sfn-websocket/run/parse-arguments";
import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import type { Usage } from "@sfn-websocket/run/usage";
import { createMeasures } from "./benchmark/measures";
import { installPeers } from "./benchmark/peers";
import { drawResults, printPage, printResult } from "./benchmark/print-results";
import { type Measure, type Result, runMeasure } from "./benchmark/run-measures";
import { canPin, leaveServerCore, stopServers, stopServersAtExit } from "./benchmark/servers";

const ROUNDS = 5;

const USAGE: Usage = {
  ways: ["npm run benchmark -- [options]"],
  about: [
    "Compares what this project costs with a floor, and with what others offer, in one run: ratios, each the median of some rounds, with the lowest and the highest. The floor is a WebSocket server that only echoes. Needs Linux. Takes a few minutes.",
  ],
  options: {
    "--only TEXT": "measure only what has this in its name (repeatable)",
    "--rounds N": `rounds that count (default: ${ROUNDS})`,
    "--peers":
      "compare with serverless-offline, aws-local-stepfunctions and velocityjs too, which npm installs below node_modules/.cache",
    "--write": "write docs/benchmark.md and docs/benchmark.svg",
  },
};

interface Options {
  readonly only: readonly string[];
  readonly rounds: number;
  readonly peers: boolean;
  readonly write: boolean;
}

void runCommand({ name: "npm run benchmark", usage: USAGE, readOptions, run: main });

function readOptions(argv: readonly string[]): Options {
  const { values } = parseArguments({
    args: argv,
    options: {
      only: LIST,
      rounds: { type: "string", default: String(ROUNDS) },
      peers: FLAG,
      write: FLAG,
    },
  });
  if (values.write && values.only.length > 0)
    throw new Error(
      `--write: writes the page of all measures, got --only '${values.only.join(" ")}'; drop one of the two`,
    );
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 1_000)
    throw new Error(`--rounds: not a number from 1 to 1,000, got '${values.rounds}'; give one, e.g. ${ROUNDS}`);
  return { only: values.only, rounds, peers: values.peers, write: values.write };
}

async function main(options: Options): Promise<number> {
  if (process.platform !== "linux")
    throw new Error(`the benchmark: reads /proc, which is Linux's, got '${process.platform}'; run it in a container`);
  stopServersAtExit();
  try {
    return await measureAll(options);
  } finally {
    await stopServers();
  }
}

async function measureAll({ only, rounds, peers, write }: Options): Promise<number> {
  const project = join(__dirname, "..", "..");
  leaveServerCore();
  if (!canPin) console.log("servers are not pinned to a core: there is one only, or no taskset");
  const { measures, close } = await createMeasures(project, peers ? installPeers(project) : undefined);
  const results: Result[] = [];
  try {
    for (const measure of choose(measures, only)) {
      const result = await runMeasure(measure, rounds);
      console.log(printResult(result));
      results.push(result);
    }
  } finally {
    await close();
  }
  if (write) writePage(project, results, rounds);
  return STATUS.done;
}

function choose(measures: readonly Measure[], only: readonly string[]): readonly Measure[] {
  const names = measures.map(({ name }) => name);
  for (const text of only)
    if (!names.some((name) => name.includes(text)))
      throw new Error(
        `--only: no measure has it in its name, got '${text}'; ${suggestName(text, names, names.join(", "))}`,
      );
  return only.length === 0 ? measures : measures.filter(({ name }) => only.some((text) => name.includes(text)));
}

function writePage(project: string, results: readonly Result[], rounds: number): void {
  const readsCertificates = process.env["NODE_EXTRA_CA_CERTS"] !== undefined;
  const run = { cores: cpus().length, rounds, date: new Date().toISOString().slice(0, 10), readsCertificates };
  writeFileSync(join(project, "docs", "benchmark.md"), printPage(results, run));
  writeFileSync(join(project, "docs", "benchmark.svg"), drawResults(results));
}
