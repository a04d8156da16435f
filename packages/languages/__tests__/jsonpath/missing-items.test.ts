import type { JsonObject } from "../../json";
import { apiGatewayDialect } from "../../jsonpath/api-gateway-dialect";
import { compilePath } from "../../jsonpath/compile-path";
import { stepFunctionsDialect } from "../../jsonpath/step-functions-dialect";

/** How many errors were made: each costs as much as hundreds of steps. */
let mockMade = 0;
jest.mock("../../jsonpath/errors", () => {
  const errors = jest.requireActual<typeof import("../../jsonpath/errors")>("../../jsonpath/errors");
  class PathNotFoundError extends errors.PathNotFoundError {
    constructor(message: string) {
      super(message);
      mockMade++;
    }
  }
  return { ...errors, PathNotFoundError };
});

describe.each([
  ["API Gateway", apiGatewayDialect],
  ["Step Functions", stepFunctionsDialect],
])("a path in the dialect of %s over thousands of items that lack what it names", (_name, dialect) => {
  const items = Array.from({ length: 5_000 }, (_, index): JsonObject =>
    index === 7 ? { a: [{}, 1], b: { c: 2 } } : {},
  );

  it.each([
    ["$[?(@.a)]", 1],
    ["$[?(@.b.c > 1)]", 1],
    ["$[?(@.b.c.d > 1)]", 0],
    ["$..[?(@.a[1] == 1)]", 1],
    ["$[*].b", 1],
    ["$[*].b.c", 1],
  ])("%s selects those that have it, and makes no error for the others", (text, found) => {
    mockMade = 0;
    expect(compilePath(text, dialect).read(items)).toHaveLength(found);
    expect(mockMade).toBe(0);
  });

  it("fails with one error where nothing is selected by a definite path", () => {
    mockMade = 0;
    expect(() => compilePath("$[3].a", dialect).read(items)).toThrow();
    expect(mockMade).toBe(1);
  });
});
