import fc from "fast-check";
import { findExactDigits } from "../../jsonpath/exact-number";
import type { Json } from "../../json";
import { INHERITED, misleadingJson } from "../hostile-json";
import { printJson, readJson, toDoubles } from "../../jsonpath/read-json";

describe("a text of JSON", () => {
  it.each([
    "12345678901234567890",
    "-9223372036854775809",
    '{"a":[9007199254740993,{"b":100000000000000000000000000000001}]}',
    '{"__proto__":12345678901234567890,"toString":1,"valueOf":98765432109876543210}',
    '{"text":"12345678901234567890","escaped\\"9007199254740993":"\\\\","n":9007199254740993}',
    "9007199254740991",
    "1e+22",
  ])("keeps its integers: %s", (text) => expect(printJson(readJson(text))).toBe(text));

  it.each([
    ["1e999", '"Infinity"'],
    ["[-1e999]", '["-Infinity"]'],
    ["-0", "0"],
  ])("reads %s as Jackson does: %s", (text, printed) => expect(printJson(readJson(text))).toBe(printed));

  it("is read as JSON.parse reads it where doubles hold its numbers, and prints as JSON.stringify prints", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json({ noUnicodeString: false }),
          misleadingJson.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const expected: Json = JSON.parse(text);
          expect(printJson(readJson(text))).toBe(JSON.stringify(expected));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("keeps integers of any size at any place", () => {
    const names = fc.constantFrom("a", ...INHERITED);
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.bigInt()), { maxLength: 5 }), (members) => {
        const last = [...new Map(members)];
        const text = `{${last.map(([name, value]) => `"${name}":[${value}]`).join(",")}}`;
        expect(printJson(readJson(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it("may nest 100,000 deep", () => {
    const deep = `${"[".repeat(100_000)}12345678901234567890${"]".repeat(100_000)}`;
    expect(Array.isArray(readJson(deep))).toBe(true);
  });

  it("fails for what is not JSON, as JSON.parse does", () => {
    expect(() => readJson("{12345678901234567890}")).toThrow(SyntaxError);
  });
});

it("has doubles in the place of exact numbers for JSONata", () => {
  const value = readJson('{"a":[12345678901234567890,1],"b":{"c":"x"}}');
  expect(toDoubles(value)).toEqual({ a: [12345678901234567000, 1], b: { c: "x" } });
  expect(findExactDigits((value as { a: Json[] }).a[0])).toBe("12345678901234567890");
  // where nobody prints exactly, the nearest double is printed
  expect(JSON.stringify(value)).toBe('{"a":[12345678901234567000,1],"b":{"c":"x"}}');
});
