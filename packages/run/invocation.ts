import rows from "./commands.json";

/** A command, as people start it. */
export interface Invocation {
  /** The npm script of this project: `start`, `plan:review`. */
  readonly script: string;
  /** The file that it runs, without its ending, from the project's folder on. */
  readonly source: string;
  /** The arguments that it always has. @default none */
  readonly arguments?: readonly string[];
  /** What it does, in one sentence. */
  readonly about: string;
}

/**
 * What the package's command line has, by the name there; each is a script of this project too. The rows are a file that
 * the package's build reads as well.
 */
export const INVOCATIONS: Readonly<Record<string, Invocation>> = rows;

/** What starts the package's commands; empty where they are scripts of this project. The package's build defines it. */
const PROGRAM = process.env.SFN_WEBSOCKET_PROGRAM ?? "";

/** Whether this is the package, whose users have none of this project's scripts. */
export const isPackage = PROGRAM !== "";

/** The scripts that are no commands of the package, but have their like wherever it is installed. */
const ELSEWHERE: Readonly<Record<string, string>> = { synth: "npx cdktf synth" };

/** A text in which the project's scripts are written as whoever reads it starts them: `npm run policy -- --json`, or `npx sfn-websocket policy --json`. */
export function writeInvocations(text: string, program = PROGRAM): string {
  if (program === "") return text;
  return text.replace(
    /\bnpm (?:(start)|run(?: --silent)? ([\w:-]+))(?: --(?= |$|'))?/g,
    (written: string, start: string, script: string) => {
      const [name] = Object.entries(INVOCATIONS).find(([, each]) => each.script === (start ?? script)) ?? [];
      return name === undefined ? (ELSEWHERE[script] ?? written) : `${program} ${name}`;
    },
  );
}
