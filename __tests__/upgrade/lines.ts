import { join } from "node:path";

export const PROJECT = join(__dirname, "..", "..");

/** Where what is installed for these checks lies: out of Git's sight, and no part of what is shipped. */
export const FOLDER = join(PROJECT, "node_modules", ".cache", "sfn-websocket", "upgrade");

/** Packages that the stacks can be built with, beside those that the project pins. */
export interface Line {
  /** Each package's exact version. */
  readonly packages: Readonly<Record<string, string>>;
  /** The names by which the line has what the project imports as `cdktf` and `@cdktf/provider-aws`. */
  readonly cdk: string;
  readonly provider: string;
}

/** The newest `constructs` that cdktn takes, which cdktf takes as well. */
const CONSTRUCTS = "10.7.2";

export const LINES: Readonly<Record<string, Line>> = {
  cdktn: {
    packages: { cdktn: "0.24.0", "@cdktn/provider-aws": "25.7.0", constructs: CONSTRUCTS },
    cdk: "cdktn",
    provider: "@cdktn/provider-aws",
  },
  "provider-6": {
    packages: { cdktf: "0.21.0", "@cdktf/provider-aws": "21.22.1", constructs: CONSTRUCTS },
    cdk: "cdktf",
    provider: "@cdktf/provider-aws",
  },
};

/** A line by its name. @throws Error for a name that there is none of */
export function requireLine(name: string): Line {
  const line = LINES[name];
  if (line === undefined) throw new Error(`line is unknown, got '${name}'; use ${Object.keys(LINES).join(", ")}`);
  return line;
}

/** Where a line's packages are installed. */
export const modulesOf = (line: string) => join(FOLDER, line, "node_modules");
