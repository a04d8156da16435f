import { join } from "node:path";
import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { STATUS } from "@sfn-websocket/run/command";
import { INVOCATIONS } from "@sfn-websocket/run/invocation";
import { readColumns, wrap } from "@sfn-websocket/run/terminal";
import { describeStatuses } from "@sfn-websocket/run/usage";
import { COMPLETIONS } from "./completion";
import { version } from "./package.json";

/** What the command line does by itself, by its name; each is handed what follows. */
const OWN: Readonly<Record<string, (rest: readonly string[]) => number | undefined>> = {
  "--version": () => print(`${version}\n`),
  "-v": () => print(`${version}\n`),
  "--help": () => print(describeCommands()),
  "-h": () => print(describeCommands()),
  help: ([name = "help"]) => (Object.hasOwn(OWN, name) ? print(describeCommands()) : run(name, ["--help"])),
  completion: ([shell = ""]) => complete(shell),
};

/** Those of them that take an argument. */
const TAKING: readonly string[] = ["help", "completion"];

const [, , command = "--help", ...argv] = process.argv;
process.exitCode = run(command, argv);

/** Runs a command, which sets the exit status itself when it ends later. */
function run(name: string, rest: readonly string[]): number | undefined {
  const own = Object.hasOwn(OWN, name) ? OWN[name] : undefined;
  if (own !== undefined) {
    const surplus = rest[TAKING.includes(name) ? 1 : 0];
    return surplus === undefined ? own(rest) : refuse(`${name}: takes no more, got '${surplus}'; drop it`);
  }
  const program = Object.hasOwn(INVOCATIONS, name) ? INVOCATIONS[name] : undefined;
  if (program === undefined) {
    const advice = suggestName(name, Object.keys(INVOCATIONS), "'npx sfn-websocket --help' lists them");
    return refuse(`command: there is none of that name, got '${name}'; ${advice}`);
  }
  const path = join(__dirname, "..", "..", `${program.source}.js`);
  process.argv = [process.execPath, path, ...(program.arguments ?? []), ...rest];
  require(path);
  return undefined;
}

function complete(shell: string): number {
  const write = Object.hasOwn(COMPLETIONS, shell) ? COMPLETIONS[shell] : undefined;
  if (write !== undefined) return print(write([...Object.keys(INVOCATIONS), "help", "completion"]));
  return refuse(`completion: shell is unknown, got '${shell}'; name one of ${Object.keys(COMPLETIONS).join(", ")}`);
}

function refuse(problem: string): number {
  process.stderr.write(`error: ${problem}\n`);
  return STATUS.refused;
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
    list(rows, 4 + Math.max(...rows.map(([name]) => name.length))),
    "\n'npx sfn-websocket help COMMAND' tells how one is used; --version prints the version;\n'npx sfn-websocket completion bash' (or zsh, fish) prints what completes commands and options.\n\nExit status:\n",
    list(statuses, 5),
  ].join("");
}
