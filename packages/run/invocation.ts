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

/**
 * Whether this is the package, whose users have none of this project's scripts, files and pages; its build defines it. The
 * build also writes the scripts in texts as the package's commands: nothing here asks for that.
 */
export const isPackage = process.env.SFN_WEBSOCKET_PACKAGE === "1";
