import { runExecution } from "@sfn-websocket/tools/conformance/run-execution";
import type { Json, JsonObject } from "../../json";
import { printJson } from "../../jsonpath/read-json";

async function pass(parameters: JsonObject, input: Json): Promise<string> {
  const definition = { StartAt: "P", States: { P: { Type: "Pass", Parameters: parameters, End: true } } };
  const outcome = await runExecution({ type: "EXPRESS", definition, input, tape: [] });
  return outcome.status === "SUCCEEDED" ? printJson(outcome.output) : outcome.status;
}

/** A template of which each name has the value 1: names that end in `.$` are paths. */
function template(...names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, name.endsWith(".$") ? "$.one" : 1]));
}

/** How an object prints whose members are all 1. */
const ones = (...names: readonly string[]) => `{${names.map((name) => `"${name}":1`).join()}}`;

/** Recorded: gabrielmoreira/tiny-asl-machine, cases run on AWS; LocalStack's AWS-validated snapshots. */
describe("a payload template", () => {
  it.each([
    [
      "the constants first",
      ["userId", "name.$", "role.$", "isActive.$", "metadata"],
      ["userId", "metadata", "role", "name", "isActive"],
    ],
    [
      "names of one place as they came",
      ["message.$", "roleCount.$", "originalUser.$"],
      ["roleCount", "originalUser", "message"],
    ],
    ["paths in the order of Java's hash codes", ["id.$", "firstSku.$"], ["firstSku", "id"]],
    [
      "all of a Map's selector",
      ["original_input.$", "iteration_input_value.$", "iteration_index.$", "from_input_constant.$", "constant_value"],
      ["constant_value", "iteration_input_value", "from_input_constant", "iteration_index", "original_input"],
    ],
  ])("has %s", async (_what, names, order) => {
    expect(await pass(template(...names), { one: 1 })).toBe(ones(...order));
  });

  it("leaves an object with paths among the constants, where it stands", async () => {
    const parameters = { "priority.$": "$.one", order: template("id.$", "firstSku.$"), "traceId.$": "$.one", stage: 1 };
    const order = ones("firstSku", "id");
    expect(await pass(parameters, { one: 1 })).toBe(`{"order":${order},"stage":1,"traceId":1,"priority":1}`);
  });

  /** Documented of Java's HashMap, recorded of no template. */
  it("spreads more than twelve paths over twice the places", async () => {
    const names = [..."abcdefghijkl"].map((name) => `${name}.$`);
    expect(await pass(template("q.$", ...names), { one: 1 })).toBe(ones(..."abcdefghijklq"));
    expect(await pass(template("q.$", ...names.slice(1)), { one: 1 })).toBe(ones("q", ..."bcdefghijkl"));
  });
});

/** Recorded: the same. */
describe("States.JsonMerge", () => {
  it.each([
    ["abd", "acd", "abcd"],
    ["xy", "yz", "xyz"],
  ])("merges the letters of %s and %s to %s", async (one, other, merged) => {
    expect(await merge(template(...one), template(...other))).toBe(ones(...merged));
  });

  it.each([
    [["nested", "keep"], ["nested"], ["nested", "keep"]],
    [["value"], ["fallback", "value"], ["value", "fallback"]],
    [["constant_in_literal"], ["constant_input_field"], ["constant_input_field", "constant_in_literal"]],
    [["left"], ["right"], ["left", "right"]],
    [["__proto__"], ["x"], ["x", "__proto__"]],
  ])("merges %j and %j to %j", async (one, other, merged) => {
    expect(await merge(template(...one), template(...other))).toBe(ones(...merged));
  });

  async function merge(one: JsonObject, other: JsonObject): Promise<string> {
    const text = await pass({ "merged.$": "States.JsonMerge($.one, $.other, false)" }, { one, other });
    return text.slice('{"merged":'.length, -1);
  }
});
