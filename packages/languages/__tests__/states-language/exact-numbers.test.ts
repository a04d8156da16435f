import { runExecution } from "@sfn-websocket/tools/conformance/run-execution";
import type { Json, JsonObject } from "../../json";
import { printJson, readJson } from "../../jsonpath/read-json";

const BIG = "12345678901234567890";

const run = async (state: JsonObject, input = `{"n":${BIG},"a":[${BIG},1]}`) => {
  const definition = { StartAt: "S", States: { S: { ...state, End: true } } };
  const outcome = await runExecution({ type: "EXPRESS", definition, input: readJson(input), tape: [] });
  return outcome.status === "SUCCEEDED" ? printJson(outcome.output) : `${outcome.error}: ${outcome.cause}`;
};

const call = (expression: string) => run({ Type: "Pass", Parameters: { "r.$": expression } });

describe("an integer beyond a double", () => {
  it.each<[string, JsonObject, string]>([
    ["the output", { Type: "Pass" }, `{"n":${BIG},"a":[${BIG},1]}`],
    ["InputPath", { Type: "Pass", InputPath: "$.n" }, BIG],
    ["Parameters", { Type: "Pass", Parameters: { "r.$": "$.n" } }, `{"r":${BIG}}`],
    ["a constant", { Type: "Pass", Parameters: { r: readJson(BIG) } }, `{"r":${BIG}}`],
    ["ResultPath", { Type: "Pass", InputPath: "$.n", ResultPath: "$.n" }, `{"n":${BIG},"a":[${BIG},1]}`],
  ])("keeps its digits through %s", async (_where, state, output) => expect(await run(state)).toBe(output));

  it("keeps its digits as the item of a Map", async () => {
    const processor = { StartAt: "P", States: { P: { Type: "Pass", End: true } } };
    expect(await run({ Type: "Map", ItemsPath: "$.a", ItemProcessor: processor })).toBe(`[${BIG},1]`);
  });

  it.each([
    ["States.JsonToString($.a)", `"[${BIG},1]"`],
    [`States.StringToJson('{"x":${BIG}}')`, `{"x":${BIG}}`],
    ["States.ArrayContains($.a, $.n)", "true"],
    ["States.ArrayUnique(States.Array($.n, $.n, 1))", `[1,${BIG}]`],
    ["States.Format('{} {}', $.n, $.a)", `"${BIG} [${BIG}, 1]"`],
    [`States.Array(${BIG}, 1e400, -0)`, `[${BIG},"Infinity",0]`],
    [`States.Format('{}', ${BIG})`, `"${BIG}"`],
  ])("keeps its digits in %s", async (expression, result) => expect(await call(expression)).toBe(`{"r":${result}}`));

  it("fails in arithmetic, which takes 32 bits", async () => {
    expect(await call("States.MathAdd($.n, 1)")).toContain("Invalid arguments in States.MathAdd");
  });

  it("is too long to wait for", async () => {
    expect(await run({ Type: "Wait", SecondsPath: "$.n" })).toContain("Wait state delay is too long.");
  });

  it("shows its digits where a path leads nowhere", async () => {
    expect(await call("$.no")).toContain(`could not be found in the input '{"n":${BIG},"a":[${BIG},1]}'`);
  });

  it.each<[string, Json, boolean]>([
    ["NumericEquals", readJson(BIG), true],
    ["NumericEquals", readJson("12345678901234567891"), false],
    ["NumericGreaterThan", 7, true],
    ["IsNumeric", true, true],
    ["IsString", true, false],
  ])("compares by its digits: %s", async (operator, operand, holds) => {
    const definition = {
      StartAt: "C",
      States: {
        C: { Type: "Choice", Choices: [{ Variable: "$.n", [operator]: operand, Next: "Y" }], Default: "N" },
        Y: { Type: "Pass", Result: true, End: true },
        N: { Type: "Pass", Result: false, End: true },
      },
    };
    const outcome = await runExecution({ type: "EXPRESS", definition, input: readJson(`{"n":${BIG}}`), tape: [] });
    expect(outcome).toMatchObject({ status: "SUCCEEDED", output: holds });
  });

  it("is the nearest double in JSONata", async () => {
    expect(await run({ Type: "Pass", QueryLanguage: "JSONata", Output: "{% $states.input.n / 10 %}" })).toBe(
      "1234567890123456800",
    );
  });
});
