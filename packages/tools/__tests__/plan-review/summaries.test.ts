import { readFileSync } from "node:fs";
import { listSummaries } from "./list-summaries";

it.each(listSummaries())("writes the summary that is kept of $name", ({ file, write }) => {
  expect(write()).toBe(readFileSync(file, "utf8"));
});

it("keeps summaries of plans and of synthesized stacks", () => {
  const names = listSummaries().map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["create", "destroy", "hostile", "region", "synthesized/template"]));
});
