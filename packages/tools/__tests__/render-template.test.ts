import { readRenderOptions, renderFile } from "../render-template";

const EMPTY = { body: "{}", context: {}, stageVariables: {}, params: { path: {}, querystring: {}, header: {} } };

describe("the command line of render", () => {
  it("needs a template alone", () => {
    expect(readRenderOptions(["t.vtl"])).toEqual({ file: "t.vtl", input: EMPTY });
  });

  it("takes every option", () => {
    const line = [
      "t.vtl",
      "--body",
      "hello",
      "--context",
      '{"a":1}',
      "--params",
      '{"header":{"h":"v"}}',
      "--stage-variables",
      '{"s":"t"}',
    ];
    expect(readRenderOptions(line)).toEqual({
      file: "t.vtl",
      input: {
        body: "hello",
        context: { a: 1 },
        stageVariables: { s: "t" },
        params: { ...EMPTY.params, header: { h: "v" } },
      },
    });
  });

  it.each([
    [[], "TEMPLATE: not one file, got ''; name one, e.g. template.vtl"],
    [["a.vtl", "b.vtl"], "TEMPLATE: not one file, got 'a.vtl b.vtl'; name one, e.g. template.vtl"],
    [["t.vtl", "--context", "[]"], `--context: not a JSON object, got '[]'; write it as in '{"name":"value"}'`],
    [["t.vtl", "--stage-variables", "{"], "--stage-variables:1:2: expected '}', got the end; correct it\n  {\n   ^"],
    [
      ["t.vtl", "--params", '{"headers":{}}'],
      "--params: kind of parameter: is not known, got 'headers'; did you mean 'header'",
    ],
    [
      ["t.vtl", "--params", '{"path":{"a":1}}'],
      `--params: path: not an object of texts, got {"a":1}; write it as in {"name":"text"}`,
    ],
  ])("rejects %j", (line, message) => {
    expect(() => readRenderOptions(line)).toThrow(new Error(message));
  });
});

describe("a template", () => {
  it("is rendered with all that it is given", () => {
    const template = '$input.path("$.a") $context.id $stageVariables.s $input.params("p")';
    const input = {
      body: '{"a":7}',
      context: { id: "c" },
      stageVariables: { s: "t" },
      params: { ...EMPTY.params, path: { p: "q" } },
    };
    expect(renderFile("t.vtl", template, input)).toBe("7 c t q");
  });

  it("fails at its line and column when it cannot be parsed", () => {
    const error = new Error("t.vtl:2:7: expected ')', got the end of the template");
    expect(() => renderFile("t.vtl", "line\n#if($x", EMPTY)).toThrow(error);
  });

  it("fails at its line and column when it cannot be rendered", () => {
    expect(() => renderFile("t.vtl", 'line\n  #set($a = "a")$a.substring(5)', EMPTY)).toThrow(/^t\.vtl:2:\d+: [^]+$/);
  });
});
