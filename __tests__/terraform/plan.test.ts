import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import { findTerraformProvider } from "@sfn-websocket/run/find-terraform-provider";
import { createProject, STACK_ID } from "../stacks/synthesize-stack";
import { serveEndpoint, type ServedEndpoint } from "./serve-endpoint";
import {
  isolateEnvironment,
  planChanges,
  type ResourceChange,
  type SharedProvider,
  startProvider,
} from "./terraform-run";
import { EVERY_OPTION, MARKED, mergeStacks } from "./planned-cases";
import { writeState } from "./write-state";

const found = findTerraformProvider({ source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" }, process.env);

/**
 * Registers a test where Terraform and its provider are found: elsewhere there is none, rather than one that passes or
 * is skipped.
 */
const itWithTerraform: (name: string, test: () => void, timeout?: number) => void =
  "missing" in found ? () => undefined : it;

it("says whether the real Terraform checks the stack", () => {
  const report = "missing" in found ? `not run: ${found.missing}` : `run with ${found.provider}`;
  console.log(`checks with the real Terraform: ${report}`);
  expect(report).toMatch(/^(not run: .+|run with .+terraform-provider-aws.*)$/);
});

const directory = mkdtempSync(join(tmpdir(), "terraform-"));
let endpoint: ServedEndpoint | undefined;
let provider: SharedProvider | undefined;
let env: NodeJS.ProcessEnv;
let changes: readonly ResourceChange[] = [];

beforeAll(async () => {
  if ("missing" in found) return;
  endpoint = await serveEndpoint();
  const isolated = isolateEnvironment(endpoint.url, directory);
  provider = await startProvider(found.provider, isolated);
  env = { ...isolated, TF_REATTACH_PROVIDERS: provider.reattach };
  const cwd = join(directory, "plan");
  mkdirSync(cwd);
  writeFileSync(join(cwd, "cdk.tf.json"), JSON.stringify(mergeStacks("after"), null, 2));
  writeFileSync(join(cwd, "terraform.tfstate"), writeState(mergeStacks("before")));
  changes = await planChanges({ terraform: found.terraform, env, cwd });
}, 120_000);

afterAll(async () => {
  provider?.stop();
  await endpoint?.close();
  rmSync(directory, { recursive: true, force: true });
});

/** What would be done to the resources of one of the cases, by type, apart from those that stay. */
function listActions(name: string): readonly string[] {
  return changes
    .filter(({ name: resource, change }) => resource.startsWith(`${name}_`) && change.actions[0] !== "no-op")
    .map(({ type, change }) => `${change.actions.join(" ")} ${type}`)
    .sort();
}

itWithTerraform(
  "is valid Terraform",
  () => {
    const outdir = join(directory, "cdktf.out");
    const app = new App({ outdir, stackTraces: false });
    new ApigwWebsocketApiSfnSync(app, STACK_ID, {
      routes: EVERY_OPTION,
      root: createProject({}),
      tags: { team: "a b" },
    });
    app.synth();
    const previous = process.env;
    // This matcher waits for Terraform in a synchronous call.
    process.env = { ...env, TF_REATTACH_PROVIDERS: provider?.reattachWhole };
    expect(outdir).toBeValidTerraform();
    process.env = previous;
  },
  60_000,
);

itWithTerraform("plans with nothing of AWS that is not emulated", () => {
  expect(endpoint?.log).toEqual([]);
});

itWithTerraform(
  "creates the pattern's fifteen resources, with a definition that Terraform prints word for word",
  () => {
    const created = changes.filter(({ name }) => name.startsWith("created_"));
    expect(created.map(({ change }) => change.actions)).toEqual(Array(15).fill(["create"]));
    const machine = created.find(({ type }) => type === "aws_sfn_state_machine");
    expect(machine?.change.after?.["definition"]).toBe(MARKED);
  },
);

itWithTerraform("changes nothing that was applied before", () => {
  expect(listActions("same")).toEqual([]);
});

itWithTerraform("changes the state machine alone for a new definition", () => {
  expect(listActions("definition")).toEqual(["update aws_sfn_state_machine"]);
});

itWithTerraform("makes a new deployment for a new response template, and only then removes the old one", () => {
  expect(listActions("template")).toEqual([
    "create delete aws_apigatewayv2_deployment",
    "update aws_apigatewayv2_integration_response",
    "update aws_apigatewayv2_stage",
  ]);
});

itWithTerraform(
  "makes a new deployment for a state machine that is replaced, though nothing else that it freezes changes",
  () => {
    expect(listActions("replaced")).toEqual([
      "create delete aws_apigatewayv2_deployment",
      "create delete aws_sfn_state_machine",
      "update aws_apigatewayv2_integration",
      "update aws_apigatewayv2_stage",
      "update aws_iam_role_policy",
    ]);
  },
);

itWithTerraform("serves the old names until the new ones are there", () => {
  expect(listActions("renamed")).toEqual([
    "create delete aws_apigatewayv2_deployment",
    "create delete aws_cloudwatch_log_group",
    "create delete aws_iam_role",
    "create delete aws_iam_role",
    "create delete aws_iam_role_policy",
    "create delete aws_iam_role_policy",
    "create delete aws_sfn_state_machine",
    "update aws_apigatewayv2_api",
    "update aws_apigatewayv2_integration",
    "update aws_apigatewayv2_stage",
  ]);
});
