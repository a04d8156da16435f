import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { App, Testing } from "cdktf";
import {
  ApigwWebsocketApiSfnSync,
  type ApigwWebsocketApiSfnSyncProps,
} from "../../stacks/apigw-websocket-api-sfn-sync";
import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";

/** The definition of the pattern's workflow, from its file. */
export const WAIT = readFileSync(join(__dirname, "../project/workflows/wait.asl.json"), "utf8");

/** The workflows of the tests' project, by their paths. */
const WORKFLOWS = Object.fromEntries(
  ["wait", "wait-five-seconds", "wait-and-post"].map((name) => {
    const path = `workflows/${name}.asl.json`;
    return [path, readFileSync(join(__dirname, "../project", path), "utf8")];
  }),
);

export const STACK_ID = "apigw-websocket-api-sfn-sync";

const created: string[] = [];

afterAll(() => {
  for (const directory of created) rmSync(directory, { recursive: true, force: true });
});

/** A temporary directory which holds `files` by their paths, removed after the file's tests. */
export function createProject(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "project-"));
  created.push(root);
  for (const [path, text] of Object.entries({ ...WORKFLOWS, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

export const PATTERN_ROUTES: Readonly<Record<string, RouteProps>> = {
  $default: { workflow: "workflows/wait.asl.json" },
};

/** The stack of a project with the workflow files given, in an app whose output goes to that project. */
export function createStack(
  props: Partial<ApigwWebsocketApiSfnSyncProps> = {},
  files: Readonly<Record<string, string>> = {},
): ApigwWebsocketApiSfnSync {
  const root = createProject(files);
  const app = new App({ outdir: join(root, "cdktf.out"), stackTraces: false });
  return new ApigwWebsocketApiSfnSync(app, STACK_ID, { routes: PATTERN_ROUTES, root, ...props });
}

/** The stack's Terraform JSON as text, as cdktf's matchers take it. */
export function synthesizeStack(...args: Parameters<typeof createStack>): string {
  return Testing.synth(createStack(...args), true);
}

type Attributes = Readonly<Record<string, unknown>>;

/** The stack's Terraform JSON, for tests that look at all of it. */
export interface Terraform {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly output: Readonly<Record<string, { readonly value: unknown }>>;
  readonly provider: { readonly aws: readonly Attributes[] };
  readonly terraform: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export function synthesizeJson(...args: Parameters<typeof createStack>): Terraform {
  return JSON.parse(synthesizeStack(...args)) as Terraform;
}

/** The resources of one type, in the order of their names. */
export function listResources(terraform: Terraform, type: string): readonly Attributes[] {
  return Object.values(terraform.resource[type] ?? {});
}
