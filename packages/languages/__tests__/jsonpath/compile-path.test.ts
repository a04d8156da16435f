import fc from "fast-check";
import { compilePath, InvalidPathError, JsonPathError, PathNotFoundError } from "../../jsonpath/compile-path";
import type { Json } from "../../json";
import { hostileJson, INHERITED } from "../hostile-json";

const document: Json = { a: { b: [10, { c: "x" }] }, n: null, s: "text" };

describe("a path without filters or functions", () => {
  it("tells its segments, so that it can be written to", () => {
    expect(compilePath("$.a['b'][1].c").segments).toEqual(["a", "b", 1, "c"]);
    expect(compilePath("$").segments).toEqual([]);
  });

  it("has no segments where it could not be written to", () => {
    for (const text of ["$.a[-1]", "$.a.*", "$..a", "$.a[0,1]", "$.a[0:1]", "$.a.length()", "@.a", "$['a','b']"]) {
      expect(compilePath(text).segments).toBeUndefined();
    }
  });

  it("reads null as a value", () => {
    expect(compilePath("$.n").read(document)).toBeNull();
    expect(compilePath("$").read(null)).toBeNull();
  });

  it("finds nothing where read fails", () => {
    expect(compilePath("$.a.x").find(document)).toBeUndefined();
    expect(compilePath("$.s.length").find(document)).toBeUndefined();
  });

  it("reaches own members only", () => {
    for (const name of ["__proto__", "constructor", "toString", "length"]) {
      expect(compilePath(`$.${name}`).find({})).toBeUndefined();
      expect(compilePath(`$..${name}`).read({ a: [] })).toEqual([]);
    }
    expect(compilePath("$['__proto__','a']").read(JSON.parse('{"__proto__":1,"a":2}') as Json)).toEqual(
      JSON.parse('{"__proto__":1,"a":2}'),
    );
  });
});

describe("a definite path that selects nothing fails with Jayway's message", () => {
  test.each([
    ["$.x", "No results for path: $['x']"],
    ["$.a.b[9]", "No results for path: $['a']['b'][9]"],
    ["$.no.such.path", "Missing property in path $['no']"],
    ["$.n[0]", "The path $['n'] is null"],
    ["$.a[0]", 'Filter: [0] can only be applied to arrays. Current context is: {b=[10,{"c":"x"}]}'],
    ["$.s[0]", "Filter: [0] can only be applied to arrays. Current context is: text"],
    [
      "$.s.x",
      "Expected to find an object with property ['x'] in path $['s'] but found 'java.lang.String'. " +
        "This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JsonSmartJsonProvider'.",
    ],
  ])("fails for %s: %s", (text, message) => {
    expect(() => compilePath(text).read(document)).toThrow(new PathNotFoundError(message));
  });
});

describe("a text that is not a path is rejected", () => {
  test.each([
    ["", "path '': is empty; write '$' for the whole document"],
    ["$.a.", "path '$.a.': ends with '.'; name a member after it"],
    ["$a", "path '$a': has 'a' at 1; expected '.' or '['"],
    ["$.a b", "path '$.a b': has a blank at 3; write ['my name'] for a name with blanks"],
    ["$[1:x]", "path '$[1:x]': cannot be read from 1; expected ?, ', 0-9 or * after '['"],
    ["$[99999999999]", "index '99999999999': is not a 32-bit integer"],
  ])("rejects '%s'", (text, message) => {
    expect(() => compilePath(text)).toThrow(new InvalidPathError(message));
  });

  it("rejects a pattern that cannot be matched in linear time", () => {
    expect(() => compilePath("$[?(@.a =~ /(?=a)b/)]")).toThrow(InvalidPathError);
    expect(() => compilePath("$[?(@.a =~ /(a)\\1/)]")).toThrow(InvalidPathError);
  });
});

describe("hostile input", () => {
  it("shows values whose members are called as methods are", () => {
    const hostile = { a: { i: [{ toString: null, valueOf: 1 }] } };
    const message =
      'Filter: [0] can only be applied to arrays. Current context is: {i=[{"toString":null,"valueOf":1}]}';
    expect(() => compilePath("$.a[0]").read(hostile)).toThrow(new PathNotFoundError(message));
    expect(compilePath("$.a[0,1]").find(hostile)).toBeUndefined();
  });

  it("ends soon for a pattern that backtracks elsewhere", () => {
    const path = compilePath("$[?(@ =~ /(a+)+b/)]");
    expect(path.read(["a".repeat(50_000)])).toEqual([]);
  });

  it("fails for a scan of a scan that would not end soon", () => {
    const deep = JSON.parse("[".repeat(150) + "]".repeat(150)) as Json;
    const message = "path '$..[*]..[*]..[*]..[*]..[*]': takes more than 1000000 steps; select less";
    expect(() => compilePath("$..*..*..*..*..*").read(deep)).toThrow(new JsonPathError(message));
  });

  it("fails for a document that is nested too deep to be scanned", () => {
    const deep = JSON.parse("[".repeat(5000) + "]".repeat(5000)) as Json;
    expect(() => compilePath("$..x").read(deep)).toThrow(JsonPathError);
  });

  it("finds the least and the greatest of more numbers than a call takes arguments", () => {
    const numbers = Array.from({ length: 200_000 }, (_, index) => index);
    expect(compilePath("$.min()").read(numbers)).toBe(0);
    expect(compilePath("$.max()").read(numbers)).toBe(199_999);
  });

  it("throws nothing but errors of its own, whatever the path and the document", () => {
    const parts = fc.constantFrom(
      "$",
      "@",
      ".",
      "..",
      "*",
      "[",
      "]",
      "'",
      '"',
      ...INHERITED,
      "a",
      "b",
      "0",
      "-1",
      ":",
      ",",
      "?(",
      ")",
      "==",
      "&&",
      "!",
      "/",
      "length()",
      "sum(",
      " ",
      "\\",
      "in",
      "[1,2]",
      "true",
    );
    const texts = fc.array(parts, { maxLength: 12 }).map((list) => `$${list.join("")}`);
    fc.assert(
      fc.property(texts, hostileJson, (text, value) => {
        try {
          compilePath(text).read(value);
        } catch (error) {
          if (!(error instanceof JsonPathError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
