import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rehearse } from "../../command-line/rehearse";
import { writeArchive } from "../write-archive";

const folder = mkdtempSync(join(tmpdir(), "rehearse-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder as the last synthesis left it. */
function leave(name: string, configuration: string): string {
  const output = join(folder, name);
  mkdirSync(join(output, "stacks", "shop"), { recursive: true });
  const stack = { name: "shop", synthesizedStackPath: "stacks/shop/cdk.tf.json" };
  writeFileSync(join(output, "manifest.json"), JSON.stringify({ stacks: { shop: stack } }));
  writeFileSync(join(output, stack.synthesizedStackPath), configuration);
  return output;
}

const GROUPS = JSON.stringify({
  resource: { aws_cloudwatch_log_group: { a: { name: "/a" }, b: { name: "/b" }, c: { name: "/c" } } },
});

async function countSteps(output: string, end = Infinity): Promise<number> {
  let steps = 0;
  await rehearse(output, () => ++steps >= end);
  return steps;
}

it("loads each resource, until it is over", async () => {
  const output = leave("good", GROUPS);
  expect(await countSteps(output)).toBe(3);
  expect(await countSteps(output, 2)).toBe(2);
});

it("unpacks no function's code", async () => {
  writeArchive(join(folder, "code.zip"), { "index.mjs": "export const handler = () => 1;" });
  const role = "arn:aws:iam::123456789012:role/r";
  const greet = { function_name: "greet", role, runtime: "nodejs22.x", handler: "index.handler", publish: true };
  const resource = { aws_lambda_function: { greet: { ...greet, filename: join(folder, "code.zip") } } };
  const listUnpacked = () => readdirSync(tmpdir()).filter((name) => name.includes(`-${process.pid}-lambda-`));
  const before = listUnpacked();
  expect(await countSteps(leave("function", JSON.stringify({ resource })))).toBe(1);
  expect(listUnpacked()).toEqual(before);
});

it.each([
  ["where nothing was left", () => join(folder, "none"), 0],
  ["half of which is written", () => leave("half", GROUPS.slice(0, 40)), 0],
  ["whose resources cannot be made", () => leave("wrong", GROUPS.replace("/b", "no name, this")), 3],
])("says nothing of a folder %s", async (_, output, steps) => {
  expect(await countSteps(output())).toBe(steps);
});
