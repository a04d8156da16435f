import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCase } from "@sfn-websocket/tools/conformance/run-jsonpath";
import type { JsonPathCase } from "@sfn-websocket/tools/conformance/run-jsonpath";

const cases: readonly (JsonPathCase & { readonly id: string })[] = JSON.parse(
  readFileSync(join(__dirname, "cases.json"), "utf8"),
);

describe("a path selects what Jayway's documentation says", () => {
  test.each(cases.map((pathCase) => [pathCase.id, pathCase.path, pathCase] as const))(
    "%s: %s",
    (_id, _path, pathCase) => {
      const { met, actual } = runCase(pathCase);
      expect(met ? "as expected" : actual).toBe("as expected");
    },
  );
});
