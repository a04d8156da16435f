import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describeNewerSource, findNewerSource } from "../newer-source";

const folder = mkdtempSync(join(tmpdir(), "newer-source-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a file of the project that was saved so many seconds after 2026 began. */
function save(file: string, seconds: number): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "{}");
  utimesSync(path, 1_767_225_600 + seconds, 1_767_225_600 + seconds);
}

const output = join(folder, "cdktf.out");

it("finds no newer source where nothing was synthesized", () => {
  save("main.ts", 1);
  expect(findNewerSource(folder, output)).toBeUndefined();
});

it("finds the source that was saved last after synthesis, and nothing that decides no stack", () => {
  save("cdktf.out/manifest.json", 10);
  save("workflows/wait.asl.json", 5);
  for (const file of ["node_modules/a.js", "__tests__/a.test.ts", "docs/a.json", "terraform.a.tfstate", "README.md"])
    save(file, 20);
  for (const file of ["coverage/coverage-final.json", "dist/main.js", "cdktf.out.old/stacks/a/cdk.tf.json"])
    save(file, 20);
  expect(findNewerSource(folder, output)).toBeUndefined();
  save("workflows/wait.asl.json", 12);
  save("stacks/inner/a.ts", 11);
  expect(findNewerSource(folder, output)).toBe(join("workflows", "wait.asl.json"));
});

it("takes nothing of the output folder for a source, whatever its name is", () => {
  save("synthesized/manifest.json", 40);
  save("synthesized/stacks/a/cdk.tf.json", 41);
  expect(findNewerSource(folder, join(folder, "synthesized"))).toBeUndefined();
  rmSync(join(folder, "synthesized"), { recursive: true });
});

it("tells of it only where the folder is a project's", () => {
  expect(describeNewerSource(output)).toBe("");
  save("cdktf.json", 1);
  expect(describeNewerSource(output)).toBe(
    `warning: ${output}: is older than what it was made of, got ${join("workflows", "wait.asl.json")} saved after it; 'npm run synth' writes it anew\n`,
  );
});
