import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "../benchmark/servers";
import type { Check, NotRun } from "../checks/check";
import { createLogGroup, deleteLogGroup, listLogGroups } from "./call-aws";
import { hasNamespaces, inFolder, startRuntime } from "../checks/runtime";
import { argvOf } from "./state-folder";

const NO_MOUNTS: NotRun = { notRun: "unshare makes no mounts of one's own on this system" };

/** Starts an endpoint whose state lies in a mount of its own, with these options. */
function startOnDisk(state: string, options: string): Promise<Server> {
  mkdirSync(state);
  const script = `mount -t tmpfs -o ${options} tmpfs "$0" && exec "$@"`;
  const by = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, state];
  return startRuntime({ argv: argvOf(state), by });
}

/** Calls that a disk of 200 KiB cannot keep. */
const TOO_MANY = 1_000;

export const fillDisk: Check = (tell) =>
  inFolder(async (folder) => {
    if (!hasNamespaces("--mount")) return NO_MOUNTS;
    const state = join(folder, "state");
    const { url, pid } = await startOnDisk(state, "size=200k,mode=700");
    // The folder as its process sees it.
    const readState = () => readFileSync(join(`/proc/${pid}/root`, state, "aws.json"), "utf8");
    const names: string[] = [];
    let calls = 0;
    const create = async (): Promise<boolean> => {
      const name = `/filling/${"x".repeat(400)}/${calls++}`;
      const isDone = await createLogGroup(url, name);
      if (isDone) names.push(name);
      return isDone;
    };
    while (names.length < TOO_MANY && (await create()));
    const before = names.length;
    tell(`full after ${before} calls`);
    const listed = (await listLogGroups(url)).length;
    const lost = () => {
      const kept = readState();
      return names.filter((name) => !kept.includes(name)).length;
    };
    const lostWhileFull = lost();
    for (const name of names.splice(0, before / 2)) await deleteLogGroup(url, name);
    const goesOn = await create();
    const lostAfter = lost();
    return {
      figures: `${before} calls acknowledged, then one refused and taken back: ${listed} are listed, ${lostWhileFull} not in the file; with room again ${goesOn ? "one more" : "none"}, ${lostAfter} not in the file`,
      ...((before === TOO_MANY || listed !== before || !goesOn || lostWhileFull + lostAfter > 0) && {
        problem: "not all went as it should",
      }),
    };
  });

export const writeNowhere: Check = () =>
  inFolder(async (folder) => {
    if (!hasNamespaces("--mount")) return NO_MOUNTS;
    const { url } = await startOnDisk(join(folder, "state"), "ro,mode=700");
    const isDone = await createLogGroup(url, "lost");
    const listed = await listLogGroups(url);
    return {
      figures: `a call is ${isDone ? "acknowledged" : "refused"}, ${listed.length} of it is seen`,
      ...((isDone || listed.length > 0) && { problem: "what is kept nowhere was acknowledged, or is seen" }),
    };
  });
