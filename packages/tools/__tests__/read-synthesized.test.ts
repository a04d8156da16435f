import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSynthesized } from "../read-synthesized";

const folder = mkdtempSync(join(tmpdir(), "synthesized-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

it("reads the stacks of a manifest in its order", () => {
  write("out/stacks/b/cdk.tf.json", { resource: { b: {} } });
  write("out/stacks/a/cdk.tf.json", { resource: { a: {} } });
  const locate = (name: string) => ({ synthesizedStackPath: `stacks/${name}/cdk.tf.json` });
  const manifest = write("out/manifest.json", { stacks: { b: locate("b"), a: locate("a") } });
  const read = [
    ["b", { resource: { b: {} } }],
    ["a", { resource: { a: {} } }],
  ];
  expect([...readSynthesized(join(folder, "out"))]).toEqual(read);
  expect([...readSynthesized(manifest)]).toEqual(read);
});

it.each([
  ["shop/main.tf.json", "shop"],
  ["stacks/chat/cdk.tf.json", "chat"],
  ["orders.tf.json", "orders"],
])("reads %s as the stack %s", (name, stack) => {
  expect([...readSynthesized(write(name, {}))]).toEqual([[stack, {}]]);
});

it.each([
  ["/etc/passwd", "is absolute"],
  ["../secret.json", "is outside"],
])("rejects a manifest whose stack is not in its folder: %s %s", (path) => {
  write("evil/manifest.json", { stacks: { s: { synthesizedStackPath: path } } });
  const evil = join(folder, "evil");
  expect(() => readSynthesized(evil)).toThrow(
    new Error(`${evil}: manifest.json names no file of stack 's' in it, got "${path}"; run 'npm run synth'`),
  );
});

it("rejects what is not there, no JSON, or a plan", () => {
  const gone = join(folder, "nowhere");
  expect(() => readSynthesized(gone)).toThrow(
    new Error(`${gone}: cannot be read, got ENOENT; name what 'npm run synth' writes: cdktf.out`),
  );
  const text = write("code.tf", "resource {}");
  expect(() => readSynthesized(text)).toThrow(
    new Error(`${text}: is not a JSON object, got 11 bytes of other text; name what 'npm run synth' writes: cdktf.out`),
  );
  const plan = write("plan.json", { format_version: "1.2" });
  expect(() => readSynthesized(plan)).toThrow(
    new Error(
      `${plan}: is not a synthesized stack, got what 'terraform show -json' prints; 'npm run plan:review' takes it alone`,
    ),
  );
});
