import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "./run-script";

const directory = mkdtempSync(join(tmpdir(), "review-"));
const review = join(directory, "review.md");
const summary = join(directory, "summary.md");

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the script with an npm that prints its arguments, unless it ends with 2, and ends with `status`. */
function write(args: readonly string[], { status = 0, variables = {} }: { status?: number; variables?: object } = {}) {
  const bin = join(directory, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "npm"), `#!/bin/sh\n[ ${status} = 2 ] && exit 2\nprintf '<%s>' "$@"\necho\nexit ${status}\n`);
  chmodSync(join(bin, "npm"), 0o755);
  rmSync(summary, { force: true });
  const path = `${bin}:${process.env["PATH"]}`;
  return runScript("write-review.sh", [review, ...args], { PATH: path, GITHUB_STEP_SUMMARY: summary, ...variables });
}

describe("writing a review", () => {
  it("writes it to the file, as a comment may be long, and all of it to the job's summary", async () => {
    expect(await write(["a b.json", "c.json"])).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(readFileSync(review, "utf8")).toBe("<run><--silent><plan:review><--><a b.json><c.json>\n");
    expect(readFileSync(summary, "utf8")).toBe(
      "<run><--silent><plan:review><--><a b.json><c.json><--limit><1000000>\n",
    );
  });

  it("needs no job's summary", async () => {
    expect(await write(["a.json"], { status: 3, variables: { GITHUB_STEP_SUMMARY: "" } })).toMatchObject({ status: 3 });
    expect(readFileSync(review, "utf8")).toBe("<run><--silent><plan:review><--><a.json>\n");
  });

  it("passes the severity that fails, and ends as the review ends, which is written all the same", async () => {
    const { status } = await write(["a.json"], { status: 3, variables: { PLAN_FAIL_ON: "high" } });
    expect(status).toBe(3);
    expect(readFileSync(summary, "utf8")).toBe(
      "<run><--silent><plan:review><--><a.json><--fail-on><high><--limit><1000000>\n",
    );
  });

  it("fails where there is no review, and shows none", async () => {
    expect(await write(["a.json"], { status: 2, variables: { SHARED_STATE: "false" } })).toEqual({
      status: 2,
      stdout: "",
      stderr: `error: ${review}: holds no review, got nothing from 'npm run plan:review'; read its error above\n`,
    });
    expect(existsSync(summary)).toBe(false);
  });

  it("says below the review when there is no shared state to plan against", async () => {
    await write(["a.json"], { variables: { SHARED_STATE: "false" } });
    for (const file of [review, summary])
      expect(readFileSync(file, "utf8")).toMatch(
        /^<run>.*\n\n> The state is not shared \(backend `local`\), so this plans from nothing: everything shows as created\.\n$/,
      );
    await write(["a.json"], { variables: { SHARED_STATE: "true" } });
    expect(readFileSync(review, "utf8")).not.toContain("state");
  });
});
