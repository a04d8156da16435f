import { FLAG, parseArguments } from "@sfn-websocket/run/parse-arguments";
import type { Usage } from "@sfn-websocket/run/usage";

/** What the command line of `npm run eject` asks for. */
export interface EjectOptions {
  /** The stack's name in the app, or a folder of `cdktf.out/stacks`. */
  readonly stack: string;
  /** The folder that gets the module. */
  readonly directory: string;
  /** Whether files that are there already are written anew. */
  readonly force: boolean;
}

export const USAGE: Usage = {
  ways: ["npm run eject -- STACK DIR [--force]"],
  about: [
    "Writes a stack as a plain Terraform module, without CDKTF: variables, outputs, workflows and mapping templates in files of their own, a page and an example.",
  ],
  options: {
    STACK: "a stack of the app, or a folder of cdktf.out/stacks, with a slash in it",
    DIR: "the module's folder, a new or an empty one",
    "--force": "write into a folder that holds files; those of the module's names are replaced, no file is removed",
  },
  notes: [
    "A stack's app is run, as cdktf.json says. The names of one that takes no setting stackName, and of a folder, are the module's: it works once in an account.",
    "The settings that are in force say which options the module has, and what its variables are where no value is given.",
  ],
  no: "the stack cannot be synthesized, or holds what a module cannot",
};

/** @throws Error when an option is unknown, or an argument is missing */
export function readEjectOptions(argv: readonly string[]): EjectOptions {
  const { values, positionals } = parseArguments({
    args: argv,
    allowPositionals: true,
    options: { force: FLAG },
  });
  const [stack, directory, ...others] = positionals;
  if (stack === undefined)
    throw new Error("STACK: is missing; name a stack of the app, or a folder of cdktf.out/stacks");
  if (directory === undefined) throw new Error("DIR: is missing; name a folder for the module");
  if (others.length > 0) throw new Error(`DIR: more than one, got '${positionals.slice(1).join(" ")}'; name one`);
  return { stack, directory, force: values.force };
}
