import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "./run-script";

const directory = mkdtempSync(join(tmpdir(), "plans-"));
const outdir = join(directory, "cdktf.out");
const secret = { PLAN_PASSPHRASE: "a passphrase" };
const MARK = "a value of the configuration";

beforeAll(() => {
  const stack = join(outdir, "stacks", "one");
  mkdirSync(join(stack, ".terraform"), { recursive: true });
  const files = { "cdk.tf.json": "{}", ".terraform.lock.hcl": "", "plan.bin": MARK, "plan.json": "{}" };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(stack, name), text);
  writeFileSync(join(stack, ".terraform", "provider"), "");
  writeFileSync(join(outdir, "manifest.json"), "{}");
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Seals the plans, and returns the file and its checksum. */
async function seal(name: string, variables: Readonly<Record<string, string>>): Promise<[file: string, sha: string]> {
  const file = join(directory, name);
  const { status, stdout, stderr } = await runScript("seal-plans.sh", [outdir, file], variables);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return [file, /^sha256=([0-9a-f]{64})\n$/.exec(stdout)?.[1] ?? ""];
}

describe("sealing and opening plans", () => {
  it.each([
    ["encrypted", { ...secret, REPOSITORY_VISIBILITY: "public" }],
    ["plain in a private repository", { REPOSITORY_VISIBILITY: "private" }],
  ])("gives back what applies the plan, %s", async (name, variables) => {
    const [file, checksum] = await seal(name, variables);
    const target = join(directory, `${name} opened`);
    expect(await runScript("open-plans.sh", [file, checksum, target], variables)).toEqual({
      status: 0,
      stdout: "",
      stderr: "",
    });
    expect(readdirSync(join(target, "stacks", "one")).sort()).toEqual([
      ".terraform.lock.hcl",
      "cdk.tf.json",
      "plan.bin",
    ]);
    expect(readFileSync(join(target, "stacks", "one", "plan.bin"), "utf8")).toBe(MARK);
    expect(readdirSync(target)).toContain("manifest.json");
  });

  it("encrypts where there is a passphrase", async () => {
    const [file] = await seal("secret", { ...secret, REPOSITORY_VISIBILITY: "private" });
    expect(readFileSync(file).subarray(0, 8).toString()).toBe("Salted__");
  });

  it("rejects sealing without a passphrase where others may read it, or where that is not known", async () => {
    for (const [visibility, variables] of [
      ["public", { REPOSITORY_VISIBILITY: "public" }],
      ["internal", { REPOSITORY_VISIBILITY: "internal" }],
      ["", {}],
    ] as const) {
      expect(await runScript("seal-plans.sh", [outdir, join(directory, "none")], variables)).toEqual({
        status: 1,
        stdout: "",
        stderr: `error: PLAN_PASSPHRASE: is not set and others may read the artifacts of this repository, got visibility '${visibility}'; set the secret\n`,
      });
    }
    expect(readdirSync(directory)).not.toContain("none");
  });

  it("rejects a directory in which nothing was planned", async () => {
    expect(await runScript("seal-plans.sh", [directory, join(directory, "none")], secret)).toEqual({
      status: 1,
      stdout: "",
      stderr: `error: ${directory}: holds no stacks, got no directory 'stacks'; run packages/tools/pipeline/plan-stacks.ts first\n`,
    });
  });

  it("rejects a file that is not the one which was reviewed, and unpacks nothing of it", async () => {
    const [file, checksum] = await seal("changed", secret);
    appendFileSync(file, "x");
    const changed = execFileSync("openssl", ["dgst", "-sha256", "-r", file], { encoding: "utf8" }).slice(0, 64);
    const target = join(directory, "never");
    expect(await runScript("open-plans.sh", [file, checksum, target], secret)).toEqual({
      status: 1,
      stdout: "",
      stderr: `error: ${file}: is not the plan that was reviewed, got SHA-256 '${changed}' for '${checksum}'; plan and review again\n`,
    });
    expect(readdirSync(directory)).not.toContain("never");
  });

  it("rejects an encrypted plan without the passphrase", async () => {
    const [file, checksum] = await seal("locked", secret);
    expect(await runScript("open-plans.sh", [file, checksum, join(directory, "locked out")])).toEqual({
      status: 1,
      stdout: "",
      stderr: "error: PLAN_PASSPHRASE: is not set, got an encrypted plan; set the secret that encrypted it\n",
    });
  });

  it("fails for another passphrase", async () => {
    const [file, checksum] = await seal("other", secret);
    const wrong = { PLAN_PASSPHRASE: "another passphrase" };
    const { status } = await runScript("open-plans.sh", [file, checksum, join(directory, "wrong")], wrong);
    expect(status).not.toBe(0);
    expect(readdirSync(join(directory, "wrong"))).toEqual([]);
  });
});
