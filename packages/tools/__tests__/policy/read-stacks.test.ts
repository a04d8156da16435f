import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStacks } from "../../policy/read-stacks";

const folder = mkdtempSync(join(tmpdir(), "policy-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

it("reads the stacks of a manifest in its order", () => {
  write("out/stacks/b/cdk.tf.json", '{"resource":{"b":{}}}');
  write("out/stacks/a/cdk.tf.json", '{"resource":{"a":{}}}');
  const stacks = { b: { synthesizedStackPath: "stacks/b/cdk.tf.json" }, a: {} };
  const manifest = write("out/manifest.json", JSON.stringify({ stacks }));
  const read = [
    { stack: "b", terraform: { resource: { b: {} } } },
    { stack: "a", terraform: { resource: { a: {} } } },
  ];
  expect(readStacks(join(folder, "out"))).toEqual(read);
  expect(readStacks(manifest)).toEqual(read);
});

it("reads a file as one stack, named after it or after its directory", () => {
  const file = write("one/main.tf.json", "{}");
  expect(readStacks(file)).toEqual([{ stack: "main", terraform: {} }]);
  expect(readStacks(join(folder, "out/stacks/a/cdk.tf.json"))[0]?.stack).toBe("a");
});

it("fails with what to do where there is nothing to read", () => {
  const empty = write("empty/manifest.json", '{"stacks":{}}');
  const broken = write("broken.tf.json", "{");
  const list = write("list.tf.json", "[]");
  expect(() => readStacks(join(folder, "gone"))).toThrow(
    new Error(`${folder}/gone/manifest.json: cannot be read, got ENOENT; run 'npm run synth', which writes cdktf.out`),
  );
  const text = write("main.tf", "");
  expect(() => readStacks(text)).toThrow(
    new Error(`${text}: is no JSON by its name, got a file; name a directory that cdktf wrote, or a file *.tf.json`),
  );
  expect(() => readStacks(empty)).toThrow(
    new Error(`${folder}/empty: holds no stack, got an empty manifest; add one to main.ts`),
  );
  expect(() => readStacks(list)).toThrow(
    new Error(`${list}: not Terraform's JSON, got no object; run 'npm run synth'`),
  );
  expect(() => readStacks(broken)).toThrow(/^.*broken\.tf\.json: not JSON, got .+; run 'npm run synth'$/);
});
