import { JsonPathError } from "../../jsonpath/errors";
import { parsePermissiveJson } from "../../jsonpath/parse-permissive-json";

function parse(text: string): unknown {
  return parsePermissiveJson<unknown>(text, {
    number: Number,
    map: (members) => Object.fromEntries(members),
    list: (items) => items,
    constant: (value) => value,
  });
}

describe("a text that need not be JSON is read as json-smart 2.6 reads it", () => {
  test.each([
    ["[1,,2]", "[1,2]"],
    ["[,1]", "[1]"],
    ["{a:1}", '{"a":1}'],
    ["{'a':'b'}", '{"a":"b"}'],
    ["{a b : c d}", '{"a b":"c d"}'],
    ["[a b, c]", '["a b","c"]'],
    ["1 2", '"1 2"'],
    ["01", "1"],
    ["-0", "0"],
    ["-", "0"],
    ["+1", '"+1"'],
    ["tru", '"tru"'],
    [" x ", '"x"'],
    ['{"a":1}x', '{"a":1}'],
    ['{"a":1,}', '{"a":1}'],
    ['["a"b]', '["a","b"]'],
    ["", '""'],
    ['{"a":1,"a":2}', '{"a":2}'],
    ["1.", "1"],
    ["1.5.5", '"1.5.5"'],
    [".5", '".5"'],
    ["-.5", "-0.5"],
    ["[null,]", "[null]"],
    ['"a\\u00e9\\n"', '"aé\\n"'],
    ["a=b", '"a=b"'],
    ["null{", '"null{"'],
  ])("%s is %s", (text, json) => {
    expect(JSON.stringify(parse(text))).toBe(json);
  });
});

describe("what json-smart refuses fails with its message", () => {
  test.each([
    ["{a", "Unexpected End Of File position 1: null"],
    ["[a", "Unexpected End Of File position 1: EOF"],
    ['{"a":}', "Unexpected character (}) at position 5."],
    ["[:]", "Unexpected character (:) at position 1."],
    ["]", "Unexpected character (]) at position 0."],
  ])("fails for %s: %s", (text, message) => {
    expect(() => parse(text)).toThrow(new JsonPathError(message));
  });

  it("fails for lists that nest deeper than 400", () => {
    expect(() => parse("[".repeat(100_000))).toThrow("Malicious payload, having non natural depths position 400");
  });
});
