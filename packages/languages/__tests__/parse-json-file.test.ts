import { parseJsonFile } from "../parse-json-file";

const parse = (text: string) => parseJsonFile("a.json", text);

it("is the value of a JSON text", () => expect(parse(' {"a": [1, "x"]} ')).toEqual({ a: [1, "x"] }));

it.each([
  ['{\n  "A": 1\n  "B": 2\n}', ["a.json:3:3: expected ',', got '\"B\"'; correct it", '    "B": 2', "    ^"]],
  ['{"a":1,}', ["a.json:1:8: expected a name in double quotes, got '}'; correct it", '  {"a":1,}', "         ^"]],
  ['{"a" 1}', ["a.json:1:6: expected ':', got '1'; correct it", '  {"a" 1}', "       ^"]],
  ['{"a":tru}', ["a.json:1:6: expected a value, got 'tru'; correct it", '  {"a":tru}', "       ^"]],
  ['{"a":1', ["a.json:1:7: expected '}', got the end; correct it", '  {"a":1', "        ^"]],
  ["[1", ["a.json:1:3: expected ']', got the end; correct it", "  [1", "    ^"]],
  ["", ["a.json:1:1: expected a value, got the end; correct it"]],
  ["// no\n{}", ["a.json:1:1: JSON has no comments, got '// no'; correct it", "  // no", "  ^"]],
  [
    '{"a":"x\ny"}',
    ["a.json:1:6: expected '\"' at the text's end, on the same line, got '\"x'; correct it", '  {"a":"x', "       ^"],
  ],
  ["{} {}", ["a.json:1:4: expected nothing more, got '{'; correct it", "  {} {}", "     ^"]],
  ["\u001b]0;x\u0007", ["a.json:1:1: expected a value, got ' '; correct it", "   ]0;x ", "  ^"]],
])("rejects %j with the place, the line and a caret", (text, lines) => {
  expect(() => parse(text)).toThrow(new Error(lines.join("\n")));
});

it("rejects YAML with what makes JSON of it", () => {
  expect(parseJsonFile("a/b.asl.yaml", "{}")).toEqual({});
  expect(() => parseJsonFile("a/b.asl.yaml", "StartAt: A\n")).toThrow(
    new Error("a/b.asl.yaml: is YAML, got '.yaml'; write it as JSON: npx js-yaml a/b.asl.yaml > a/b.asl.json"),
  );
});

it("shows what of a long line is around the place", () => {
  const text = `{"a":"${"x".repeat(100)}" "b":"${"y".repeat(100)}"}`;
  expect(() => parse(text)).toThrow(
    new Error(
      [
        "a.json:1:109: expected ',', got '\"b\"'; correct it",
        `  ${"x".repeat(26)}" "b":"${"y".repeat(23)}`,
        `  ${" ".repeat(28)}^`,
      ].join("\n"),
    ),
  );
});

it("rejects what only JSON.parse refuses", () => {
  expect(() => parse("\u00a0{}")).toThrow(/^a\.json:1:1: expected /);
});

it.each([
  ["\ufeff{}", "a byte order mark; save the file as UTF-8 without one"],
  [Buffer.from("\ufeff{}", "utf16le").toString("utf8"), "UTF-16; save the file as UTF-8 without a byte order mark"],
])("rejects %j as what an editor or a shell of Windows wrote", (text, problem) => {
  expect(() => parse(text)).toThrow(`a.json:1:1: expected a value, got ${problem}\n`);
});

it("rejects a name that stands twice in an object, and takes it in two objects", () => {
  expect(parse('{"a":{"b":1},"c":[{"b":1},{"b":1}]}')).toEqual({ a: { b: 1 }, c: [{ b: 1 }, { b: 1 }] });
  expect(() => parse('{"States":{\n  "Charge": {"Type":"Pass"},\n  "Charge": {"Type":"Fail"}\n}}')).toThrow(
    new Error(
      [
        "a.json:3:3: expected each name once in an object, got 'Charge' again; remove one of the two",
        '    "Charge": {"Type":"Fail"}',
        "    ^",
      ].join("\n"),
    ),
  );
});

it.each([
  ['{"a":{"b":1},"b":[{"a":1},{"a":2}]}', undefined],
  ['{"a":"x\\"a\\":","b":"}{","c":"a"}', undefined],
  ['{"__proto__" :\n1,"a:":"\\\\","b":"\\":"}', undefined],
  ["[]", undefined],
  ['"a"', undefined],
  ['{"a":{"b":1,"c":2},"a":{"d":3}}', "a"],
  ['{"resource":{},"output":{},"resource":{}}', "resource"],
  ['[{"x":[{"a":1,"b":{"a":2},"a":3}]}]', "a"],
  ['{"a\\"":1,"a\\"":2}', 'a"'],
  ['{"\\u0061":1,"a":2}', "a"],
])("in %s the name that stands twice is %s", (text, name) => {
  const read = () => parseJsonFile("a.json", text, "write it once");
  if (name === undefined) expect(read()).toEqual(JSON.parse(text));
  else expect(read).toThrow(`expected each name once in an object, got '${name}' again; write it once`);
});

it.each([
  ["[".repeat(100_000), "a.json:1:1: expected JSON, got a text that nests too deep; correct it"],
  [
    `{"a":1,"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    "a.json: expected each name once in an object, got one again in a text that nests too deep to tell which; remove one of the two",
  ],
])("rejects a text that nests deeper than its mistake can be looked for (%#)", (text, problem) => {
  const told = ((): string => {
    try {
      return JSON.stringify(parse(text));
    } catch (thrown) {
      return String(thrown);
    }
  })();
  expect(told.split("\n")[0]).toBe(`Error: ${problem}`);
});

it("takes a long text", () => {
  const text = JSON.stringify({ a: "x".repeat(4_000_000), b: '"'.repeat(1_000_000) });
  expect(parseJsonFile("a.json", text)).toEqual(JSON.parse(text));
});

it.each([
  ["a list of many items", `[${"1,".repeat(300_000)}1]`],
  ["an object of many members", `{${Array.from({ length: 200_000 }, (_, at) => `"m${at}":1`).join(",")}}`],
  ["a text of many escapes", `{"a":"${"\\n".repeat(5_000_000)}","b":"\\\\"}`],
])("takes %s", (_, text) => {
  expect(JSON.stringify(parseJsonFile("a.json", text)).length).toBe(text.length);
});
