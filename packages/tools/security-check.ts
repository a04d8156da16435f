import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { createStyle } from "@sfn-websocket/run/terminal";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { askAudit } from "./security-check/ask-audit";
import { listScripted, listUnpinned } from "./security-check/list-scripted";
import { readSecurityCheckOptions, type SecurityCheckOptions, USAGE } from "./security-check/options";
import { readInstallScripts, readPromises } from "./security-check/promises";
import { runTests } from "./security-check/run-tests";
import { printVerdicts, type Verdict } from "./security-check/verdict";

const PROJECT = join(__dirname, "..", "..");

void runCommand({ name: "npm run security-check", usage: USAGE, readOptions: readSecurityCheckOptions, run: check });

function check({ json, leavesTests }: SecurityCheckOptions): number {
  const page = readFileSync(join(PROJECT, ".github", "SECURITY.md"), "utf8");
  const promises = readPromises(page);
  if (!leavesTests)
    process.stderr.write(`running the tests of ${promises.length} promises, which takes some minutes\n`);
  const verdicts = [
    ...(leavesTests
      ? promises.map(({ promise }): Verdict => ({ promise, state: "not run", why: "--no-tests leaves it out" }))
      : runTests(PROJECT, promises)),
    ...judgePackages(page),
    askAudit(PROJECT),
  ];
  const isBroken = verdicts.some(({ state }) => state === "broken");
  const { columns } = createStyle(process.stdout, process.env);
  process.stdout.write(json ? `${JSON.stringify({ verdicts }, null, 2)}\n` : printVerdicts(verdicts, columns));
  return isBroken ? STATUS.no : STATUS.done;
}

function judgePackages(page: string): readonly Verdict[] {
  const lock = parseJsonFile("package-lock.json", readFileSync(join(PROJECT, "package-lock.json"), "utf8"));
  const known = readInstallScripts(page);
  const unknown = listScripted(lock).filter((name) => !known.includes(name));
  const unpinned = listUnpinned(lock);
  return [
    judge("Packages that run scripts while they are installed are named", unknown),
    judge("Every package is pinned by its hash", unpinned),
  ];
}

function judge(promise: string, found: readonly string[]): Verdict {
  return found.length === 0 ? { promise, state: "held" } : { promise, state: "broken", why: `got ${found.join(", ")}` };
}
