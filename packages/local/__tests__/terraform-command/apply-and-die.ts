/** Usage: apply-and-die.ts FOLDER PORT. Applies what connects to a port and goes on, and is killed under it. */
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTerraform } from "../../terraform-command/run-terraform";

const [, , folder = "", port = ""] = process.argv;
const program = join(folder, "terraform.sh");
const made = { type: "apply_complete", hook: { action: "create", resource: { addr: "a.a" } } };
writeFileSync(
  join(folder, "provisioner.js"),
  `require("node:net").connect(${port}, "127.0.0.1", () => console.log('${JSON.stringify(made)}')).resume();`,
);
const apply = `"${process.execPath}" provisioner.js; true`;
writeFileSync(
  program,
  `#!/bin/sh\ncase "$1" in\ninit) mkdir data; touch .terraform.lock.hcl ;;\napply) ${apply} ;;\nesac\n`,
);
chmodSync(program, 0o755);
const print = (text: string): void => {
  if (text.includes("created")) process.kill(process.pid, "SIGKILL");
};
const env = { PATH: process.env["PATH"], TF_DATA_DIR: join(folder, "data") };
void createTerraform({ program, folder, env, variables: [], allowed: [], print }).apply();
