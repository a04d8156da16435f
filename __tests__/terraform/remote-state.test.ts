import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findTerraformProvider } from "@sfn-websocket/run/find-terraform-provider";
import { synthesizeJson } from "../stacks/synthesize-stack";
import { BUCKET_CREDENTIALS, serveBucket, type ServedBucket } from "./serve-bucket";
import { serveEndpoint, type ServedEndpoint } from "./serve-endpoint";
import { isolateEnvironment, planStatus, runTerraform, startProvider, type TerraformRun } from "./terraform-run";

const found = findTerraformProvider({ source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" }, process.env);

/** What the stack has of S3, word for word. */
const STACK = synthesizeJson({ backend: { type: "s3", bucket: "acme", region: "us-east-1" } });
const KEY = "apigw-websocket-api-sfn-sync-api-us-east-1.tfstate";
const LOCK = `${KEY}.tflock`;
/** How many resources and data sources the stack has. */
const { data } = STACK as typeof STACK & { readonly data: typeof STACK.resource };
const COUNT = [STACK.resource, data].flatMap((types) => Object.values(types).flatMap(Object.keys)).length;

/** The bucket is at an address, which has no subdomains; all else is as the stack says. */
const INIT = ["init", "-input=false", "-no-color", "-backend-config=use_path_style=true"];
const APPLY = ["apply", "-auto-approve", "-input=false", "-no-color"];

/** A configuration that needs no provider but Terraform's own, with the state where `backend` says. */
function configureSmall(backend: unknown, input = "first"): string {
  const resource = { terraform_data: { Kept: { input } } };
  return JSON.stringify({ terraform: { backend }, resource, output: { Kept: { value: input } } });
}

interface State {
  readonly serial: number;
  readonly lineage: string;
  readonly outputs: unknown;
  readonly resources: readonly unknown[];
}

it("is tried with a bucket that writes an object once where the write is conditional", async () => {
  const directory = mkdtempSync(join(tmpdir(), "bucket-"));
  const bucket = await serveBucket(directory);
  const put = (body: string) =>
    fetch(`${bucket.url}/acme/k`, { method: "PUT", body, headers: { "If-None-Match": "*" } });
  const answers = await Promise.all(["one", "two"].map(put));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  const refused = answers.find(({ status }) => status === 412);
  expect(await refused?.text()).toContain("<Code>PreconditionFailed</Code>");
  expect(await bucket.read("k")).toBe(answers[0]?.status === 200 ? "one" : "two");
  await bucket.close();
  rmSync(directory, { recursive: true });
});

if ("missing" in found) process.stderr.write(`not run: state in S3 with the real Terraform (${found.missing})\n`);
else
  describe("the real Terraform, with the stack's state in S3", () => {
    const directory = mkdtempSync(join(tmpdir(), "remote-state-"));
    const closing: (() => unknown)[] = [];
    let endpoint: ServedEndpoint;
    let bucket: ServedBucket;
    let run: TerraformRun;

    const configure = (text: string) => writeFileSync(join(run.cwd, "cdk.tf.json"), text);
    const terraform = (...args: readonly string[]) => runTerraform(run, ...args);
    const readState = async () => JSON.parse((await bucket.read(KEY)) ?? "null") as State;

    beforeAll(async () => {
      endpoint = await serveEndpoint(20);
    });
    beforeEach(async () => {
      const cwd = mkdtempSync(join(directory, "stack-"));
      bucket = await serveBucket(mkdtempSync(join(directory, "bucket-")));
      const isolated = isolateEnvironment(endpoint.url, directory);
      const env = { ...isolated, ...BUCKET_CREDENTIALS, AWS_ENDPOINT_URL_S3: bucket.url };
      run = { terraform: found.terraform, cwd, env };
    });
    afterEach(() => bucket.close());
    afterAll(async () => {
      for (const close of closing) close();
      await endpoint.close();
      rmSync(directory, { recursive: true, force: true });
    });

    it("stores the whole stack's state encrypted, lets its lock go, and finds nothing to change", async () => {
      const provider = await startProvider(found.provider, run.env);
      closing.push(provider.stop);
      run = { ...run, env: { ...run.env, TF_REATTACH_PROVIDERS: provider.reattach } };
      configure(JSON.stringify(STACK));
      await terraform(...INIT);
      await terraform(...APPLY);
      const { resources } = await readState();
      expect(resources).toHaveLength(COUNT);
      expect(await bucket.read(LOCK)).toBeUndefined();
      const puts = bucket.requests.filter(({ method }) => method === "PUT");
      expect(new Set(puts.map(({ key }) => key))).toEqual(new Set([LOCK, KEY]));
      expect(new Set(puts.map(({ headers }) => headers["x-amz-server-side-encryption"]))).toEqual(new Set(["AES256"]));
      expect(await planStatus(run)).toBe(0);
      await terraform("destroy", "-auto-approve", "-input=false", "-no-color");
      expect((await readState()).resources).toEqual([]);
      expect(endpoint.log).toEqual([]);
    }, 120_000);

    it("rejects a second apply while the first holds the lock, and names who holds it", async () => {
      configure(configureSmall(STACK.terraform["backend"]));
      await terraform(...INIT);
      const held = bucket.holdPut(KEY);
      const first = terraform(...APPLY);
      await held.arrived;
      const lock = JSON.parse((await bucket.read(LOCK)) ?? "null") as Record<string, string>;
      const refused = (await terraform(...APPLY).catch((error: unknown) => error)) as { stderr: string };
      expect(refused.stderr).toMatch(
        /^\nError: Error acquiring the state lock\n\n[^]*StatusCode: 412[^]*\nLock Info:\n/,
      );
      expect(refused.stderr).toContain(`  ID:        ${lock["ID"]}\n  Path:      acme/${KEY}\n`);
      expect(refused.stderr).toContain(`  Operation: OperationTypeApply\n  Who:       ${lock["Who"]}\n`);
      held.release();
      expect(await first).toContain("Apply complete! Resources: 1 added, 0 changed, 0 destroyed.");
      expect(await bucket.read(LOCK)).toBeUndefined();
      expect(await planStatus(run)).toBe(0);
    }, 60_000);

    it("moves state from a file to S3 and back, and loses nothing", async () => {
      const local = { local: { path: "kept.tfstate" } };
      const readFile = () => JSON.parse(readFileSync(join(run.cwd, "kept.tfstate"), "utf8")) as State;
      configure(configureSmall(local));
      await terraform("init", "-input=false", "-no-color");
      await terraform(...APPLY);
      configure(configureSmall(local, "second"));
      await terraform(...APPLY);
      const before = readFile();
      expect(before.resources).toHaveLength(1);

      configure(configureSmall(STACK.terraform["backend"], "second"));
      await terraform(...INIT, "-migrate-state", "-force-copy");
      const moved = await readState();
      // Recorded with Terraform 1.11.4: state that a bucket holds for the first time begins a lineage of its own.
      expect(moved).toEqual({ ...before, lineage: moved.lineage, serial: 1 });
      expect(moved.lineage).not.toBe(before.lineage);
      expect(await bucket.read(LOCK)).toBeUndefined();
      expect(await planStatus(run)).toBe(0);

      configure(configureSmall(local, "second"));
      rmSync(join(run.cwd, "kept.tfstate"), { force: true });
      await terraform("init", "-input=false", "-no-color", "-migrate-state", "-force-copy");
      expect(readFile()).toEqual(moved);
      expect(await planStatus(run)).toBe(0);
    }, 60_000);
  });
