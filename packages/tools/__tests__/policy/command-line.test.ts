import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROJECT = join(__dirname, "..", "..", "..", "..");
const folder = mkdtempSync(join(tmpdir(), "policy-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command as npm does, on a role that the principal may assume. */
function run(principal: object, ...argv: readonly string[]) {
  const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: principal };
  const role = { name: "r", assume_role_policy: JSON.stringify({ Statement: [statement] }) };
  const file = join(folder, "api.tf.json");
  writeFileSync(file, JSON.stringify({ resource: { aws_iam_role: { R: role } } }));
  const options = { cwd: PROJECT, encoding: "utf8", timeout: 20_000 } as const;
  const line = ["packages/run", "packages/tools/policy.ts", file, ...argv];
  const { status, stdout, stderr } = spawnSync(process.execPath, line, options);
  return { status, stdout, stderr };
}

it("ends with exit status 0 where nothing is wider than it need be", () => {
  expect(run({ Service: "states.amazonaws.com" })).toEqual({
    status: 0,
    stdout: [
      "stack  role  statement  effect  actions         resources or principals       condition  why",
      "api    r     trust      Allow   sts:AssumeRole  Service:states.amazonaws.com             Step Functions runs the workflow as this role",
      "",
      "Nothing is wider than it need be.",
      "",
    ].join("\n"),
    stderr: "",
  });
});

it("ends with exit status 1 where something is", () => {
  const { status, stdout } = run({ Service: "ec2.amazonaws.com" }, "--json");
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    findings: [
      {
        message:
          "stack 'api', role 'r', trust: no reason is known, got 'sts:AssumeRole'; remove it, or say why in packages/languages/states-language/permissions/grant-reasons.ts",
      },
    ],
  });
});

it("fails with exit status 2 on bad use, and points to the help", () => {
  const { status, stdout, stderr } = run({}, "other.tf.json");
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(
    /^error: PATH: more than one, got '.+api\.tf\.json other\.tf\.json'; name one\n'npm run policy -- --help' tells how it is used\n$/,
  );
});
