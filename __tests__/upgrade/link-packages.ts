import { mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "./lines";

/** What a migrated project has no more: the packages of cdktf itself, and what others have in their place. */
const REPLACED = /^(cdktf(-cli)?|@cdktf|constructs)$/;

/**
 * Gives a clone the packages of this project, and in the place of cdktf's those of `modules`, as an installation would: by
 * links, which cost nothing. Those of its own workspaces are its own.
 */
export function linkPackages(clone: string, modules: string): void {
  const [own, here] = [join(PROJECT, "node_modules"), join(clone, "node_modules")];
  mkdirSync(here);
  const link = (from: string, name: string) => symlinkSync(join(from, name), join(here, name));
  for (const name of readdirSync(own)) if (!REPLACED.test(name) && !/^\.(?!bin)|^@sfn-/.test(name)) link(own, name);
  for (const name of readdirSync(modules))
    if (!/^\./.test(name) && !readdirSync(here).includes(name)) link(modules, name);
  mkdirSync(join(here, "@sfn-websocket"));
  for (const name of readdirSync(join(own, "@sfn-websocket")))
    symlinkSync(readlinkSync(join(own, "@sfn-websocket", name)), join(here, "@sfn-websocket", name));
}
