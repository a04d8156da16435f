import { HelpAsked } from "./parse-arguments";
import { readColumns } from "./terminal";
import { printUsage, type Usage } from "./usage";

/**
 * The exit statuses of every command: `done`, also when help was asked for; `no` where the answer to what was asked is
 * no (a finding, a problem, a failed execution, a case that is not met); `refused` where nothing could be asked.
 */
export const STATUS = { done: 0, no: 1, refused: 2 } as const;

/** A command of the command line. */
export interface Command<Options> {
  /** `npm run smoke`: what a user writes to run it. */
  readonly name: string;
  readonly usage: Usage;
  /** The options, by `parseArguments`. Throws what is wrong with them, in the developer form. */
  readonly readOptions: (argv: readonly string[]) => Options;
  /** Does the work; its exit status. Throws, in the developer form, where it cannot. */
  readonly run: (options: Options) => number | Promise<number>;
  /** @default standard output and standard error, word for word */
  readonly terminal?: Terminal;
}

export interface Terminal {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
}

const STANDARD: Terminal = {
  print: (text) => void process.stdout.write(text),
  printError: (text) => void process.stderr.write(text),
};

/**
 * Runs a command by the arguments of this process, whose exit status it sets. Bad use is told in one line that points to
 * the help. What reads the output may stop before its end, as `head` does: the status is the command's own all the same. Output
 * that is lost otherwise, as on a full disk, is told once, and the status is `refused`; the command goes on.
 */
export async function runCommand<Options>(command: Command<Options>): Promise<void> {
  let isLost = false;
  const lose = ({ code }: NodeJS.ErrnoException) => {
    if (CLOSED.includes(code) || isLost) return;
    isLost = true;
    process.exitCode = STATUS.refused;
    process.stderr.write(`error: output: cannot be written, got ${code}; make room where it goes\n`);
  };
  for (const stream of [process.stdout, process.stderr]) stream.on("error", lose);
  const status = await answer(command, process.argv.slice(2));
  if (!isLost) process.exitCode = status;
}

/** A pipe whose reader has gone, and a terminal that was closed. */
const CLOSED: readonly (string | undefined)[] = ["EPIPE", "EIO"];

/** The exit status of a command with these arguments. */
export async function answer<Options>(
  { name, usage, readOptions, run, terminal = STANDARD }: Command<Options>,
  argv: readonly string[],
): Promise<number> {
  const refuse = (error: unknown, more: string): number => {
    const { message } = error as Error;
    terminal.printError(`${message.trimEnd().replace(/^(?!error: )/, "error: ")}${more}\n`);
    return STATUS.refused;
  };
  let options: Options;
  try {
    options = readOptions(argv);
  } catch (error) {
    if (error instanceof HelpAsked) {
      terminal.print(printUsage(usage, readColumns(process.stdout, process.env)));
      return STATUS.done;
    }
    const help = name.startsWith("npm ") ? `${name} -- --help` : `${name} --help`;
    return refuse(error, `\n'${help}' tells how it is used`);
  }
  try {
    return await run(options);
  } catch (error) {
    return refuse(error, "");
  }
}
