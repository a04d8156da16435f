import { countLinearNodes } from "../../states-language/jsonata/jsonata-shape";
import { parseJsonata } from "../../states-language/jsonata/parse-jsonata";
import { weighsAtMost } from "../../states-language/values/value-weight";
import { runExecution } from "@sfn-websocket/tools/conformance/run-execution";

function countNodes(text: string): number | undefined {
  const parsed = parseJsonata(text);
  if ("message" in parsed) throw new Error(parsed.message);
  return countLinearNodes(parsed.tree);
}

/** Expressions that are linear by their shape, with what they give. */
const LINEAR: readonly (readonly [string, unknown])[] = [
  ["$states.input.a.b", [1, 2, 3]],
  ["$states.input.a[-1].b", 3],
  ["'Hello, ' & $states.input.name", "Hello, Jane"],
  ["{'n': $states.input.name, 'l': [$states.input.a.b, 4]}", { n: "Jane", l: [1, 2, 3, 4] }],
  ["$count($states.input.a) > 2 and $states.input.name = 'Jane'", true],
  ["$sum($states.input.a.b) + $max($states.input.a.b) - -1", 10],
  ["$exists($states.input.none) ? 1 : $states.input.name in ['Jane']", true],
  ["$string({'a': 1}) & $uppercase($substring($states.input.name, 0, 1))", '{"a":1}J'],
  ["$states.context.Execution.Input.name", "Jane"],
  ["$states.input.a", [{ b: 1 }, { b: 2 }, { b: 3 }]],
  ["$length($states.input.name)", 4],
];

const REPEATING = [
  "$states.input.a[b = 1]",
  "$states.input.a.(b & $states.input.name)",
  "$states.input.a.{'b': $states.input.a}",
  "$states.input.a{name: b}",
  "$states.input.a^(b)",
  "$states.input.**",
  "$states.input.*",
  "$states.input.a#$i.b",
  "[1..10]",
  "$map($states.input.a, function($x){ $x })",
  "($a := 1; $a)",
  "$contains('x', /x/)",
  "$pad('x', 1000)",
  "$eval('1')",
  "$states.input ~> |$|{'a': 1}|",
  "$string([$string([$states.input])])",
  "'' & ['' & $states.input]",
  "$string($append($string($states.input), 1))",
  "$string({'a': 1}, true)",
  Array.from({ length: 60 }, () => "1").join("+"),
];

describe("the shape of an expression", () => {
  it.each(LINEAR)("is linear, and gives what is expected: %s", async (text, v) => {
    expect(countNodes(text)).toBeGreaterThan(0);
    const state = { Type: "Pass", Output: { v: `{% ${text} %}` }, End: true };
    const definition = { QueryLanguage: "JSONata", StartAt: "S", States: { S: state } };
    const input = { name: "Jane", a: [{ b: 1 }, { b: 2 }, { b: 3 }] };
    expect(await runExecution({ type: "STANDARD", definition, input })).toEqual({ status: "SUCCEEDED", output: { v } });
  });

  it.each(LINEAR)("gives the same for heavy data, which is watched: %s", async (text, v) => {
    const state = { Type: "Pass", Output: { v: `{% ${text} %}` }, End: true };
    const definition = { QueryLanguage: "JSONata", StartAt: "S", States: { S: state } };
    const input = { name: "Jane", a: [{ b: 1 }, { b: 2 }, { b: 3 }], heavy: "x".repeat(250_000) };
    expect(await runExecution({ type: "STANDARD", definition, input })).toEqual({ status: "SUCCEEDED", output: { v } });
  });

  it.each(REPEATING)("may repeat work: %s", (text) => {
    expect(countNodes(text)).toBeUndefined();
  });
});

describe("the weight of an evaluation's data", () => {
  it("counts every character and value, those of a list too", () => {
    const states = { input: ["x".repeat(100), { a: [1, 2, 3] }] };
    expect(weighsAtMost(100, { states })).toBe(false);
    expect(weighsAtMost(200, { states })).toBe(true);
  });

  it("is too much for what is very large, however deeply it nests", () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 200_000; depth++) deep = [deep];
    expect(weighsAtMost(1_000_000, { deep })).toBe(false);
  });
});
