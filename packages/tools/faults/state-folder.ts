import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "../checks/check";
import { createLogGroup, listLogGroups } from "./call-aws";
import { inFolder, startInVain, startRuntime } from "../checks/runtime";

export const argvOf = (state: string): readonly string[] => ["--empty", "--port", "0", "--quiet", "--state", state];

/** Files that a disk, a person or another program may have left in the place of the state. */
const DAMAGES: Readonly<Record<string, (whole: string) => string>> = {
  "cut off in the middle": (whole) => whole.slice(0, whole.length / 2),
  "cut off before its last character": (whole) => whole.slice(0, -1),
  empty: () => "",
  "zeros, as after a power failure": (whole) => "\0".repeat(whole.length),
  "twice the same": (whole) => whole + whole,
  "of a later version": (whole) => whole.replace('"version":1', '"version":2'),
  "another program's JSON": () => '{"version":4,"terraform_version":"1.11.0","resources":[]}',
  "a list": () => "[]",
  "with a list where a map belongs": (whole) => whole.replace(/"regions":.*/s, '"regions":[]}'),
  "with what a later version may keep": (whole) => whole.replace("{", '{"mediastore":{"channels":[1]},'),
};

export const refuseDamaged: Check = (tell) =>
  inFolder(async (folder) => {
    const whole = await writeState(join(folder, "whole"));
    const wrong: string[] = [];
    for (const [name, damage] of Object.entries(DAMAGES)) {
      tell(name);
      const state = join(folder, name.replaceAll(/\W+/g, "-"));
      mkdirSync(state);
      const damaged = damage(whole);
      writeFileSync(join(state, "aws.json"), damaged);
      const { status, said } = startInVain({ argv: argvOf(state) });
      const isTold = status === 2 || status === 1 ? /--state: .*aws\.json /.test(said) : false;
      const isKept = readFileSync(join(state, "aws.json"), "utf8") === damaged;
      if (!isTold || !isKept || readdirSync(state).length !== 1)
        wrong.push(
          `${name}: status ${status}, ${isKept ? "kept" : "overwritten"}, said '${said.trim().slice(0, 200)}'`,
        );
    }
    return {
      figures: `${Object.keys(DAMAGES).length} kinds of damage, each refused with the file's name, and left as it was`,
      ...(wrong.length > 0 && { problem: wrong.join("; ") }),
    };
  });

/** The file of a state with something in it. */
async function writeState(state: string): Promise<string> {
  const server = await startRuntime({ argv: argvOf(state) });
  for (const name of ["a", "b"]) await createLogGroup(server.url, name);
  await server.end("SIGKILL");
  return readFileSync(join(state, "aws.json"), "utf8");
}

export const refuseSecond: Check = () =>
  inFolder(async (folder) => {
    const state = join(folder, "state");
    const server = await startRuntime({ argv: argvOf(state) });
    await createLogGroup(server.url, "first");
    const second = startInVain({ argv: argvOf(state) });
    const { port } = new URL(server.url);
    const third = startInVain({ argv: ["--empty", "--quiet", "--port", port] });
    const kept = await listLogGroups(server.url);
    const isRefused = second.status !== 0 && /--state: .* is in use, got process \d+/.test(second.said);
    const isTaken = third.status !== 0 && third.said.includes(`--port: port ${port} is taken`);
    return {
      figures: "a second process is told whose the folder is, a third that the port is taken; the first goes on",
      ...(!isRefused && { problem: `the folder: status ${second.status}, said '${second.said.trim()}'` }),
      ...(!isTaken && { problem: `the port: status ${third.status}, said '${third.said.trim()}'` }),
      ...(kept.join() !== "first" && { problem: `the first has ${kept.join() || "nothing"}` }),
    };
  });
