import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const PROJECT = join(__dirname, "..", "..", "..", "..");
const FIXTURES = join("packages", "tools", "__tests__", "plan-review", "fixtures");
const folder = mkdtempSync(join(tmpdir(), "plan-review-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command as npm does. */
function review(line: readonly string[], input: string | Buffer = "") {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["packages/run", "packages/tools/plan-review.ts", ...line],
    {
      cwd: PROJECT,
      input,
      encoding: "utf8",
      timeout: 20_000,
    },
  );
  return { status, stdout, stderr };
}

function write(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

it("prints the summary of a plan, and fails only where it is told from which severity on", () => {
  const file = join(FIXTURES, "destroy.json");
  const expected = readFileSync(join(PROJECT, FIXTURES, "destroy.summary.txt"), "utf8");
  expect(review([file])).toEqual({ status: 0, stdout: expected, stderr: "" });
  expect(review([file, "--fail-on", "high"])).toEqual({ status: 1, stdout: expected, stderr: "" });
  expect(review([join(FIXTURES, "settings.json"), "--fail-on", "high"]).status).toBe(0);
});

it("reads standard input, and prints JSON", () => {
  const { status, stdout, stderr } = review(
    ["-", "--json", "--fail-on", "medium"],
    readFileSync(join(PROJECT, FIXTURES, "settings.json")),
  );
  expect([status, stderr]).toEqual([1, ""]);
  expect(JSON.parse(stdout)).toMatchObject({ version: 1, verdict: "medium", stacks: [{ name: "standard input" }] });
});

it("fails with exit status 2 and says what is wrong of a file that is no plan", () => {
  const file = write("tfplan", Buffer.from("PK\u0003\u0004"));
  expect(review([file])).toEqual({
    status: 2,
    stdout: "",
    stderr: `error: ${file}: is not JSON, got a binary plan file; run 'terraform show -json PLAN > plan.json'\n`,
  });
});

it("fails with exit status 2 on bad use, and points to the help", () => {
  const { status, stdout, stderr } = review([]);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(
    /^error: PLAN: none is named, got ''; name what 'terraform show -json' printed, or - for standard input\n'npm run plan:review -- --help' tells how it is used\n$/,
  );
});

it("ends with its own status, and without a word, where what reads the output stops before its end", () => {
  const line = `"${process.execPath}" packages/run packages/tools/plan-review.ts --json ${FIXTURES}/destroy.json --fail-on high`;
  const { stdout, stderr } = spawnSync("bash", ["-c", `${line} | head -c 1; echo " \${PIPESTATUS[0]}"`], {
    cwd: PROJECT,
    encoding: "utf8",
    timeout: 20_000,
  });
  expect({ stdout, stderr }).toEqual({ stdout: "{ 1\n", stderr: "" });
});

it("compares two output folders of cdktf", () => {
  const out = (side: string, text: string) => {
    write(
      `${side}/manifest.json`,
      JSON.stringify({ stacks: { chat: { synthesizedStackPath: "stacks/chat/cdk.tf.json" } } }),
    );
    write(`${side}/stacks/chat/cdk.tf.json`, text);
    return join(folder, side);
  };
  const stack = (name: string) => JSON.stringify({ resource: { aws_apigatewayv2_stage: { S: { name } } } });
  const { status, stdout } = review([
    "--before",
    out("base", stack("a")),
    out("head", stack("b")),
    "--fail-on",
    "high",
  ]);
  expect(status).toBe(1);
  expect(stdout).toContain("(0 created, 0 changed, **1 replaced**, 0 destroyed), compared without Terraform\n");
});
