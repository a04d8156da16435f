import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findTerraformProvider } from "@sfn-websocket/run/find-terraform-provider";
import type { FunctionModule } from "@sfn-websocket/local/lambda/function-module";
import { type EndpointOptions, serveEndpoint, type ServedEndpoint } from "./serve-endpoint";
import { isolateEnvironment, startProvider, type TerraformRun } from "./terraform-run";

/** Terraform and AWS's provider on this machine, or what is missing of them. */
export const found = findTerraformProvider(
  { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" },
  process.env,
);

/** An AWS without resources, and the real Terraform with the real provider, which reaches that alone. */
export interface OpenTerraform {
  readonly endpoint: ServedEndpoint;
  /** What a client of AWS's SDK is made with. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** Writes the configuration of a stack, and returns what runs Terraform on it; its state stays beside it. */
  configure(configuration: object, stack?: string): TerraformRun;
  /** As `configure`, of a folder with files of Terraform's own language or its JSON. */
  configureFolder(folder: string): TerraformRun;
  close(): Promise<void>;
}

/** `speed`, `modules` and `options` are those of the endpoint. Rejects where something is missing on this machine. */
export async function openTerraform(
  speed = 1,
  modules: ReadonlyMap<string, FunctionModule> = new Map(),
  options: EndpointOptions = {},
): Promise<OpenTerraform> {
  if ("missing" in found) throw new Error(found.missing);
  const { terraform } = found;
  const directory = mkdtempSync(join(tmpdir(), "terraform-"));
  const endpoint = await serveEndpoint(speed, modules, options);
  const isolated = isolateEnvironment(endpoint.url, directory);
  const provider = await startProvider(found.provider, isolated);
  const env = { ...isolated, TF_REATTACH_PROVIDERS: provider.reattach };
  return {
    endpoint,
    client: {
      endpoint: endpoint.url,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    },
    configure(configuration, stack = "stack") {
      const cwd = join(directory, stack);
      mkdirSync(cwd, { recursive: true });
      writeFileSync(join(cwd, "main.tf.json"), JSON.stringify(configuration));
      return { terraform, cwd, env };
    },
    configureFolder(folder) {
      const cwd = mkdtempSync(join(directory, "folder-"));
      cpSync(folder, cwd, { recursive: true });
      return { terraform, cwd, env };
    },
    async close() {
      provider.stop();
      await endpoint.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
