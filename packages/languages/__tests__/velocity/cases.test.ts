import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCase } from "@sfn-websocket/tools/conformance/run-template";
import type { TemplateCase } from "@sfn-websocket/tools/conformance/run-template";

const cases: readonly TemplateCase[] = JSON.parse(readFileSync(join(__dirname, "cases.json"), "utf8"));

describe("a template renders what the documentation says, checked with Apache Velocity 1.7 where it can render it", () => {
  test.each(cases.map((templateCase) => [templateCase.id, templateCase] as const))("%s", (_id, templateCase) => {
    const { met, actual } = runCase(templateCase);
    expect(met ? templateCase.expect : actual).toEqual(templateCase.expect);
  });
});
