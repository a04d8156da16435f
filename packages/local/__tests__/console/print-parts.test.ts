import { printParts } from "../../console/print-parts";

const long = Array.from({ length: 1_000 }, (_, index) => ({ index, text: `"${"x".repeat(200)}"` }));
const VALUES: Readonly<Record<string, object>> = {
  "of nothing": {},
  "of an empty list": [],
  "with members that are none": { a: undefined, b: null, c: [], d: {}, e: [undefined, null], f: "é\n\u2028" },
  "with long lists at any depth": { a: 1, b: [{ c: { long, d: [long, [[[[long]]]]] } }], long },
};

it.each(Object.entries(VALUES))("a value %s is printed in parts as it is printed at once", (_name, value) => {
  expect([...printParts(value)].join("")).toBe(JSON.stringify(value));
});

it("no part of a long list is much longer than others", () => {
  const parts = [...printParts({ states: [{ iterations: long }] })];
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(128 * 1024);
  expect(parts.length).toBeGreaterThan(2);
});
