import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder } from "@sfn-websocket/run/temporary-folder";
import type { Promised } from "./promises";
import type { Verdict } from "./verdict";

/** What of jest's report is read. @see https://jestjs.io/docs/cli#--json */
interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** Bytes: hundreds of tests that fail print more than the megabyte after which Node.js would end them. */
const MOST_PRINTED = 256 * 1024 * 1024;

/** Runs the tests of all promises at once, and judges each by its own. */
export function runTests(project: string, promises: readonly Promised[]): readonly Verdict[] {
  const folder = makeTemporaryFolder("security-check");
  const output = join(folder, "report.json");
  try {
    const files = [...new Set(promises.map(({ file }) => file))];
    const jest = join(project, "node_modules", "jest", "bin", "jest.js");
    const argv = [jest, "--json", `--outputFile=${output}`, "--runTestsByPath", ...files];
    const { stderr } = spawnSync(process.execPath, argv, { cwd: project, encoding: "utf8", maxBuffer: MOST_PRINTED });
    return judge(promises, readReport(output, stderr));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string, printed: string): JestReport {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as JestReport;
  } catch {
    throw new Error(`tests: do not run\n${printed.trimEnd()}`);
  }
}

/** Each test of the name counts: a table of jest's makes several of one. */
export function judge(promises: readonly Promised[], { testResults }: JestReport): readonly Verdict[] {
  return promises.map(({ promise, file, test }) => {
    const name = new RegExp(
      `^${test
        .split(/%[sijdo]/)
        .map(escape)
        .join(".*")}$`,
      "s",
    );
    const results = testResults
      .filter((result) => result.name.replaceAll("\\", "/").endsWith(`/${file}`))
      .flatMap(({ assertionResults }) => assertionResults.filter(({ title }) => name.test(title)));
    const failed = results.find(({ status }) => status !== "passed");
    if (results.length === 0)
      return { promise, state: "broken", why: `there is no such test, got '${test}' in ${file}` };
    if (failed) return { promise, state: "broken", why: `${failed.status}: ${failed.title} (${file})` };
    return { promise, state: "held" };
  });
}

const escape = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
