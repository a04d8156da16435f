import {
  describeJsonError,
  describeJsonErrorWithSource,
  locateJsonError,
} from "../../states-language/values/jackson-error";

const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** Texts that are not JSON, with Jackson's answer and the column where it stops; the first two are recorded from AWS. */
const cases: [string, string, number][] = [
  ["not a definition", `Unrecognized token 'not': was expecting ${values}`, 4],
  ["{'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", 3],
  ["'a'", `Unexpected character (''' (code 39)): expected a valid value ${values}`, 2],
  ['{"a": tru}', `Unrecognized token 'tru': was expecting ${values}`, 10],
  ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", 7],
  ['{"a": 1 "b"}', `Unexpected character ('"' (code 34)): was expecting comma to separate Object entries`, 10],
  ["[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 5],
  ["[1,]", `Unexpected character (']' (code 93)): expected a valid value ${values}`, 5],
  ['{"a":1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", 9],
  ["[1e+]", "Unexpected character (']' (code 93)) in numeric value: Exponent indicator not followed by a digit", 3],
  ["[1e-x]", "Unexpected character ('x' (code 120)) in numeric value: Exponent indicator not followed by a digit", 3],
  ['{"a":}', "Unexpected character ('}' (code 125)): expected a value", 7],
  [
    "// a",
    "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
    2,
  ],
  [
    '{"a\n":1}',
    "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in name",
    5,
  ],
  ['["\\x"]', "Unrecognized character escape 'x' (code 120)", 5],
  ['["\\u00g0"]', "Unexpected character ('g' (code 103)): expected a hex-digit for character escape sequence", 8],
  ['["a', "Unexpected end-of-input: was expecting closing quote for a string value", 4],
  ['{"a', "Unexpected end-of-input in field name", 4],
  ["[01]", "Invalid numeric value: Leading zeroes not allowed", 3],
  ["[1.x]", "Unexpected character ('x' (code 120)) in numeric value: Decimal point not followed by a digit", 3],
  [
    "[-a]",
    "Unexpected character ('a' (code 97)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value",
    4,
  ],
  ["1a", "Unexpected character ('a' (code 97)): Expected space separating root-level values", 3],
  ["\u00a01", `Unexpected character ('\u00a0' (code 160)): expected a valid value ${values}`, 2],
  [
    "\u0001",
    "Illegal character ((CTRL-CHAR, code 1)): only regular white space (\\r, \\n, \\t) is allowed between tokens",
    2,
  ],
];

describe("a text that is not JSON", () => {
  it.each(cases)("fails as Jackson says: %j", (text, message, column) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(describeJsonError(text)).toBe(message);
    expect(locateJsonError(text)).toContain(`; line: 1, column: ${column}]`);
  });

  it("fails with the place where the open container starts", () => {
    expect(describeJsonError('{"a": 1')).toBe(
      'Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"a": 1"; line: 1, column: 1])',
    );
    expect(describeJsonError('\n[{"a": 1]')).toBe(
      `Unexpected close marker ']': expected '}' (for Object starting at [Source: (String)"\n[{"a": 1]"; line: 2, column: 2])`,
    );
  });

  it("fails with the line and column after all line breaks", () => {
    expect(describeJsonErrorWithSource("{\r\n\n  x")).toBe(
      "Unexpected character ('x' (code 120)): was expecting double-quote to start field name\n" +
        ' at [Source: (String)"{\r\n\n  x"; line: 3, column: 4]',
    );
  });

  it("fails with the first 500 characters of a long text", () => {
    const text = `[${"1,".repeat(300)}x]`;
    expect(locateJsonError(text)).toBe(
      `[Source: (String)"${text.slice(0, 500)}"[truncated 103 chars]; line: 1, column: 603]`,
    );
  });
});
