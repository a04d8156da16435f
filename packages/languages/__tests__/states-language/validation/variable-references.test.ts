import type { JsonObject } from "../../../json";
import { listVariableReferences } from "../../../states-language/validation/unknown-names";

const pass = { Type: "Pass", End: true };
const assign = { Type: "Pass", Assign: { rate: 2, names: ["a"], until: "2030-01-01T00:00:00Z" }, Next: "Read" };
const machine = (state: JsonObject) => ({ StartAt: "Set", States: { Set: assign, Read: state } });
const over = (mode: string, state: JsonObject, fields: JsonObject = {}) => ({
  Type: "Map",
  ...fields,
  ItemProcessor: { ProcessorConfig: { Mode: mode }, StartAt: "Each", States: { Each: state } },
  End: true,
});

/** *Recorded* of AWS, with other names and values: LocalStack's snapshots of DescribeStateMachine. */
describe("the variables that states read", () => {
  it.each<[string, JsonObject, object]>([
    [
      "templates",
      { ...pass, Parameters: { "a.$": "$rate", b: "$names", c: { "d.$": "$names[0]" } } },
      { Read: ["names", "rate"] },
    ],
    ["paths, each once", { ...pass, InputPath: "$names", OutputPath: "$names" }, { Read: ["names"] }],
    [
      "intrinsic functions",
      { ...pass, Parameters: { "a.$": "States.Format('$until {}', $rate)" } },
      { Read: ["rate"] },
    ],
    ["a wait", { Type: "Wait", TimestampPath: "$until", End: true }, { Read: ["until"] }],
    ["a failure", { Type: "Fail", ErrorPath: "$until", CausePath: "$rate" }, { Read: ["rate", "until"] }],
    [
      "rules",
      { Type: "Choice", Choices: [{ Variable: "$rate", NumericEqualsPath: "$.a", Next: "Set" }] },
      { Read: ["rate"] },
    ],
    [
      "a Map and what is within it",
      over("INLINE", { ...pass, Assign: { "own.$": "$rate" } }, { ItemsPath: "$names" }),
      { Each: ["rate"], Read: ["names"] },
    ],
    ["a distributed Map, which shows none to what is within", over("DISTRIBUTED", { ...pass, InputPath: "$rate" }), {}],
    ["nothing", pass, {}],
  ])("are those of %s", (_what, state, expected) => {
    expect(listVariableReferences(machine(state))).toEqual(expected);
  });

  it("are found in JSONata, without its own names", () => {
    const output = { a: "{% $rate * $sum($names.($x := 1; $x)) %}", b: "$until" };
    const read = { ...pass, QueryLanguage: "JSONata", Output: output };
    expect(listVariableReferences(machine(read))).toEqual({ Read: ["names", "rate"] });
  });
});
