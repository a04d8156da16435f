import fc from "fast-check";
import type { Json } from "../../json";
import { compileDirect } from "../../states-language/jsonata/jsonata-direct";
import { parseJsonata } from "../../states-language/jsonata/parse-jsonata";
import { prepareStateMachine, type World } from "../../states-language/state-machine";

const WORLD: World = {
  now: () => 0,
  wait: () => new Promise(() => undefined),
  random: () => 0.5,
  uuid: () => "",
  runTask: () => Promise.reject(new Error("no task is run here")),
};
const CONTEXT = {
  Execution: { Id: "run", Name: "run", RoleArn: "role", StartTime: "2026-01-01T00:00:00.000Z" },
  StateMachine: { Id: "machine", Name: "machine" },
};

/** What a Pass state gives whose output is the expression, with variables of the workflow; the library makes all causes. */
async function evaluate(expression: string, input: Json): Promise<unknown> {
  const Assign = { v: "{% $states.input.a %}", w: "w", lowercase: "a variable hides a function" };
  const machine = prepareStateMachine({
    QueryLanguage: "JSONata",
    StartAt: "Assign",
    States: {
      Assign: { Type: "Pass", Assign, Next: "Evaluate" },
      Evaluate: { Type: "Pass", Output: `{% ${expression} %}`, End: true },
    },
  });
  const outcome = await machine.execute({ input, context: CONTEXT, world: WORLD });
  return outcome.status === "SUCCEEDED" ? outcome : outcome.error;
}

/** A block that binds something is no plain part, so the library evaluates what is in it. */
const leftToLibrary = (expression: string): string => `($bound := 0; ${expression})`;

function isDirect(expression: string): boolean {
  const parsed = parseJsonata(expression);
  return !("message" in parsed) && compileDirect(parsed.tree) !== undefined;
}

const INPUT = {
  a: { b: 1, c: [{ d: 1 }, { d: 2 }], e: "x", f: null, "10": true },
  l: [1, [2], []],
  n: -0.1,
  s: "aé",
  z: 0,
};

const expressions = fc.letrec<Record<"any", string>>((tie) => {
  const any = tie("any");
  const two = fc.tuple(any, any);
  const paths = fc.constantFrom(
    ..."a a.b a.c a.c.d a.e a.f a.f.g a.`10` l n s z none none.more".split(" ").map((path) => `$states.input.${path}`),
    ..."$v $v.b $v.c $w $w.x $none $states.context.Execution.Id $states.context.State.Name".split(" "),
  );
  const literals = fc.constantFrom("0", "1", "-1", "2.5", "1e300", '""', '"a"', '"["', '"k"', "true", "false", "null");
  const operators = "+ - * / % < <= > >= = != & and or".split(" ");
  const functions = "count exists lowercase merge not string uppercase".split(" ");
  return {
    any: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      paths,
      literals,
      fc.tuple(two, fc.constantFrom(...operators)).map(([[left, right], operator]) => `(${left} ${operator} ${right})`),
      fc.tuple(any, fc.constantFrom(...functions)).map(([value, name]) => `$${name}(${value})`),
      two.map(([one, other]) => `[${one}, ${other}]`),
      two.map(([one, other]) => `{"k": ${one}, "1": ${other}}`),
      two.map(([key, value]) => `{${key}: ${value}, "a": 1}`),
      two.map(([one, other]) => `$merge([${one}, {"a": ${other}}])`),
      fc.tuple(any, two).map(([when, [one, other]]) => `(${when} ? ${one} : ${other})`),
      fc.tuple(any, any).map(([when, one]) => `(${when} ? ${one})`),
      any.map((value) => `-${value}`),
    ),
  };
}).any;

describe("an expression that is evaluated at once", () => {
  it("gives what JSONata's library gives", async () => {
    let direct = 0;
    const run = async (expression: string): Promise<void> => {
      direct += Number(isDirect(expression));
      expect(await evaluate(expression, INPUT)).toEqual(await evaluate(leftToLibrary(expression), INPUT));
    };
    await fc.assert(fc.asyncProperty(expressions, run), { numRuns: 200 });
    expect(direct).toBeGreaterThan(100);
  }, 60_000);

  it.each([
    ['$merge([$states.input, {"r": 1}])', true],
    ["$states.input.a.b > 1", true],
    ["$states.input.a[0]", false],
    ["$states.input.a.(b)", false],
    ["$states.input.a{b: 1}", false],
    ["($x := 1)", false],
    ["$uuid()", false],
    ["$states", false],
    ["$states[false].input.a", false],
    ["$states@$s.input", false],
    ['$toString("a")', false],
    ['$isPrototypeOf("a")', false],
    ["$constructor($states.input)", false],
    [Array.from({ length: 60 }, () => "1").join("+"), false],
  ])("is one of plain parts: %s", (expression, expected) => {
    expect(isDirect(expression)).toBe(expected);
  });

  it("takes no data for a function", async () => {
    const data = { a: { _jsonata_lambda: true, b: 1 } };
    for (const expression of ["$states.input.a.b", "$merge([$states.input.a, {}])", "$exists($states.input.a)"])
      expect(await evaluate(expression, data)).toEqual(await evaluate(leftToLibrary(expression), data));
  });

  it("lets others have turns between the expressions of one state", async () => {
    const Condition = "{% $exists($merge([$states.input])) = false %}";
    const Choices = Array.from({ length: 5_000 }, () => ({ Condition, Next: "End" }));
    const machine = prepareStateMachine({
      QueryLanguage: "JSONata",
      StartAt: "Choose",
      States: { Choose: { Type: "Choice", Choices, Default: "End" }, End: { Type: "Pass", End: true } },
    });
    const input = Object.fromEntries(Array.from({ length: 700 }, (_, index) => [`k${index}`, index]));
    let turns = 0;
    let counting = setImmediate(function count() {
      turns += 1;
      counting = setImmediate(count);
    });
    const outcome = await machine.execute({ input, context: CONTEXT, world: WORLD });
    clearImmediate(counting);
    expect(outcome.status).toBe("SUCCEEDED");
    expect(turns).toBeGreaterThan(3);
  });

  it("leaves heavy data to the library, which ends what is over a limit", async () => {
    const data = { a: 1, list: Array.from({ length: 80_000 }, () => 0) };
    for (const expression of ["$merge([$states.input, {}])", "$count($states.input.list)"])
      expect(await evaluate(expression, data)).toEqual(await evaluate(leftToLibrary(expression), data));
  });
});
