import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findTerraformProvider } from "@sfn-websocket/run/find-terraform-provider";
import { type Ended, runChild } from "@sfn-websocket/run/__tests__/start-child";
import { connect } from "@sfn-websocket/local/__tests__/serve";
import { STACK_ID, synthesizeJson } from "../stacks/synthesize-stack";
import { serveEndpoint, type ServedEndpoint } from "./serve-endpoint";
import { isolateEnvironment } from "./terraform-run";

const PROJECT = join(__dirname, "..", "..");
const VERSION = "5.100.0";
const found = findTerraformProvider({ source: "registry.terraform.io/hashicorp/aws", version: VERSION }, process.env);
const PLAN = ["packages/run", "packages/tools/pipeline/plan-stacks.ts"];
const APPLY = ["packages/run", "packages/tools/pipeline/apply-plans.ts"];

function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return runChild(file, args, { cwd: PROJECT, env, timeout: 150_000 });
}

/** The settings of Terraform that find the provider where it was found. */
function writeConfiguration(directory: string, provider: string): string {
  const mirror = join(provider, "..", "..", "..", "..", "..", "..");
  const file = join(directory, "found.tfrc");
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`);
  return file;
}

/** What cdktf writes for the pattern's stack and one that it depends on; their state is outside of it. */
function writeOutput(outdir: string, state: string): void {
  const pattern = synthesizeJson();
  const names = {
    provider: pattern.provider,
    terraform: pattern.terraform,
    resource: { aws_cloudwatch_log_group: { Names: { name: "names" } } },
  };
  const stacks = { [STACK_ID]: pattern, names };
  const manifest = Object.keys(stacks).map((id) => [
    id,
    {
      workingDirectory: `stacks/${id}`,
      synthesizedStackPath: `stacks/${id}/cdk.tf.json`,
      dependencies: id === "names" ? [] : ["names"],
    },
  ]);
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(manifest) }));
  for (const [id, stack] of Object.entries(stacks)) {
    const backend = { local: { path: join(state, `${id}.tfstate`) } };
    mkdirSync(join(outdir, "stacks", id), { recursive: true });
    writeFileSync(
      join(outdir, "stacks", id, "cdk.tf.json"),
      JSON.stringify({ ...stack, terraform: { ...stack.terraform, backend } }),
    );
  }
}

it("rejects a project that is not synthesized", async () => {
  const ended = await run(process.execPath, [...PLAN, join(tmpdir(), "no-such-output")], process.env);
  expect([ended.status, ended.stdout]).toEqual([1, ""]);
  expect(ended.stderr).toMatch(/^error: .*no-such-output/);
});

if ("missing" in found) process.stderr.write(`not run: the pipeline's scripts (${found.missing})\n`);
else
  describe("the pipeline with the real Terraform", () => {
    const directory = mkdtempSync(join(tmpdir(), "pipeline-"));
    const [planned, opened, sealed] = ["planned", "opened", "plans"].map((name) => join(directory, name)) as [
      string,
      string,
      string,
    ];
    let endpoint: ServedEndpoint;
    let env: NodeJS.ProcessEnv;

    beforeAll(async () => {
      endpoint = await serveEndpoint(20);
      const path = `${dirname(found.terraform)}:${process.env["PATH"]}`;
      const isolated = { ...isolateEnvironment(endpoint.url, directory), PATH: path };
      env = { ...isolated, TF_CLI_CONFIG_FILE: writeConfiguration(directory, found.provider) };
      writeOutput(planned, join(directory, "state"));
    });
    afterAll(async () => {
      await endpoint.close();
      rmSync(directory, { recursive: true, force: true });
    });

    it("mirrors the provider, once", async () => {
      const mirror = join(directory, "mirror");
      const first = await run("packages/tools/pipeline/mirror-provider.sh", [mirror, VERSION], env);
      expect(first.stdout).toBe(`TF_CLI_CONFIG_FILE=${mirror}/terraform.tfrc\n`);
      expect(first.stderr).toContain("Terraform has been successfully initialized!");
      const second = await run("packages/tools/pipeline/mirror-provider.sh", [mirror, VERSION], env);
      expect(second).toEqual({ status: 0, stdout: first.stdout, stderr: "" });
      env = { ...env, TF_CLI_CONFIG_FILE: `${mirror}/terraform.tfrc` };
    }, 60_000);

    it("plans every stack", async () => {
      const { status, stdout, stderr } = await run(process.execPath, [...PLAN, planned], env);
      expect({ status, stdout }).toEqual({ status: 0, stdout: "changes=true\nshared_state=false\n" });
      expect(stderr.match(/^Plan: .*$/gm)).toEqual([
        "Plan: 1 to add, 0 to change, 0 to destroy.",
        "Plan: 15 to add, 0 to change, 0 to destroy.",
      ]);
      const plan = JSON.parse(readFileSync(join(planned, "stacks", "names", "plan.json"), "utf8")) as object;
      expect(plan).toMatchObject({ resource_changes: [{ address: "aws_cloudwatch_log_group.Names" }] });
    }, 120_000);

    it("reviews the plans of all stacks", async () => {
      const review = join(directory, "review.md");
      const plans = ["names", STACK_ID].map((id) => join(planned, "stacks", id, "plan.json"));
      const variables = { ...env, SHARED_STATE: "false" };
      expect(await run("packages/tools/pipeline/write-review.sh", [review, ...plans], variables)).toEqual({
        status: 0,
        stdout: "",
        stderr: "",
      });
      const text = readFileSync(review, "utf8");
      expect(text).toMatch(/^<!-- plan-review -->\n/);
      expect(text).toContain("aws_cloudwatch_log_group.Names");
      expect(text).toMatch(/\n\n> The state is not shared .*\n$/);
      await run("packages/tools/pipeline/write-review.sh", [review, "--before", planned, planned], env);
      expect(readFileSync(review, "utf8")).toMatch(/^<!-- plan-review -->\n/);
    }, 60_000);

    it("fails for a configuration that Terraform does not accept, and says which", async () => {
      const outdir = join(directory, "wrong");
      writeOutput(outdir, join(directory, "state"));
      const file = join(outdir, "stacks", "names", "cdk.tf.json");
      writeFileSync(file, readFileSync(file, "utf8").replace('"name":"names"', '"nam":"names"'));
      const { status, stdout, stderr } = await run(process.execPath, [...PLAN, outdir], env);
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toMatch(
        /\nerror: stack 'names': terraform plan failed, got exit status 1; read its error above\n$/,
      );
    }, 60_000);

    it("applies the very plan, elsewhere", async () => {
      const secret = { ...env, PLAN_PASSPHRASE: "a passphrase" };
      const seal = await run("packages/tools/pipeline/seal-plans.sh", [planned, sealed], secret);
      expect({ ...seal, stdout: "" }).toEqual({ status: 0, stdout: "", stderr: "" });
      const checksum = seal.stdout.trim().replace("sha256=", "");
      const open = await run("packages/tools/pipeline/open-plans.sh", [sealed, checksum, opened], secret);
      expect(open).toEqual({ status: 0, stdout: "", stderr: "" });

      const { status, stderr } = await run(process.execPath, [...APPLY, opened], env);
      expect(stderr.match(/^Apply complete!.*$/gm)).toEqual([
        "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.",
        "Apply complete! Resources: 15 added, 0 changed, 0 destroyed.",
      ]);
      expect(status).toBe(0);
      const outputs = readFileSync(join(opened, "stacks", STACK_ID, "outputs.json"), "utf8");
      expect(JSON.parse(outputs)).toMatchObject({ ApiEndpoint: { value: expect.stringMatching(/^wss:.*\/api$/) } });
      const client = await connect(`ws://127.0.0.1:${endpoint.port}/api`);
      expect(JSON.parse(await client.ask("{}"))).toMatchObject({ status: "SUCCEEDED" });
      client.socket.terminate();
    }, 120_000);

    it("finds nothing to change afterwards", async () => {
      const { status, stdout } = await run(process.execPath, [...PLAN, planned], env);
      expect({ status, stdout }).toEqual({ status: 0, stdout: "changes=false\nshared_state=false\n" });
      expect(endpoint.log.filter((line) => line.includes("not emulated"))).toEqual([]);
    }, 120_000);

    it("rejects a plan that is stale", async () => {
      const { status, stderr } = await run(process.execPath, [...APPLY, opened], env);
      expect(stderr).toContain("Error: Saved plan is stale");
      expect(stderr).toMatch(
        /\nerror: stack 'names': terraform apply failed, got exit status 1; read its error above\n$/,
      );
      expect(status).toBe(1);
    }, 60_000);
  });
