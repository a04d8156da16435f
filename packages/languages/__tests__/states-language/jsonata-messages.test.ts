import { requireFillable } from "../../states-language/jsonata/jsonata-messages";

describe("the message of an error of JSONata", () => {
  it.each([
    undefined,
    1,
    "plain",
    "{{",
    "{".repeat(1_000),
    JSON.stringify(Array(10_000).fill({ a: { b: { c: {} } } })),
  ])("is filled in where that takes little (%#)", (message) => expect(() => requireFillable(message)).not.toThrow());

  it.each(["{".repeat(100_000), "{{a ".repeat(25_000), `${"{".repeat(50_000)}${" ".repeat(50_000)}}}`])(
    "fails as an evaluation that takes too long where it would take the square of its length (%#)",
    (message) => {
      const told = "Expression evaluation timeout: Check for infinite loop";
      expect(() => requireFillable(message)).toThrow(new Error(told));
    },
  );
});
