import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DIFFERENCES } from "../../docs/upgrade-differences";
import { ProjectClone } from "../first-hour/project-clone";
import preset from "../jest-preset.json";
import { type Change, judgeChanges, listChanges } from "./compare-synthesis";
import { installPackages } from "./install";
import { FOLDER, type Line, LINES, modulesOf, PROJECT } from "./lines";

const project = new ProjectClone(PROJECT);
/** The rows that can be true of what the tests synthesize: it is without the comments of cdktf, which a project has. */
const OF_STACKS = DIFFERENCES.filter(({ place }) => !place.startsWith('"//"'));
/** The folders of `createProject` have names of their own each time. */
const PROJECT_FOLDER = /\/project-\w+/g;

/** The stacks' suite with each line of packages, their types, and what they synthesize beside what the project does. */
export async function runStacks(): Promise<void> {
  const before = await synthesize("today", writeJest("today"));
  for (const [name, line] of Object.entries(LINES)) {
    await installPackages(name, line.packages);
    await project.succeed(`npx tsc --noEmit -p ${writeTypes(name, line)}`);
    const config = writeJest(name, line);
    const after = await synthesize(name, config);
    const changes = before.flatMap((stack, index) => listChanges(stack, after[index]));
    requireListed(name, changes, OF_STACKS);
    const printed = await project.succeed(`npx jest --ci --config ${config} ${join("__tests__", "stacks")}/`);
    print(name, /^Tests: .*$/m.exec(printed)?.[0] ?? "");
  }
}

/**
 * Holds changes of a line against the table of the documentation, or rows of it.
 *
 * @throws Error where one stands in no row, or a row of the line is true of none
 */
export function requireListed(name: string, changes: readonly Change[], table = DIFFERENCES): void {
  const { unlisted, unused } = judgeChanges(name, changes, table);
  if (unlisted.length > 0)
    throw new Error(`${name}: synthesizes what docs/upgrade.md does not list: ${JSON.stringify(unlisted, null, 2)}`);
  if (unused.length > 0)
    throw new Error(
      `${name}: docs/upgrade.md lists what is synthesized alike, got '${unused.join("', '")}'; remove it`,
    );
}

export function print(name: string, told: string): void {
  process.stdout.write(`${name.padEnd(12)} ${told}\n`);
}

/** The Terraform JSON of every stack, as the packages of a jest configuration make it. */
async function synthesize(name: string, config: string): Promise<readonly unknown[]> {
  const file = join(FOLDER, `${name}.synthesized.json`);
  await project.succeed(`npx jest --ci --config ${config} write-synthesis`, { UPGRADE_SYNTHESIS: file });
  return JSON.parse(readFileSync(file, "utf8").replace(PROJECT_FOLDER, "/project")) as unknown[];
}

/** A configuration of jest in which the project's imports are a line's packages; its path. */
function writeJest(name: string, line?: Line): string {
  return write(`${name}.jest.json`, {
    ...preset,
    rootDir: PROJECT,
    setupFilesAfterEnv: ["<rootDir>/setup.js"],
    testMatch: ["<rootDir>/__tests__/{stacks,upgrade}/**/*.test.ts"],
    moduleNameMapper: { ...preset.moduleNameMapper, ...(line && mapModules(name, line)) },
  });
}

function mapModules(name: string, { cdk, provider }: Line): Readonly<Record<string, string>> {
  const modules = modulesOf(name);
  return {
    "^cdkt[fn](/.*)?$": `${join(modules, cdk)}$1`,
    "^@cdkt[fn]/provider-aws/(.*)$": `${join(modules, provider)}/$1`,
    "^constructs$": join(modules, "constructs"),
  };
}

/** A configuration of the compiler with the same packages; its path. */
function writeTypes(name: string, { cdk, provider }: Line): string {
  const modules = modulesOf(name);
  const paths = {
    cdktf: [join(modules, cdk)],
    "cdktf/*": [`${join(modules, cdk)}/*`],
    "@cdktf/provider-aws/*": [`${join(modules, provider)}/*`],
    constructs: [join(modules, "constructs")],
  };
  return write(`${name}.tsconfig.json`, {
    extends: join(PROJECT, "tsconfig.json"),
    compilerOptions: { paths },
    include: ["main.ts", "stacks", "packages/constructs", "__tests__/stacks"].map((path) => join(PROJECT, path)),
    exclude: [],
  });
}

function write(name: string, content: object): string {
  const path = join(FOLDER, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}
