import { join } from "node:path";
import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { STATUS } from "@sfn-websocket/run/command";
import { INVOCATIONS } from "@sfn-websocket/run/invocation";
import { readColumns, wrap } from "@sfn-websocket/run/terminal";
import { describeStatuses } from "@sfn-websocket/run/usage";
import { version } from "./package.json";

/** The program of each command, from the package's folder dist on, and the arguments that it always has. */
const PROGRAMS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  serve: ["packages/local/command-line/index.js"],
  endpoint: ["packages/local/command-line/index.js", "--empty"],
  execute: ["packages/local/command-line/execute.js"],
  render: ["packages/tools/render.js"],
  "test-state": ["packages/tools/test-state.js"],
  smoke: ["packages/tools/smoke.js"],
  policy: ["packages/tools/policy.js"],
  "plan-review": ["packages/tools/plan-review.js"],
  logs: ["packages/tools/logs.js"],
};

const [, , command = "--help", ...argv] = process.argv;
process.exitCode = run(command, argv);

/** Runs a command, which sets the exit status itself when it ends later. */
function run(name: string, rest: readonly string[]): number | undefined {
  if (name === "--version" || name === "-v") return print(`${version}\n`);
  if (name === "--help" || name === "-h") return print(describeCommands());
  if (name === "help") return rest[0] === undefined ? print(describeCommands()) : run(rest[0], ["--help"]);
  const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
  if (program === undefined) {
    const advice = suggestName(name, Object.keys(PROGRAMS), "'npx sfn-websocket --help' lists them");
    process.stderr.write(`error: command: there is none of that name, got '${name}'; ${advice}\n`);
    return STATUS.refused;
  }
  const [file, ...always] = program;
  const path = join(__dirname, "..", "..", file);
  process.argv = [process.execPath, path, ...always, ...rest];
  require(path);
  return undefined;
}

function print(text: string): number {
  process.stdout.write(text);
  return STATUS.done;
}

/** The commands, a line or two each, and what their exit statuses say. */
function describeCommands(): string {
  const columns = Math.min(readColumns(process.stdout, process.env), 100);
  const rows = Object.entries(INVOCATIONS).map(([name, { about }]) => [name, about] as const);
  const statuses = Object.entries(describeStatuses("the answer is no: something is found, fails or is not met"));
  const list = (entries: readonly (readonly [string, string])[], indent: number) =>
    entries.map(([term, meaning]) => `  ${term.padEnd(indent - 4)}  ${wrap(meaning, columns, indent)}\n`).join("");
  return [
    "usage: npx sfn-websocket COMMAND [options]\n\n",
    list(rows, 15),
    "\n'npx sfn-websocket help COMMAND' tells how one is used; --version prints the version.\n\nExit status:\n",
    list(statuses, 5),
  ].join("");
}
