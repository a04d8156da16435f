import { parseArgs } from "node:util";
import type { Usage } from "@sfn-websocket/run/usage";

/** What the command line of `npm run eject` asks for. */
export interface EjectOptions {
  /** The stack's name in `main.ts`. */
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
    STACK: "a stack of main.ts, e.g. apigw-websocket-api-sfn-sync",
    DIR: "the module's folder, a new or an empty one",
    "--force": "write into a folder that holds files; those of the module's names are replaced, no file is removed",
  },
  notes: [
    "The settings that are in force say which options the module has, and what its variables are where no value is given.",
  ],
  no: "the stack cannot be synthesized, or holds what a module cannot",
};

/**
 * Reads the command line; undefined when it asks for help.
 *
 * @throws Error when an option is unknown, or an argument is missing
 */
export function readEjectOptions(argv: readonly string[]): EjectOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { force: { type: "boolean", default: false }, help: { type: "boolean" } },
  });
  if (values.help) return undefined;
  const [stack, directory, ...others] = positionals;
  if (stack === undefined) throw new Error("STACK: is missing; name a stack of main.ts");
  if (directory === undefined) throw new Error("DIR: is missing; name a folder for the module");
  if (others.length > 0) throw new Error(`DIR: more than one, got '${positionals.slice(1).join(" ")}'; name one`);
  return { stack, directory, force: values.force };
}
