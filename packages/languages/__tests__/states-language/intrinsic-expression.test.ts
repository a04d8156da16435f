import { parseIntrinsic } from "../../states-language/fields/intrinsic-expression";

describe("parsing an intrinsic function", () => {
  it("reads literals, paths and calls", () => {
    const text = "States.Format('a\\'\\{b\\}\\\\', 1.5e3, true, null, $.a[?(@.b == ')')].c, States.UUID( ))";
    expect(parseIntrinsic(text)).toEqual({
      kind: "call",
      name: "States.Format",
      arguments: [
        { kind: "literal", value: "a'{b}\\", template: "a'\\{b\\}\\\\" },
        { kind: "literal", value: 1500 },
        { kind: "literal", value: true },
        { kind: "literal", value: null },
        { kind: "path", text: "$.a[?(@.b == ')')].c" },
        { kind: "call", name: "States.UUID", arguments: [] },
      ],
    });
  });

  it.each([
    ["", "not a call of an intrinsic function at character 1"],
    ["$.a", "not a call of an intrinsic function at character 1"],
    ["States.UUID", "not a call of an intrinsic function at character 1"],
    ["States.UUID() x", "something follows the call at character 15"],
    ["States.Array(1", "an argument is missing or not a string, number, path or call at character 14"],
    ["States.Array(1 2)", "an argument is missing or not a string, number, path or call at character 14"],
    ["States.Array('a' 'b')", "',' or ')' is missing at character 18"],
    ["States.Array(1,)", "an argument is missing or not a string, number, path or call at character 16"],
    ["States.Array('a)", "a string has no closing quote at character 18"],
    ["States.Array('\\n')", "\\n is not an escape at character 17"],
    [`${"States.Array(".repeat(11)}${")".repeat(11)}`, "more than 10 nested calls at character 144"],
  ])("rejects %s", (text, problem) => {
    expect(() => parseIntrinsic(text)).toThrow(
      new Error(
        `intrinsic function: ${problem}, got ${JSON.stringify(text)}; write for example States.Format('Hello, {}', $.name)`,
      ),
    );
  });
});
