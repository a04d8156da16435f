import type { Json } from "../../json";
import { LIMIT_TEXTS } from "../../states-language/values/evaluation-limits";
import { runExecution } from "@sfn-websocket/tools/conformance/run-execution";
import { measureHold } from "./held-time";

const list = (length: number): number[] => Array.from({ length }, (_, index) => (index * 7919) % 60_013);
/** Longer, nobody else is held up by a message; a machine that is busy is given its time. */
const LONGEST_HOLD = 2000;

function evaluate(text: string, input: Json) {
  const state = { Type: "Pass", Output: { v: `{% ${text} %}` }, End: true };
  const definition = { QueryLanguage: "JSONata", StartAt: "S", States: { S: state } };
  return measureHold(() => runExecution({ type: "STANDARD", definition, input }), LONGEST_HOLD);
}

const doublings = Array.from({ length: 60 }, (_, index) => `$a${index + 1} := {'a': $a${index}, 'b': $a${index}}`);
const twice = `$a0 := {'x': 1}; ${doublings.join("; ")}`;

describe("an expression that needs too much", () => {
  it.each<[string, keyof typeof LIMIT_TEXTS, Json]>([
    ["$states.input#$i^(>$)", "memory", list(60_000)],
    ["$pad('x', 1000000000)", "memory", {}],
    ["$split($pad($pad('', 250000, 'x'), 500000, 'x'), /y?x/)", "time", {}],
    ["$split($pad('', 2000000, 'x'), '')", "memory", {}],
    ["$replace($pad($pad('', 250000, 'x'), 500000, 'x'), 'x', $pad($pad('', 250000, 'y'), 500000, 'y'))", "memory", {}],
    ["$contains($pad($pad('', 250000, 'x'), 500000, 'x'), /(x+x+)+y/)", "time", {}],
    ["$fromMillis(1, '[Y,99999999]')", "memory", {}],
    ["$fromMillis(1, $pad('[Y]', 400000))", "memory", {}],
    ["$toMillis('11111111111111111111111111111111111x', '[Y]1[M]1[D]1[d]1[H]1[m]1[s]1[f]')", "time", {}],
    ["$formatNumber(1/0, '0e0')", "time", {}],
    ["$formatInteger(1/0, 'A')", "time", {}],
    ["$error($pad('', 100000, '{'))", "time", {}],
    ["$assert(false, $pad('', 100000, '{{a '))", "time", {}],
    ["$hash('a', $pad('', 100000, '{'))", "time", {}],
    ["$formatInteger(1000000000, 'I')", "stack", {}],
    ["$string([1..870000])", "memory", {}],
    ["($f := function($x){ $f($x) }; $f(1))", "time", {}],
    ["($f := function($x){ [$f($x), 1] }; $f(1))", "stack", {}],
    [`(${twice}; $a60)`, "memory", {}],
    [`(${twice}; $string($a60))`, "memory", {}],
    [`(${twice}; $a60 = $a59)`, "memory", {}],
    [`(${twice}; $a60.**)`, "memory", {}],
    [`(${Array.from({ length: 60 }, (_, index) => `$s${index} := $pad('x', 4000000)`).join("; ")}; 1)`, "memory", {}],
    ["[1..2000].([1..2000])", "memory", {}],
    ["$states.input ~> |$|{'self': $}|", "stack", { a: 1 }],
  ])(
    "fails within its limits: %s",
    async (text, resource, input) => {
      const { outcome, longest } = await evaluate(text, input);
      expect(outcome).toMatchObject({ status: "FAILED", error: "States.QueryEvaluationError" });
      expect(outcome).toMatchObject({ cause: expect.stringContaining(`evaluation: ${LIMIT_TEXTS[resource]}`) });
      expect(longest).toBeLessThan(LONGEST_HOLD);
    },
    60_000,
  );

  it.each<[string, Json, Json]>([
    ["$count($sort($states.input))", list(60_000), 60_000],
    ["$count($distinct($states.input))", list(60_000), 60_000],
    ["$max([1..200000])", {}, 200_000],
    ["$count($states.input^(>$))", list(3000), 3000],
    ["$count($spread([1..5000].{'a': $}))", {}, 5000],
    ["$keys([1..300].{$string($): [$]}.{'k': 1, 'l': 2})", {}, ["k", "l"]],
    ["($states.input{$string(a): b}).`150`", Array.from({ length: 200 }, (_, a) => ({ a, b: a })), 150],
  ])(
    "succeeds where the library's way would not: %s",
    async (text, input, v) => {
      expect((await evaluate(text, input)).outcome).toEqual({ status: "SUCCEEDED", output: { v } });
    },
    60_000,
  );
});

describe("the library within limits", () => {
  it.each<[string, Json]>([
    ["$sort(['b', 'a'])", ["a", "b"]],
    ["$sort([3, 1, 2], function($x, $y){ $x < $y })", [3, 2, 1]],
    ["$states.input.o^(b, >a).a", [3, 2, 1]],
    ["$states.input.o^(a)[0].b", 2],
    ["$states.input.o[a = 1]^(a)", { a: 1, b: 2 }],
    ["$distinct([1, '1', {'a': 1, 'b': 2}, {'b': 2, 'a': 1}, 1])", [1, "1", { a: 1, b: 2 }]],
    ["$spread([{'a': 1, 'b': 2}, {'a': 3}])", [{ a: 1 }, { b: 2 }, { a: 3 }]],
    ["$min([3, 1])", 1],
    ["$length('a😀b')", 3],
    ["$pad('x', -5, 'ab')", "ababx"],
    ["$replace('abracadabra', /a(b)?/, '[$1]')", "[b]r[]c[]d[b]r[]"],
    ["$match('ab', /(a)|b/).match", ["a", "b"]],
    ["$map(['a', 'b'], $uppercase)", ["A", "B"]],
    ["$map(['a'], function($v, $i){ $v & $i })", "a0"],
    ["($first := $substring(?, 0, 1); $first('xyz'))", "x"],
    ["$base64decode('aGk=')", "hi"],
    ["$toMillis('2020-01-02', '[Y]-[M01]-[D01]')", 1_577_923_200_000],
    ["$string({'a': [1]}, true)", '{\n  "a": [\n    1\n  ]\n}'],
  ])("gives what it gives without: %s", async (text, v) => {
    const o = [3, 2, 1].map((a) => ({ a, b: a === 1 ? 2 : 1 }));
    expect((await evaluate(text, { o })).outcome).toEqual({ status: "SUCCEEDED", output: { v } });
  });
});
