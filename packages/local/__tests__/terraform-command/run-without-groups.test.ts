import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTerraform } from "../../terraform-command/run-terraform";

jest.mock("../../kill-group", () => ({ HAS_GROUPS: false, interruptWhenGone: () => () => undefined }));

const folder = mkdtempSync(join(tmpdir(), "run-without-groups-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("leaves it to the terminal to interrupt Terraform where its Ctrl-C reaches both, as on Windows", async () => {
  const program = join(folder, "terraform.sh");
  const planned = '{"type":"change_summary","changes":{"operation":"plan"},"@message":"Plan: 1"}';
  const apply = `trap "touch interrupted" INT; echo '${planned}'; while [ ! -e end ]; do sleep 0.05; done`;
  const init = `mkdir data; echo 'provider "registry.terraform.io/hashicorp/aws" {' > .terraform.lock.hcl`;
  writeFileSync(program, `#!/bin/sh\ncase "$1" in\ninit) ${init} ;;\napply) ${apply} ;;\nesac\n`, { mode: 0o755 });
  const env = { PATH: process.env.PATH ?? "", TF_DATA_DIR: join(folder, "data") };
  let stopped: Promise<void> | undefined;
  const print = (text: string): void => {
    if (!text.startsWith("Plan")) return;
    stopped = terraform.stop();
    writeFileSync(join(folder, "end"), "");
  };
  const terraform = createTerraform({ program, folder, env, variables: [], allowed: [], print });
  await terraform.apply();
  await stopped;
  expect(existsSync(join(folder, "interrupted"))).toBe(false);
});
