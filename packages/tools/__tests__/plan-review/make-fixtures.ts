/**
 * Makes the fixtures of this folder with the real Terraform and AWS provider against the local endpoint:
 *
 *     node packages/run packages/tools/__tests__/plan-review/make-fixtures.ts [CASE...]
 *
 * What is stripped of a plan and masked in it says `maskPlan`. The summaries beside them are written anew as well, all of
 * them, and nothing else where CASE is `summaries`: read their differences before you keep them.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { findTerraformProvider } from "@sfn-websocket/run/find-terraform-provider";
import { serveEndpoint } from "../../../../__tests__/terraform/serve-endpoint";
import {
  isolateEnvironment,
  runTerraform,
  startProvider,
  type TerraformRun,
} from "../../../../__tests__/terraform/terraform-run";
import { FIXTURE_CASES, type FixtureCase, type Project } from "./fixture-cases";
import { listSummaries } from "./list-summaries";
import { maskPlan } from "./mask-plan";

const FOLDER = join(__dirname, "fixtures");
const PROVIDER = { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" };

void main(process.argv.slice(2));

async function main(names: readonly string[]): Promise<void> {
  const found = findTerraformProvider(PROVIDER, process.env);
  if ("missing" in found) throw new Error(`fixtures cannot be made: ${found.missing}`);
  const temporary = mkdtempSync(join(tmpdir(), "fixtures-"));
  try {
    for (const [name, fixture] of Object.entries(FIXTURE_CASES))
      if (names.length === 0 || names.includes(name)) await makeFixture(name, fixture, { ...found, temporary });
    for (const { file, write } of listSummaries()) writeFileSync(file, write());
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

interface Tools {
  readonly terraform: string;
  readonly provider: string;
  readonly temporary: string;
}

/** Each case has an AWS and a provider of its own, so that none knows what another left. */
async function makeFixture(name: string, fixture: FixtureCase, tools: Tools): Promise<void> {
  const endpoint = await serveEndpoint(20);
  const isolated = isolateEnvironment(endpoint.url, tools.temporary);
  const provider = await startProvider(tools.provider, isolated);
  const cwd = mkdtempSync(join(tools.temporary, "run-"));
  try {
    const env = { ...isolated, TF_REATTACH_PROVIDERS: provider.reattach };
    const plan = await planCase(fixture, { terraform: tools.terraform, cwd, env });
    write(`${name}.json`, maskPlan(plan));
    if (fixture.isSynthesized) keepSynthesized(name, fixture);
    console.log(`${name}: ${endpoint.log.length === 0 ? "made" : endpoint.log.join("\n")}`);
  } finally {
    provider.stop();
    await endpoint.close();
  }
}

async function planCase({ before, after, planArguments = [] }: FixtureCase, run: TerraformRun): Promise<JsonObject> {
  const plan = (...extra: string[]) => runTerraform(run, "plan", "-input=false", "-no-color", "-out=plan", ...extra);
  configure(run, before ?? after);
  await runTerraform(run, "init", "-input=false", "-no-color");
  if (before) {
    // The second apply stores what the provider reads back, so that it is no drift.
    await runTerraform(run, "apply", "-input=false", "-auto-approve", "-no-color");
    await runTerraform(run, "apply", "-input=false", "-auto-approve", "-no-color", "-refresh-only");
  }
  configure(run, after ?? before);
  await plan(...(after ? [] : ["-destroy"]), ...planArguments);
  return JSON.parse(await runTerraform(run, "show", "-json", "plan")) as JsonObject;
}

/** Terraform's default: a state file in its own directory. */
function configure({ cwd }: TerraformRun, project: Project | undefined): void {
  if (!project) return;
  const stack = synthesize(project);
  writeFileSync(
    join(cwd, "cdk.tf.json"),
    JSON.stringify({ ...stack, terraform: { ...stack.terraform, backend: undefined } }),
  );
}

interface Terraform extends JsonObject {
  terraform: JsonObject;
}

function synthesize({ files, build }: Project): Terraform {
  const root = mkdtempSync(join(tmpdir(), "project-"));
  try {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
    const app = new App({ outdir: join(root, "cdktf.out"), stackTraces: false });
    build(app, root);
    app.synth();
    const [stack = ""] = readdirSync(join(app.outdir, "stacks"));
    return JSON.parse(readFileSync(join(app.outdir, "stacks", stack, "cdk.tf.json"), "utf8")) as Terraform;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function keepSynthesized(name: string, { before, after }: FixtureCase): void {
  mkdirSync(join(FOLDER, "synthesized"), { recursive: true });
  for (const [side, project] of Object.entries({ before, after })) {
    if (!project) continue;
    const { terraform: _terraform, output: _output, ...stack } = synthesize(project);
    write(join("synthesized", `${name}.${side}.tf.json`), stack);
  }
}

function write(file: string, json: JsonObject): void {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, file);
  writeFileSync(path, JSON.stringify(json));
  execFileSync(process.execPath, ["node_modules/prettier/bin/prettier.cjs", "--log-level", "warn", "--write", path]);
}
