import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compilePath, InvalidPathError, JsonPathError, PathNotFoundError } from "../../jsonpath/compile-path";
import type { Json } from "../../json";
import { hostileJson, INHERITED } from "../hostile-json";
import { stepFunctionsDialect } from "../../jsonpath/step-functions-dialect";
import { Random } from "@sfn-websocket/tools/differential/random";
import { generatePath } from "@sfn-websocket/tools/differential/jsonpath/generate-path";
import { answerPath } from "@sfn-websocket/tools/differential/jsonpath/subject";

const compile = (text: string) => compilePath(text, stepFunctionsDialect);
const read = (text: string, document: Json) => compile(text).read(document);

/** The path, the document's JSON text, and the kind and the text of the answer that Jayway 2.0.0 gave. */
const cases = readFileSync(join(__dirname, "jayway-2.0.0.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as readonly string[]);

describe("a path of Step Functions", () => {
  it("answers generated cases as Jayway 2.0.0 over Jackson answered them", () => {
    const wrong = cases.filter(([text = "", document = "", kind, answer]) => {
      const ours = answerPath({ text, document });
      return ours.kind !== kind || ours.text !== answer;
    });
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(900);
    expect(new Set(cases.map(([, , kind]) => kind)).size).toBe(5);
  });

  it("compares with words that have no quotes", () => {
    expect(read("$.tags[?(@.key==blue)].id", { tags: [{ key: "blue", id: 7 }] })).toEqual([7]);
    expect(read("$[?(@.name==/app/mode)].v", [{ name: "/app/mode", v: 1 }])).toEqual([1]);
  });

  it("passes over a dot before a bracket", () => {
    expect(read("$.[0]", [5])).toBe(5);
    expect(read("$.a.[0]", { a: [5] })).toBe(5);
  });

  it("reads null beyond the end of a list, and before its start", () => {
    expect(read("$.a[5]", { a: [1] })).toBeNull();
    expect(read("$.a[-1]", { a: [1] })).toBeNull();
    expect(read("$.a[(@.length-1)]", { a: [1, 2] })).toBe(2);
  });

  it("knows no functions", () => {
    expect(() => read("$.n.sum()", { n: [1] })).toThrow(
      new PathNotFoundError("Property ['sum()'] not found in path $['n']"),
    );
  });

  it("tells the segments of a reference path", () => {
    expect(compile("$.a['b c'][1].d").segments).toEqual(["a", "b c", 1, "d"]);
    for (const text of ["$.a[-1]", "$.a[0,1]", "$..a", "$.*", "$.a[(@.length-1)]", "$['a','b']", "@.a"])
      expect(compile(text).segments).toBeUndefined();
  });

  it.each(["", "$.", "$.a.", "$a", "$.a b", "$[", "$['a'", "$[abc]", '$["a"]', "$..", "$[?(@.a)", "$[?(@..a == 1)]"])(
    "rejects '%s'",
    (text) => expect(() => compile(text)).toThrow(InvalidPathError),
  );
});

describe("hostile input", () => {
  it("throws nothing but errors of its own, whatever the path and the document", () => {
    const names = fc.constantFrom("a", "b", "list", ...INHERITED);
    const { document } = fc.letrec<{ document: unknown }>((tie) => ({
      document: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom(null, true, 7, -0, 1e300, "x", "null", "7"),
        fc.array(tie("document"), { maxLength: 4 }),
        fc.array(fc.tuple(names, tie("document")), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
      ),
    }));
    fc.assert(
      fc.property(fc.integer(), fc.oneof(document, hostileJson), (seed, value) => {
        try {
          read(generatePath(new Random(seed)), value as Json);
        } catch (error) {
          if (!(error instanceof JsonPathError)) throw error;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("follows and scans what is nested 10,000 deep, or fails with an error of its own", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`) as Json;
    expect(read("$.a.a.a", deep)).toBeDefined();
    expect(() => read("$..b", deep)).toThrow(JsonPathError);
    expect(() => read("$[?(@.a == 1)]", deep)).not.toThrow();
    expect(() => read("$[?(@.a =~ /x/)]", deep)).toThrow(JsonPathError);
    expect(() => read("$.a[0]", deep)).toThrow(JsonPathError);
  });

  it("fails for a slice that reaches further than any list", () => {
    expect(() => read("$[-2147483648:2]", [1, 2])).toThrow(JsonPathError);
  });
});
