import { runCase } from "@sfn-websocket/tools/conformance/run-jsonpath";
import type { JsonPathCase } from "@sfn-websocket/tools/conformance/run-jsonpath";
import table from "./cases.json";

const cases = table as unknown as readonly (JsonPathCase & { readonly id: string })[];

describe("a path selects what Jayway's documentation says", () => {
  test.each(cases.map((pathCase) => [pathCase.id, pathCase.path, pathCase] as const))(
    "%s: %s",
    (_id, _path, pathCase) => {
      const { met, actual } = runCase(pathCase);
      expect(met ? "as expected" : actual).toBe("as expected");
    },
  );
});
