import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { isolateEnvironment } from "../isolate-environment";
import { REATTACH, serveProvider } from "./provider-proxy";

/** A line of Terraform's `-json`. @see https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
export interface TerraformEvent {
  readonly type: string;
  readonly "@message": string;
  /** Of `apply_start`, `apply_complete` and `apply_errored`. */
  readonly hook?: { readonly resource: { readonly addr: string }; readonly action: string };
  /** Of `planned_change` and `resource_drift`. */
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
  /** Of `diagnostic`. */
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail: string };
}

/** A command of Terraform that runs. */
export interface TerraformCommand {
  /** Told each event as it is printed. */
  readonly onEvent: (listen: (event: TerraformEvent) => void) => void;
  readonly interrupt: () => void;
  /** Resolves to all events, and the status. */
  readonly ended: Promise<{ readonly status: number | null; readonly events: readonly TerraformEvent[] }>;
}

/** Terraform in a folder of its own, with a provider that runs once for all commands, and an endpoint as its AWS. */
export interface Terraform {
  readonly configure: (configuration: object) => void;
  readonly run: (...argv: readonly string[]) => TerraformCommand;
  readonly stop: () => void;
}

interface Programs {
  readonly terraform: string;
  readonly provider: string;
}

export async function openTerraform(
  { terraform, provider }: Programs,
  endpoint: string,
  folder: string,
): Promise<Terraform> {
  mkdirSync(folder);
  const settings = join(folder, "terraform.tfrc");
  writeFileSync(settings, "");
  const env = { ...isolateEnvironment(endpoint), TF_IN_AUTOMATION: "1", TF_CLI_CONFIG_FILE: settings, TMPDIR: folder };
  const running = spawn(provider, ["-debug"], { env, stdio: ["ignore", "pipe", "ignore"] });
  const end = () => void running.kill("SIGKILL");
  process.once("exit", end);
  const proxy = await serveProvider(await readReattach(running), folder);
  const reattached = { ...env, TF_REATTACH_PROVIDERS: proxy.reattach };
  return {
    configure: (configuration) => writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration)),
    run: (...argv) =>
      followEvents(spawn(terraform, argv, { cwd: folder, env: reattached, stdio: ["ignore", "pipe", "inherit"] })),
    stop() {
      proxy.close();
      process.off("exit", end);
      end();
    },
  };
}

/** What a provider prints when it listens; rejects where it ends without. */
function readReattach(running: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    let printed = "";
    running.stdout.on("data", (chunk: Buffer) => {
      const found = REATTACH.exec((printed += chunk.toString()))?.[1];
      if (found !== undefined) resolve(found);
    });
    running.once("error", reject);
    running.once("exit", (status) => reject(new Error(`provider: ended with status ${status}, got '${printed}'`)));
  });
}

function followEvents(child: ChildProcessByStdio<null, Readable, null>): TerraformCommand {
  const events: TerraformEvent[] = [];
  const listeners: ((event: TerraformEvent) => void)[] = [];
  createInterface(child.stdout).on("line", (line) => {
    if (!line.startsWith("{")) return;
    const event = JSON.parse(line) as TerraformEvent;
    events.push(event);
    for (const listen of listeners) listen(event);
  });
  const ended = once(child, "close").then(([status]) => ({ status: status as number | null, events }));
  return { onEvent: (listen) => void listeners.push(listen), interrupt: () => child.kill("SIGINT"), ended };
}
