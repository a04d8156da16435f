import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findTerraformProvider } from "@sfn-websocket/run/find-terraform-provider";
import { RUN, runChild } from "@sfn-websocket/run/__tests__/start-child";
import { connect } from "@sfn-websocket/local/__tests__/serve";
import { serveEndpoint, type ServedEndpoint } from "./serve-endpoint";

/** The tests' own: a user's stacks are not deployed. */
const PROJECT = join(__dirname, "..", "project");
const TOOL = join(__dirname, "..", "..", "packages", "tools", "deploy-local.ts");
/** A deployment of the user's is left alone. */
const PREFIX = `test${process.pid}`;
const found = findTerraformProvider({ source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" }, process.env);

/** Runs `npm run deploy:local -- ...`, without the script's name around it. */
async function deployLocal(...argv: readonly string[]) {
  const ended = await runChild(process.execPath, [RUN, TOOL, ...argv], { cwd: PROJECT, timeout: 150_000 });
  return { status: ended.status, printed: `${ended.stdout}${ended.stderr}` };
}

describe("npm run deploy:local", () => {
  it("rejects an endpoint where nothing answers", async () => {
    const { status, printed } = await deployLocal("--endpoint", "http://127.0.0.1:9");
    expect({ status, printed }).toEqual({
      status: 2,
      printed: "error: --endpoint: nothing answers, got 'http://127.0.0.1:9'; start it with 'npm run endpoint'\n",
    });
  });

  it("rejects a command that it does not know", async () => {
    const { status, printed } = await deployLocal("apply");
    expect({ status, printed }).toEqual({
      status: 2,
      printed:
        "error: command: is not known, got 'apply'; use deploy, diff, destroy\n'npm run deploy:local -- --help' tells how it is used\n",
    });
  });

  if ("missing" in found) {
    process.stderr.write(`not run: cdktf deploy, diff and destroy (${found.missing})\n`);
    return;
  }

  describe("with the real Terraform", () => {
    let endpoint: ServedEndpoint;
    beforeAll(async () => {
      endpoint = await serveEndpoint(20);
    });
    afterAll(async () => {
      await endpoint.close();
      rmSync(join(PROJECT, `cdktf.out.${PREFIX}`), { recursive: true, force: true });
      for (const file of readdirSync(PROJECT)) if (file.startsWith(`terraform.${PREFIX}-`)) rmSync(join(PROJECT, file));
    });

    it("deploys, finds no difference, and destroys", async () => {
      const deployed = await deployLocal("deploy", "--endpoint", endpoint.url, "--prefix", PREFIX);
      expect(deployed.printed).toContain("Apply complete! Resources: 15 added, 0 changed, 0 destroyed.");
      expect(deployed.status).toBe(0);
      expect(deployed.printed).toContain(`\n  or   npm run smoke -- ws://127.0.0.1:${endpoint.port}/api\n`);
      const client = await connect(`ws://127.0.0.1:${endpoint.port}/api`);
      expect(JSON.parse(await client.ask('{"a":1}'))).toMatchObject({ status: "SUCCEEDED", output: '{"a":1}' });
      client.socket.terminate();

      const compared = await deployLocal("diff", "--endpoint", endpoint.url, "--prefix", PREFIX);
      expect(compared.printed).toContain("found no differences, so no changes are needed");
      expect(compared.status).toBe(0);

      const destroyed = await deployLocal("destroy", "--endpoint", endpoint.url, "--prefix", PREFIX);
      expect(destroyed.printed).toContain("Destroy complete! Resources: 15 destroyed.");
      expect(destroyed.status).toBe(0);
      expect(endpoint.aws.region("us-east-1").apigateway.stages()).toEqual([]);
    }, 400_000);
  });
});
