import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { count } from "@sfn-websocket/run/terminal";
import { migrate, type Migration } from "./migrate-cdktn/migrate";
import { type MigrateOptions, readMigrateOptions, USAGE } from "./migrate-cdktn/options";
import { NODE } from "./migrate-cdktn/successors";

void runCommand({
  name: "npm run migrate:cdktn",
  usage: USAGE,
  readOptions: readMigrateOptions,
  run: ({ isDry }: MigrateOptions) => {
    const migration = migrate(process.cwd(), isDry);
    process.stdout.write(describe(migration, isDry));
    for (const name of migration.left) {
      const young = name.replace("@cdktf/", "@cdktn/");
      process.stderr.write(
        `error: ${name}: is left, got no version for it; run 'npm install ${young}' and change its imports\n`,
      );
    }
    return migration.left.length > 0 ? STATUS.no : STATUS.done;
  },
});

function describe({ changed }: Migration, isDry: boolean): string {
  if (changed.length === 0) return "nothing to change: this checkout uses cdktn already\n";
  const lines = changed.map((file) => `${file.path}: ${count(file.lines, "line")}\n`);
  const next = isDry
    ? "nothing was changed; run it without --dry-run"
    : `now run 'npm install', with Node.js ${NODE} or later, which cdktn-cli asks for; 'git restore .' undoes all of it`;
  return `${lines.join("")}${count(changed.length, "file")}; ${next}\n`;
}
