import { execFile } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findTerraformProvider } from "@sfn-websocket/tools/find-terraform-provider";
import { connect } from "@sfn-websocket/local/__tests__/serve";
import { serveEndpoint, type ServedEndpoint } from "./serve-endpoint";

const PROJECT = join(__dirname, "..", "..");
/** A deployment of the user's is left alone. */
const PREFIX = `test${process.pid}`;
const found = findTerraformProvider({ source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" }, process.env);

interface Ended {
  readonly status: number;
  readonly printed: string;
}

/** Runs `npm run deploy:local -- ...`, without the script's name around it. */
function deployLocal(...argv: readonly string[]): Promise<Ended> {
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      ["packages/run", "packages/tools/deploy-local.ts", ...argv],
      { cwd: PROJECT, timeout: 150_000, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) =>
        resolve({ status: error ? Number(error.code ?? -1) : 0, printed: `${stdout}${stderr}` }),
    ),
  );
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
      printed: "error: command: not known, got 'apply'; use one of deploy, diff, destroy\n",
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
