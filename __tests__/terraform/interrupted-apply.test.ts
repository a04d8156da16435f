import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { watch } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleanEnvironment, RUN, runChild, startChild } from "@sfn-websocket/run/__tests__/start-child";
import { found } from "./open-terraform";

const PROGRAM = join(__dirname, "..", "..", "packages", "local", "command-line", "index.ts");
const folder = mkdtempSync(join(tmpdir(), "interrupted-apply-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [configuration, marks, temporary] = ["configuration", "marks", "temporary"].map((name) => {
  mkdirSync(join(folder, name));
  return join(folder, name);
}) as [string, string, string];

/** A resource that is made once the file `go` is there; nothing of it needs a provider. */
writeFileSync(
  join(configuration, "main.tf"),
  `resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "touch ${marks}/started; while [ -d ${marks} ] && [ ! -e ${marks}/go ]; do sleep 0.1; done"
  }
}
`,
);

const env = (more: Readonly<Record<string, string>>) => cleanEnvironment({ TMPDIR: temporary, ...more });
const line = (...more: readonly string[]) => [RUN, PROGRAM, configuration, ...more];

/** Resolves when the resource is being made. */
async function started(): Promise<void> {
  const changes = watch(marks);
  if (existsSync(join(marks, "started"))) return;
  for await (const { filename } of changes) if (filename === "started") return;
}

it("fails where the port is taken, and leaves no folder of Terraform's", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as AddressInfo;
  const argv = line("--port", String(port));
  const ended = await runChild(process.execPath, argv, { cwd: folder, env: env({ TF_CMD: "true" }), timeout: 60_000 });
  taken.close();
  expect([ended.status, ended.stderr]).toEqual([1, expect.stringContaining(`${port}`)]);
  expect(readdirSync(temporary)).toEqual([]);
}, 60_000);

if ("missing" in found) process.stderr.write(`not run: an apply that is broken off (${found.missing})\n`);
else {
  const { terraform } = found;
  it("goes on with a state whose apply was killed, and with one that Ctrl-C has ended", async () => {
    const start = () => {
      rmSync(join(marks, "started"), { force: true });
      const argv = line("--port", "0", "--state", join(folder, "state"));
      return startChild(process.execPath, argv, { cwd: folder, env: env({ TF_CMD: terraform }) });
    };
    const killed = start();
    await started();
    killed.end("SIGKILL");
    await killed.ended;

    const interrupted = start();
    await started();
    interrupted.end("SIGINT");
    expect((await interrupted.ended).status).toBe(0);

    writeFileSync(join(marks, "go"), "");
    const whole = start();
    await whole.prints(/created terraform_data\.slow/);
    await whole.prints(/Ctrl-C stops/);
    whole.end("SIGINT");
    expect((await whole.ended).status).toBe(0);
  }, 240_000);
}
