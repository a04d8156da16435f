/**
 * The first hour of a new user, as a script: a clone of HEAD, the README's route, an own workflow with a Lambda function
 * and a table, the mistakes that newcomers make, the user's tests, a deployment to this machine with the real Terraform.
 * Prints what each step took; ends with status 1 at the first that fails.
 *
 *     node packages/run __tests__/first-hour/run.ts [--installed]
 *
 * With `--installed`, the packages of npm are this project's, and the network is not needed.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findTerraformProvider } from "@sfn-websocket/run/find-terraform-provider";
import { ask } from "./ask";
import { MISTAKES, type Mistake } from "./mistakes";
import type { Child } from "@sfn-websocket/run/__tests__/start-child";
import { ProjectClone } from "./project-clone";
import { requireBlock } from "./readme-blocks";

const PROJECT = join(__dirname, "..", "..");
const README = join(PROJECT, "README.md");
const ROUTES = join(PROJECT, "docs", "routes.md");
const ROUTE = "Add a route and a workflow";
const OWN = "Your own resources";
const PROVIDER = { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" };
const GREETING = { action: "greet", first_name: "Jane" };
const GREETED = '{"greeting":"Hello, Jane"}';

const folder = mkdtempSync(join(tmpdir(), "first-hour-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

void main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`error: first hour: ${error.message}\n`);
    process.exit(1);
  },
);

async function main(): Promise<void> {
  const began = Date.now();
  const project = new ProjectClone(join(folder, "project"));
  const server = await time("clone to answer", () => cloneAndAsk(project));
  await time("save to served", () => addRoute(project, server));
  await stop(server);
  await time("the user's tests", () => test(project));
  await time(`${MISTAKES.length} mistakes, a line each`, () => makeMistakes(project));
  await time("own workflow, with a table and a function", () => addResources(project));
  await deploy(project);
  print("in all", began);
}

async function time<Result>(name: string, step: () => Promise<Result>): Promise<Result> {
  const began = Date.now();
  const result = await step();
  print(name, began);
  return result;
}

function print(name: string, began: number): void {
  process.stdout.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${name}\n`);
}

const START = "npm start --silent -- --port 0";

/** Ends it as Ctrl-C does. */
async function stop(child: Child): Promise<void> {
  child.end("SIGINT");
  await child.ended;
}

/** The address that a server prints. */
async function readAddress(server: Child): Promise<string> {
  const [, url = ""] = await server.prints(/: (ws:\S+)[^]*Ctrl-C/);
  return url;
}

async function cloneAndAsk(project: ProjectClone): Promise<Child> {
  const parent = new ProjectClone(folder);
  await parent.succeed(`git clone --quiet --depth 1 "file://${PROJECT}" project`);
  await install(project);
  const server = project.start(`${START} --speed 3`);
  const answer = JSON.parse(await ask(await readAddress(server), { name: "Jane" })) as { status?: string };
  expectSame(answer.status, "SUCCEEDED");
  return server;
}

/** Links to the installed files where the system can, else copies. */
async function install(project: ProjectClone): Promise<void> {
  if (!process.argv.includes("--installed")) {
    await project.succeed("npm ci --no-audit --no-fund --prefer-offline");
    return;
  }
  const installed = join(PROJECT, "node_modules");
  // Without .cache: what was bundled there belongs to that folder.
  const all = `"${installed}"/.bin "${installed}"/[!.]* node_modules`;
  await project.succeed(`mkdir node_modules && { cp -al ${all} 2>/dev/null || cp -a ${all}; }`);
}

/** The README's two edits, the second as a line after the route that is there. */
async function addRoute(project: ProjectClone, server: Child): Promise<void> {
  const url = await readAddress(server);
  const [, line = ""] = /^ *(greet: .*),$/m.exec(requireBlock(README, ROUTE, "ts")) ?? [];
  project.write("workflows/greet.asl.json", requireBlock(README, ROUTE, "json"));
  project.edit("main.ts", WAIT, `${WAIT}\n        ${line},`);
  while ((await ask(url, GREETING)) !== GREETED);
}

const WAIT = '$default: { workflow: "workflows/wait.asl.json" },';

/** The tests of what a user edits, and of what stands nearest to it: all others have passed before, and read none of it. */
const ADOPTERS = "stacks/(apigw-websocket|served-family)|(command-line|end-to-end|imports|main|readme|routes)[.]test";

/** The line that stands in the user's tests as a comment is made one of them; no other test knows of the edits. */
async function test(project: ProjectClone): Promise<void> {
  project.edit("__tests__/routes.test.ts", '// { route: "greet"', '{ route: "greet"');
  const printed = await project.succeed(`npx jest --verbose "project/__tests__/(${ADOPTERS})"`);
  if (!/✓ answers a message of greet/.test(printed)) throw new Error(`the new route was not asked:\n${printed}`);
}

async function makeMistakes(project: ProjectClone): Promise<void> {
  for (const mistake of MISTAKES) await makeMistake(project, mistake);
}

async function makeMistake(project: ProjectClone, mistake: Mistake): Promise<void> {
  const { name, edit, environment, command = "node packages/run main.ts", line } = mistake;
  const files = ["main.ts", "cdktf.json", "workflows/greet.asl.json"].map(
    (path) => [path, project.read(path)] as const,
  );
  edit?.(project);
  const { status, printed } = await project.run(command, environment);
  for (const [path, text] of files) project.write(path, text);
  if (status === 0) throw new Error(`mistake '${name}': was not noticed`);
  const [first = "", ...others] = printed.split("\n").filter((each) => each !== "");
  expectSame(first, `error: ${line}`);
  if (command.startsWith("node ")) expectSame(others.join("\n"), "");
}

/** The README's own resources take the place of the stack's line in main.ts; its route greet stays. */
async function addResources(project: ProjectClone): Promise<void> {
  const entry = requireBlock(ROUTES, OWN, "ts");
  const [, greet = ""] = /^ *(greet: .*),$/m.exec(project.read("main.ts")) ?? [];
  const main = project.read("main.ts");
  const start = main.indexOf('  "apigw-websocket-api-sfn-sync"');
  const end = main.indexOf('  "apigw-websocket-api-sfn-async"');
  const own = entry.replace(WAIT, () => `${WAIT}\n${greet},`);
  project.write("main.ts", `${main.slice(0, start)}${own}${main.slice(end)}`);
  project.write("workflows/order.asl.json", requireBlock(ROUTES, OWN, "json"));
  project.write("functions/price.mjs", requireBlock(ROUTES, OWN, "js"));
  await project.succeed("npx tsc --noEmit");
  const server = project.start(`${START} --lambda price=functions/price.mjs`);
  expectSame(await ask(await readAddress(server), { action: "order", items: 2 }), '{"kept":true,"price":6}');
  await stop(server);
}

async function deploy(project: ProjectClone): Promise<void> {
  const found = findTerraformProvider(PROVIDER, process.env);
  if ("missing" in found)
    return void process.stdout.write(`not run: the deployment to this machine (${found.missing})\n`);
  const flags = "--port 0 --lambda price=functions/price.mjs";
  const endpoint = project.start(`npm run --silent endpoint -- ${flags}`);
  const [, url = ""] = await endpoint.prints(/AWS endpoint: (http:\S+)[^]*Ctrl-C/);
  const run = (command: string) => project.succeed(`npm run --silent deploy:local -- ${command} --endpoint ${url}`);
  await time("deployment to this machine", async () => {
    await run("deploy");
    const [, address = ""] = await endpoint.prints(/: (ws:\S+)/);
    expectSame(await ask(address, GREETING), GREETED);
    expectSame(await ask(address, { action: "order", items: 2 }), '{"kept":true,"price":6}');
  });
  await time("destroyed", () => run("destroy"));
  await stop(endpoint);
}

function expectSame(got: string | undefined, wanted: string): void {
  if (got !== wanted) throw new Error(`not as it was to be, got\n  ${got}\ninstead of\n  ${wanted}`);
}
