import { runChild } from "@sfn-websocket/run/__tests__/start-child";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CloudBackendProps } from "../../stacks/backend";
import { findTerraformProvider } from "@sfn-websocket/run/find-terraform-provider";
import { synthesizeJson } from "../stacks/synthesize-stack";
import { HCP, serveHcpTerraform, type ServedHcpTerraform } from "./serve-hcp-terraform";
import { isolateEnvironment, planStatus, runTerraform, type TerraformRun } from "./terraform-run";

const found = findTerraformProvider({ source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" }, process.env);

/** Why Terraform cannot talk to the server of the tests, undefined where it can. */
const missing =
  "missing" in found
    ? found.missing
    : process.platform === "linux"
      ? undefined
      : "Terraform reads SSL_CERT_FILE on Linux alone";

const INIT = ["init", "-input=false", "-no-color"];
const APPLY = ["apply", "-auto-approve", "-input=false", "-no-color"];

interface State {
  readonly serial: number;
  readonly lineage: string;
  readonly resources: readonly { readonly name: string }[];
}

/** Terraform's own resource alone, beside what `terraform` says. */
function configureSmall(terraform: object): string {
  const resource = { terraform_data: { Kept: { input: "first" } } };
  return JSON.stringify({ terraform, resource, output: { Kept: { value: "first" } } });
}

/** The stack's `cloud` block, word for word. */
function synthesizeCloud(props: Omit<CloudBackendProps, "type" | "organization">): object {
  const backend = { type: "cloud", organization: HCP.organization, ...props } as const;
  return { cloud: synthesizeJson({ backend }).terraform["cloud"] };
}

it("is tried with a server whose certificate is trusted by who trusts it alone", async () => {
  const hcp = await serveHcpTerraform();
  const ask = (ca: string | undefined) =>
    new Promise<unknown>((resolve) => {
      const asked = get(`https://${hcp.hostname}/api/v2/ping`, { ca }, ({ statusCode }) => resolve(statusCode));
      asked.on("error", ({ message }) => resolve(message));
    });
  expect(await ask(hcp.certificate)).toBe(204);
  expect(await ask(undefined)).toMatch(/^self-signed certificate/);
  await hcp.close();
});

if (missing !== undefined || "missing" in found)
  process.stderr.write(`not run: state in HCP Terraform with the real Terraform (${missing})\n`);
else
  describe("the real Terraform, with the stack's state in a workspace of HCP Terraform", () => {
    const directory = mkdtempSync(join(tmpdir(), "cloud-workspace-"));
    let hcp: ServedHcpTerraform;
    let run: TerraformRun;

    const configure = (terraform: object) => writeFileSync(join(run.cwd, "cdk.tf.json"), configureSmall(terraform));
    const terraform = (...args: readonly string[]) => runTerraform(run, ...args);
    const fail = async (...args: readonly string[]) => {
      const error = (await terraform(...args).catch((thrown: unknown) => thrown)) as { readonly stderr: string };
      return error.stderr.replaceAll(/\s+/g, " ").trim();
    };
    /** Runs a command that asks, and gives it the answer. */
    const answer = async (line: string, ...args: readonly string[]) => {
      const { status } = await runChild(run.terraform, args, { cwd: run.cwd, env: run.env, input: `${line}\n` });
      return status;
    };
    const readState = () => JSON.parse(hcp.workspaces[0]?.states.at(-1)?.text ?? "null") as State;

    beforeEach(async () => {
      hcp = await serveHcpTerraform();
      const cwd = mkdtempSync(join(directory, "stack-"));
      const trusted = join(cwd, "trusted.pem");
      writeFileSync(trusted, hcp.certificate);
      const isolated = isolateEnvironment("http://127.0.0.1:9", directory);
      const token = { [`TF_TOKEN_${hcp.hostname.replaceAll(".", "_")}`]: HCP.token };
      run = { terraform: found.terraform, cwd, env: { ...isolated, ...token, SSL_CERT_FILE: trusted } };
    });
    afterEach(async () => {
      await hcp.close();
      expect(hcp.unknown).toEqual([]);
    });
    afterAll(() => rmSync(directory, { recursive: true, force: true }));

    it("makes the workspace in its project, keeps the state there, and finds nothing to change", async () => {
      configure(synthesizeCloud({ hostname: hcp.hostname, workspaces: { name: "prod" }, project: HCP.project.name }));
      await terraform(...INIT);
      expect(hcp.workspaces).toMatchObject([{ name: "prod", project: HCP.project.id, tags: [], states: [] }]);
      await terraform(...APPLY);
      expect(readState().resources.map(({ name }) => name)).toEqual(["Kept"]);
      expect(hcp.workspaces[0]?.locked).toBe(false);
      expect(() => readFileSync(join(run.cwd, "terraform.tfstate"))).toThrow("ENOENT");
      expect(await planStatus(run)).toBe(0);
      expect(await terraform("output", "-raw", "Kept")).toBe("first");
    }, 60_000);

    it("chooses a workspace by its tags, and TF_WORKSPACE names it", async () => {
      configure(synthesizeCloud({ hostname: hcp.hostname, workspaces: { tags: ["api", "demo"] } }));
      expect(await answer("pr-7", "init", "-no-color")).toBe(0);
      expect(hcp.workspaces).toMatchObject([{ name: "pr-7", project: undefined, tags: ["api", "demo"] }]);
      run = { ...run, env: { ...run.env, TF_WORKSPACE: "pr-7" } };
      await terraform(...INIT);
      await terraform(...APPLY);
      expect(readState().resources).toHaveLength(1);
      expect(await planStatus(run)).toBe(0);
    }, 60_000);

    it("rejects tags that no workspace has, where TF_WORKSPACE names one", async () => {
      configure(synthesizeCloud({ hostname: hcp.hostname, workspaces: { tags: ["api"] } }));
      run = { ...run, env: { ...run.env, TF_WORKSPACE: "pr-7" } };
      expect(await fail(...INIT)).toBe(
        'Error: Invalid workspace selection Terraform failed to find workspace "pr-7" in organization acme.',
      );
    });

    it("rejects an apply while somebody else holds the workspace's lock", async () => {
      configure(synthesizeCloud({ hostname: hcp.hostname, workspaces: { name: "prod" } }));
      await terraform(...INIT);
      for (const workspace of hcp.workspaces) workspace.locked = true;
      expect(await fail(...APPLY)).toMatch(
        /^Error: Error acquiring the state lock Error message: workspace already locked/,
      );
      expect(hcp.workspaces[0]?.states).toEqual([]);
    });

    it("rejects a host for which there is no token", async () => {
      configure(synthesizeCloud({ hostname: hcp.hostname, workspaces: { name: "prod" } }));
      const entries = Object.entries(run.env).filter(([name]) => !name.startsWith("TF_TOKEN_"));
      run = { ...run, env: Object.fromEntries(entries) };
      expect(await fail(...INIT)).toBe(
        `Error: Required token could not be found Run the following command to generate a token for ${hcp.hostname}: terraform login ${hcp.hostname}`,
      );
    });

    it("takes state from a file after a question, and gives it back by pull and push alone", async () => {
      const local = { backend: { local: { path: "kept.tfstate" } } };
      const cloud = synthesizeCloud({ hostname: hcp.hostname, workspaces: { name: "prod" } });
      configure(local);
      await terraform(...INIT);
      await terraform(...APPLY);
      const { resources } = JSON.parse(readFileSync(join(run.cwd, "kept.tfstate"), "utf8")) as State;

      configure(cloud);
      expect(await fail("init", "-no-color", "-migrate-state")).toMatch(
        /^Error: Invalid command-line option The -migrate-state option is for migration between state backends only,/,
      );
      expect(await answer("yes", "init", "-no-color")).toBe(0);
      expect(readState().resources).toEqual(resources);
      expect(await planStatus(run)).toBe(0);

      writeFileSync(join(run.cwd, "pulled.json"), await terraform("state", "pull"));
      rmSync(join(run.cwd, "kept.tfstate"));
      configure(local);
      expect(await fail("init", "-no-color")).toMatch(
        /^Error: Migrating state from HCP Terraform or Terraform Enterprise to another backend is not yet implemented\./,
      );
      await terraform(...INIT, "-reconfigure");
      await terraform("state", "push", "pulled.json");
      expect(JSON.parse(readFileSync(join(run.cwd, "kept.tfstate"), "utf8"))).toEqual(readState());
      expect(await planStatus(run)).toBe(0);
    }, 60_000);
  });
