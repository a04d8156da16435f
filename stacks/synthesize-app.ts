import { existsSync, readFileSync } from "node:fs";
import { App, type TerraformStack } from "cdktf";
import { collectProblems } from "./collect-problems";
import { listStacks } from "./list-stacks";
import { readContext } from "./read-context";
import type { PatternProps } from "./stack-props";
import { show } from "@sfn-websocket/constructs/options/show-value";
import { STACK_NAMES } from "@sfn-websocket/constructs/options/warn";
import { listProblems } from "@sfn-websocket/constructs/options/synthesis-error";

/** Makes a stack with the props that the configuration gives it. */
export type BuildStack = (app: App, id: string, props: PatternProps) => TerraformStack;

/**
 * Synthesizes the stacks that the configuration chooses to the output directory. What the user got wrong is printed, a
 * line each, and the process's exit status is 1; so is what code throws, a library's without its line, which is as long
 * as the library.
 *
 * @param root the project's directory, which holds `cdktf.json`
 * @param stacks every stack by the name that the setting `stacks` takes; the first one is the setting's default
 */
export function synthesizeApp(root: string, stacks: Readonly<Record<string, BuildStack>>): void {
  try {
    synthesize(root, new Map(Object.entries(stacks)));
  } catch (error) {
    const problems = listProblems(error)?.map((problem) => `error: ${problem}`) ?? [
      describeUnpacked(error, root) ?? describeUnwritten(error) ?? describeThrown(error),
    ];
    for (const problem of problems) console.error(problem);
    process.exitCode = 1;
  }
}

/**
 * cdktf packs an archive by a shell's command, whose paths it does not quote.
 * @see https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/private/fs.ts
 */
function describeUnpacked(error: unknown, root: string): string | undefined {
  const isUnpacked = String(error).includes("TerraformAsset trying to zip archive");
  if (!isUnpacked || !/[\s'"`$&;()<>|*?!#]/.test(root)) return undefined;
  return `error: cdktf packs no archive (TerraformAsset) below a path with spaces, quotes or the like, got '${root}'; move the project`;
}

/** What keeps cdktf from writing what it synthesizes; no file that the user's code opens is in its folder. */
function describeUnwritten(error: unknown): string | undefined {
  const { code, path }: NodeJS.ErrnoException = error instanceof Error ? error : new Error();
  const folder = process.env["CDKTF_OUTDIR"] ?? "cdktf.out";
  if (code === undefined || code === "ENOENT" || !(path?.startsWith(folder) ?? /^(ENOSPC|EDQUOT|EIO)$/.test(code)))
    return undefined;
  return `error: ${folder}: cannot be written, got ${code}; let it be a folder of yours, with some room`;
}

/** As node tells of an error that nobody catches: the line that has thrown, where its source is there, and the stack. */
function describeThrown(error: unknown): string {
  if (!(error instanceof Error))
    return `error: main.ts: throws what is no error, got ${show(error)}; throw new Error("...")`;
  const { stack = String(error) } = error;
  const [, file = "", line = 1, column = 1] = /\n {4}at (?:[^\n]* \()?([^()\n]+):(\d+):(\d+)\)?/.exec(stack) ?? [];
  if (!existsSync(file)) return stack;
  const text = readFileSync(file, "utf8").split("\n")[Number(line) - 1] ?? "";
  return `${file}:${line}\n${text}\n${" ".repeat(Number(column) - 1)}^\n\n${stack}`;
}

function synthesize(root: string, stacks: ReadonlyMap<string, BuildStack>): void {
  const context = readContext(root, process.env["CDKTF_CONTEXT_JSON"]);
  const listed = listStacks({ context, environment: process.env, stackNames: [...stacks.keys()] });
  const app = new App({ context });
  app.node.setContext(STACK_NAMES, Object.fromEntries(listed.map(({ id, name }) => [id, name])));
  const ids = listed.map(({ id }) => id);
  const all = collectProblems(ids, (_, index) => {
    const { name, id, props, needs } = listed[index] ?? { name: "", id: "", props: {} };
    const stack = stacks.get(name)?.(app, id, { ...props, root });
    return stack === undefined ? [] : [{ id, needs, stack }];
  });
  const built = all.flat();
  for (const { stack, needs } of built) {
    for (const needed of built) if (needed.id === needs) stack.addDependency(needed.stack);
  }
  app.synth();
}
