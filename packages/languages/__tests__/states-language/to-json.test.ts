import jsonata from "jsonata";
import { toJson } from "../../states-language/values/to-json";

describe("the value of a JSONata expression", () => {
  it("is the very value if it is plain JSON", () => {
    const value = { a: [1, "b", null, { c: true }] };
    expect(toJson(value)).toBe(value);
  });

  it("loses the marks of a sequence", async () => {
    const sequence: unknown = await jsonata("a.b").evaluate({ a: [{ b: 1 }, { b: 2 }] });
    const json = toJson({ sequence });
    expect(json).toEqual({ sequence: [1, 2] });
    expect(Object.getOwnPropertyNames(Object(json).sequence)).toEqual(["0", "1", "length"]);
  });

  it("leaves out members that are undefined", () => {
    expect(toJson({ a: undefined, b: [undefined, 1] })).toEqual({ b: [null, 1] });
  });

  it.each([Infinity, -Infinity, NaN])("has %s as text", (number) => {
    expect(toJson({ a: [number] })).toEqual({ a: [String(number)] });
  });

  it.each([
    ["a function", () => 1],
    ["undefined", undefined],
    ["a symbol", Symbol("s")],
  ])("is undefined for %s, at any depth", (_what, value) => {
    expect(toJson(value)).toBeUndefined();
    if (value !== undefined) expect(toJson({ a: [{ b: value }] })).toBeUndefined();
  });
});
