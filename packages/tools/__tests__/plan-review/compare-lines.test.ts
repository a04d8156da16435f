import fc from "fast-check";
import { compareLines } from "../../plan-review/compare-lines";
import { listTemplateChanges } from "../../plan-review/mapping-templates";
import { listHunks } from "../../plan-review/write-templates";
import { makePlan } from "./make-plan";

const print = (before: string, after: string) =>
  compareLines(before.split("\n"), after.split("\n")).map(({ sign, text }) => `${sign}${text}`);

it("keeps the lines that both texts share", () => {
  expect(print("a\nb\nc\nd", "a\nx\nc\ny\nd")).toEqual([" a", "-b", "+x", " c", "+y", " d"]);
});

it("gives back both texts, and no more changes than needed for one that is only longer", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const compared = compareLines(before, after);
      const side = (sign: string) => compared.filter((line) => line.sign !== sign).map(({ text }) => text);
      expect([side("+"), side("-")]).toEqual([before, after]);
      expect(compareLines(before, [...before, ...after]).filter(({ sign }) => sign === "-")).toEqual([]);
    }),
  );
});

it("takes all lines for different where a comparison would take too long", () => {
  const before = Array.from({ length: 3_000 }, (_, index) => `a${index}`);
  const after = [...before.map((line) => `${line}!`)];
  expect(compareLines(before, after)).toHaveLength(6_000);
});

it("compares hundreds of long texts of which every line changes, and keeps the lines that stand once in texts too long", () => {
  const text = (sign: string, length: number) => Array.from({ length }, (_, index) => `${sign}${index % 7}`);
  const [before, after] = [text("a", 2_000), text("b", 2_000)];
  const [pairs] = [jest.spyOn(Math, "max")];
  for (let count = 0; count < 300; count++) compareLines(before, after);
  expect(pairs.mock.calls.length).toBeLessThan(10_000);
  pairs.mockRestore();
  const marked = (lines: readonly string[], sign: string) => [
    ...lines,
    "once",
    ...lines.map((line) => `${sign}${line}`),
    "twice",
    "twice",
  ];
  const shared = compareLines(
    ["x", ...marked(text("a", 2_000), "c")],
    ["y", ...marked(text("a", 1_999).reverse(), "d")],
  );
  expect(shared.filter(({ sign }) => sign === " ").map(({ text: line }) => line)).toEqual(["once", "twice", "twice"]);
});

it("shows three unchanged lines around a change, and counts the others", () => {
  const lines = Array.from({ length: 12 }, (_, index) => `${index}`);
  expect(
    listHunks(
      compareLines(
        lines,
        lines.map((line) => (line === "5" ? "x" : line)),
      ),
    ),
  ).toEqual(["@@ 2 unchanged @@", ...[" 2", " 3", " 4", "-5", "+x", " 6", " 7", " 8"], "@@ 3 unchanged @@"]);
});

/** The diff of a template, or why there is none. */
function diff(before: string | null, after: string | null): readonly string[] {
  const side = (text: string | null) => ({ response_templates: text === null ? null : { $default: text } });
  const { changes } = makePlan({
    changes: [{ type: "aws_apigatewayv2_integration_response", before: side(before), after: side(after) }],
  });
  return changes.flatMap(listTemplateChanges).flatMap(({ lines }) => lines.map(({ sign, text }) => `${sign}${text}`));
}

it("breaks a long line before its directives, so that a template of one line can be read", () => {
  const template = (status: string) =>
    `#set($a=$input.path('$'))#if($a.status=="${status}")$a.output#elseif($a.x)x#else{"error":"$a.error, and so on"}#end`;
  expect(diff(template("SUCCEEDED"), template("FAILED"))).toEqual([
    " #set($a=$input.path('$'))",
    `-\u21b3 #if($a.status=="SUCCEEDED")$a.output`,
    `+\u21b3 #if($a.status=="FAILED")$a.output`,
    " \u21b3 #elseif($a.x)x",
    ' \u21b3 #else{"error":"$a.error, and so on"}',
    " \u21b3 #end",
  ]);
});

it("tells a template that comes or goes, and a line end that does", () => {
  expect(diff(null, "a\nb\n")).toEqual(["+a", "+b"]);
  expect(diff("a\nb\n", null)).toEqual(["-a", "-b"]);
  expect(diff("a\n", "a")).toEqual([" a", "-"]);
  expect(diff("a\n", "a\n")).toEqual([]);
});
