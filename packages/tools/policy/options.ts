import type { Usage } from "@sfn-websocket/run/usage";
import { FLAG, parseArguments } from "@sfn-websocket/run/parse-arguments";

/** How the statements are printed. */
export type PolicyFormat = "table" | "markdown" | "json";

/** What the command line of `npm run policy` asks for. */
export interface PolicyOptions {
  /** An output directory of cdktf, or a file of Terraform JSON. */
  readonly path: string;
  readonly format: PolicyFormat;
}

export const USAGE: Usage = {
  ways: ["npm run --silent policy -- [PATH] [options]"],
  about: [
    "Prints every IAM statement that synthesized stacks grant, who gets it and why, and what is wider than it need be.",
  ],
  options: {
    PATH: "a directory that cdktf wrote, or a file *.tf.json (default: cdktf.out)",
    "--json": "print JSON",
    "--markdown": "print Markdown",
  },
  no: "something is wider than it need be",
};

/** @throws Error when an option is unknown or its value is wrong */
export function readPolicyOptions(argv: readonly string[]): PolicyOptions {
  const { values, positionals } = parseArguments({
    args: argv,
    allowPositionals: true,
    options: { json: FLAG, markdown: FLAG },
  });
  const [path = "cdktf.out", ...others] = positionals;
  if (others.length > 0) throw new Error(`PATH: more than one, got '${positionals.join(" ")}'; name one`);
  if (values.json && values.markdown)
    throw new Error("--json: two formats at once, got '--markdown' too; choose one of them");
  return { path, format: values.json ? "json" : values.markdown ? "markdown" : "table" };
}
