import { writeFileSync } from "node:fs";
import { EVERY_STACK } from "../stacks/every-option";

/** Where the run compares what each line of packages synthesizes; see `run.ts`, which says the file. */
const FILE = process.env["UPGRADE_SYNTHESIS"];

it("synthesizes every stack", () => {
  expect(EVERY_STACK.map(({ name }) => name)).toContain("every-route");
  if (FILE === undefined) throw new Error("UPGRADE_SYNTHESIS: is not set; run __tests__/upgrade/run.ts");
  writeFileSync(FILE, JSON.stringify(EVERY_STACK.map(({ json }) => json)));
});
