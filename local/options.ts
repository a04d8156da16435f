import { parseArgs } from "node:util";

/** What the command line of `npm start` asks for. */
export interface Options {
  /** TCP port; 0 takes a free one. @default 4566, or the environment's PORT */
  readonly port: number;
  /** How many times as fast as real time passes. @default 1 */
  readonly speed: number;
  /** A `*.tf.json` file, or a folder with a manifest, to serve instead of the project. @default synthesize the project */
  readonly path?: string;
  readonly help: boolean;
}

export const USAGE = `usage: npm start -- [options] [PATH]

Serves the synthesized stacks of this project on 127.0.0.1, and each new version of them when a file changes.

  PATH          serve this *.tf.json file, or this cdktf output folder, as it is
  --port N      listen on this port (default: $PORT, else 4566; 0 takes a free one)
  --speed N     let time pass N times as fast: waits, timeouts, limits (default: 1)
  --help        print this
`;

/**
 * Reads the command line.
 *
 * @throws Error when an option is unknown or its value is wrong.
 */
export function readOptions(argv: readonly string[], environment: NodeJS.ProcessEnv): Options {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { port: { type: "string" }, speed: { type: "string" }, help: { type: "boolean", default: false } },
  });
  if (positionals.length > 1) throw new Error(`PATH: at most one, got ${positionals.join(" ")}; serve one at a time`);
  const [where, port] = values.port === undefined ? ["PORT", environment.PORT || "4566"] : ["--port", values.port];
  return {
    port: readNumber(where, port, { least: 0, most: 65_535, isWhole: true }),
    speed: readNumber("--speed", values.speed ?? "1", { least: 0.01, most: 10_000, isWhole: false }),
    path: positionals[0],
    help: values.help,
  };
}

interface Range {
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

function readNumber(where: string, text: string, { least, most, isWhole }: Range): number {
  const number = text.trim() === "" ? NaN : Number(text);
  if (number >= least && number <= most && (!isWhole || Number.isInteger(number))) return number;
  throw new Error(`${where}: not a ${isWhole ? "whole " : ""}number from ${least} to ${most}, got '${text}'; correct it`);
}
