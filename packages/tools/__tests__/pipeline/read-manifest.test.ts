import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readManifest } from "../../pipeline/read-manifest";
import { runScript } from "./run-script";

const directory = mkdtempSync(join(tmpdir(), "manifest-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** An output directory with stacks that depend on others, each with its `terraform` block. */
function writeOutput(name: string, dependencies: Readonly<Record<string, readonly string[]>>, terraform = {}): string {
  const outdir = join(directory, name);
  const stacks = Object.entries(dependencies).map(([id, before]) => {
    mkdirSync(join(outdir, "stacks", id), { recursive: true });
    writeFileSync(join(outdir, "stacks", id, "cdk.tf.json"), JSON.stringify({ terraform }));
    return [id, { workingDirectory: `stacks/${id}`, dependencies: before }];
  });
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(stacks) }));
  return outdir;
}

describe("the manifest", () => {
  it("lists stacks by name, each after those that it depends on", () => {
    const outdir = writeOutput("ordered", { a: ["c"], b: [], c: ["d", "b"], d: [] });
    expect(readManifest(outdir).map(({ id }) => id)).toEqual(["d", "b", "c", "a"]);
    expect(readManifest(outdir)[0]?.directory).toBe(join(outdir, "stacks", "d"));
  });

  it.each([
    ["local", {}],
    ["local", { backend: { local: { path: "a.tfstate" } } }],
    ["s3", { backend: { s3: {} } }],
    ["cloud", { cloud: { organization: "acme" } }],
  ])("tells the backend %s from %j", (backend, terraform) => {
    expect(readManifest(writeOutput("backend", { a: [] }, terraform))[0]?.backend).toBe(backend);
  });

  it("rejects an output without stacks", () => {
    const outdir = writeOutput("empty", {});
    expect(() => readManifest(outdir)).toThrow(
      `${outdir}: holds no stack, got an empty manifest; add a stack to main.ts`,
    );
  });

  it("rejects stacks that depend on each other", () => {
    expect(() => readManifest(writeOutput("circle", { a: ["b"], b: ["a"] }))).toThrow(
      "manifest.json: stacks depend on each other, got a -> b -> a; break the circle",
    );
  });
});

describe("planning and applying", () => {
  it("fails where nothing was synthesized", async () => {
    const gone = join(directory, "gone");
    for (const script of ["plan-stacks.ts", "apply-plans.ts"])
      expect(await runScript(script, [gone])).toEqual({
        status: 1,
        stdout: "",
        stderr: `error: ${gone}/manifest.json: cannot be read, got ENOENT; run 'npm run synth' first\n`,
      });
  });

  it.each([
    [["a", "b"], "error: OUTDIR: more than one, got 'a b'; name one\n"],
    [["--hepl"], "error: --hepl: no such option; did you mean '--help'\n"],
  ])("rejects %j", async (argv, stderr) => {
    for (const script of ["plan-stacks.ts", "apply-plans.ts"])
      expect(await runScript(script, argv)).toEqual({ status: 1, stdout: "", stderr });
  });

  it("rejects a state that would be lost with the machine, where it is to be shared", async () => {
    const outdir = writeOutput("lost", { a: [] });
    expect(await runScript("plan-stacks.ts", ["--require-shared-state", outdir])).toEqual({
      status: 1,
      stdout: "",
      stderr:
        "error: stack 'a': its state would be lost with this machine, got backend 'local'; set 'backend' to 's3' or 'cloud'\n",
    });
  });

  it("rejects applying what was not planned", async () => {
    const outdir = writeOutput("unplanned", { a: [] });
    expect(await runScript("apply-plans.ts", [outdir])).toEqual({
      status: 1,
      stdout: "",
      stderr: "error: stack 'a': has no plan, got no file plan.bin; run packages/tools/pipeline/plan-stacks.ts first\n",
    });
  });

  it("fails where there is no Terraform", async () => {
    const outdir = writeOutput("without", { a: [] });
    expect(await runScript("plan-stacks.ts", [outdir], { TERRAFORM_BINARY_NAME: "no-terraform" })).toEqual({
      status: 1,
      stdout: "",
      stderr: "error: terraform: cannot be started, got 'spawn no-terraform ENOENT'; install Terraform 1.10 or later\n",
    });
  });
});
