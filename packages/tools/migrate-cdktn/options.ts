import { FLAG, parseArguments } from "@sfn-websocket/run/parse-arguments";
import type { Usage } from "@sfn-websocket/run/usage";

/** What the command line of `npm run migrate:cdktn` asks for. */
export interface MigrateOptions {
  readonly isDry: boolean;
}

export const USAGE: Usage = {
  ways: ["npm run migrate:cdktn -- [--dry-run]"],
  about: [
    "Rewrites this checkout from CDKTF to CDK Terrain (cdktn), whose AWS provider is version 6: imports, package.json, and the command line's name in scripts, pipelines and pages. cdktf.json and cdktf.out keep their names.",
  ],
  options: { "--dry-run": "list what would change, and change nothing" },
  notes: [
    "A checkout with changes that are not committed is refused: 'git restore .' undoes the migration.",
    "Run 'npm install' after it. Run again, it changes nothing.",
  ],
  no: "a provider is left that has to be migrated by hand",
};

/** @throws Error when an option is unknown */
export function readMigrateOptions(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): MigrateOptions {
  const { values } = parseArguments({
    args: argv,
    options: { "dry-run": FLAG },
  });
  // Before the two dashes it is an option of npm's own, which npm hands on by this name.
  const isDry = values["dry-run"] || environment["npm_config_dry_run"] === "true";
  return { isDry };
}
