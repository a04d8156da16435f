import { join } from "node:path";
import { ProjectClone } from "../first-hour/project-clone";
import { installPackages } from "./install";
import { FOLDER, PROJECT } from "./lines";
import { print } from "./run-stacks";

/** The versions of Node.js that the runtime is held against, as npm's package `node` has them. */
const VERSIONS: Readonly<Record<string, string>> = { "20": "20.20.2", "22": "22.23.3", "24": "24.21.0" };

/** What starts programs, and what answers over sockets: where Node.js decides what happens. */
const TESTS = ["packages/run/__tests__", "__tests__/end-to-end"];

/** The folder of a version's program, installed where it is missing. */
export async function installNode(version: string): Promise<string> {
  const exact = VERSIONS[version];
  if (exact === undefined)
    throw new Error(`Node.js is unknown, got '${version}'; use ${Object.keys(VERSIONS).join(", ")}`);
  await installPackages(`node-${version}`, { node: exact });
  return join(FOLDER, `node-${version}`, "node_modules", "node", "bin");
}

/** The runtime's tests with each version but the one that runs this, with which all tests run anyway. */
export async function runNode(): Promise<void> {
  const others = Object.keys(VERSIONS).filter((version) => !process.versions.node.startsWith(`${version}.`));
  for (const version of others) {
    const path = `${await installNode(version)}:${process.env["PATH"] ?? ""}`;
    const printed = await new ProjectClone(PROJECT).succeed(`npx jest --ci "(${TESTS.join("|")})"`, { PATH: path });
    print(`node ${version}`, /^Tests: .*$/m.exec(printed)?.[0] ?? "");
  }
}
