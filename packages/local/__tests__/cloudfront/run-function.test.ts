import { runFunction } from "../../cloudfront/run-function";

/** A process starts slowly on a loaded machine. */
jest.setTimeout(60_000);

const run = (code: string) => runFunction("f", code, { request: { uri: "/a" } });

describe("the code of a function", () => {
  it.each([
    ["a function", "function handler(event) { return event.request; }", { uri: "/a" }],
    [
      "an asynchronous function",
      "const handler = async ({ request }) => { await null; request.uri += '!'; return request; }",
      { uri: "/a!" },
    ],
    [
      "ECMAScript's objects alone",
      "function handler() { return [typeof process, typeof require, typeof setTimeout, typeof Map, typeof RegExp].join(); }",
      "undefined,undefined,undefined,function,function",
    ],
    [
      "names of its own",
      "var lines = 1; const event = 2; let report = 3; function handler() { return lines + event; }",
      3,
    ],
  ])("has %s", async (_, code, result) => {
    expect(await run(code)).toEqual({ result, lines: [] });
  });

  it.each([
    ["the global object", "this.constructor.constructor"],
    ["console", "console.log.constructor"],
    ["the event", "event.constructor.constructor"],
  ])("does not reach Node.js by the constructors of %s", async (_, constructor) => {
    const code = `const top = this; function handler(event) { return ${constructor.replace("this", "top")}("return process")(); }`;
    const error = "EvalError: Code generation from strings disallowed for this context";
    expect(await run(code)).toEqual({ error, lines: [] });
  });

  it("may replace ECMAScript's objects, its lines and its result stay what they are", async () => {
    const code = `JSON.stringify = () => "{}"; JSON.parse = null; var __lines = null; Promise.resolve = null;
      function handler() { console.log("a", { b: 1 }); return 1; }`;
    expect(await run(code)).toEqual({ result: 1, lines: ['a {"b":1}'] });
  });

  it.each([
    ["Object.prototype.toJSON = () => ({ lines: 1 })", '{"lines":1}'],
    ["Array.prototype.toJSON = () => [1]", '{"result":1,"lines":[1]}'],
    ["Array.prototype.toJSON = () => null", '{"result":1,"lines":null}'],
  ])("fails where it makes its report unreadable by %s", async (code, report) => {
    const error = `it changed what it is reported by, got ${report}`;
    expect(await run(`${code}; function handler() { return 1; }`)).toEqual({ error, lines: [] });
  });

  it("may keep its process busy after it has returned, and the next one runs", async () => {
    const busy =
      "function handler() { Promise.resolve().then(() => null).then(() => null).then(() => null).then(() => null).then(() => null).then(() => { for (;;); }); return 1; }";
    expect(await run(busy)).toEqual({ result: 1, lines: [] });
    expect(await run("function handler() { return 2; }")).toEqual({ result: 2, lines: [] });
  });

  it("writes lines with console", async () => {
    const code = "function handler(event) { console.log('a', event, 1); console.error('b'); return 1; }";
    expect(await run(code)).toEqual({ result: 1, lines: ['a {"request":{"uri":"/a"}} 1', "b"] });
  });

  it.each([
    ["it throws", "function handler() { throw new TypeError('no'); }", "TypeError: no"],
    ["it rejects", "async function handler() { throw 'no'; }", "no"],
    ["it is not parsed", "import cf from 'cloudfront';", "SyntaxError: Cannot use import statement outside a module"],
    ["it has no handler", "function other() {}", "ReferenceError: handler is not defined"],
    ["it runs too long", "function handler() { for (;;); }", "it runs longer than 500 ms"],
    ["its promises run too long", "async function handler() { for (;;) await null; }", "it runs longer than 500 ms"],
    ["its promise stays open", "const handler = () => new Promise(() => {})", "it runs longer than 500 ms"],
    [
      "it evaluates text",
      "function handler() { return eval('1'); }",
      "EvalError: Code generation from strings disallowed for this context",
    ],
    [
      "it leaves its context by a constructor",
      "function handler() { return console.log.constructor('return process')(); }",
      "EvalError: Code generation from strings disallowed for this context",
    ],
    ["its result is no JSON", "function handler() { return 1n; }", "TypeError: Do not know how to serialize a BigInt"],
    [
      "its error has no text",
      "function handler() { throw { toString: null, valueOf: null }; }",
      "TypeError: Cannot convert object to primitive value",
    ],
  ])("fails where %s", async (_, code, error) => {
    expect(await run(code)).toEqual({ error, lines: [] });
  });

  it("may leave a rejected promise behind, and the next one runs", async () => {
    const loose = "function handler() { Promise.reject(new Error('loose')); return 1; }";
    expect([await run(loose), await run(loose)]).toEqual([1, 1].map((result) => ({ result, lines: [] })));
  });

  it.each([
    ["one large string", "function handler() { return 'a'.repeat(400e6).toLowerCase().length; }"],
    [
      "many strings",
      "function handler() { for (const all = []; ; ) all.push(String(all.length).repeat(1e6).toLowerCase()); }",
    ],
    ["a large buffer", "function handler() { for (const all = []; ; ) all.push(new Uint8Array(1e7).fill(1)); }"],
  ])("fails alone where it makes %s", async (_, code) => {
    const { error } = await run(code);
    expect(error).toMatch(/^it (needs more than 128 MB|runs longer than 500 ms)$/);
    expect(await run("function handler() { return 2; }")).toEqual({ result: 2, lines: [] });
  });

  it("fails alone where a regular expression takes exponential time", async () => {
    const code = "function handler() { return /^(a+)+$/.test('a'.repeat(50) + 'b'); }";
    expect(await run(code)).toEqual({ error: "it runs longer than 500 ms", lines: [] });
    expect(await run("function handler() { return 2; }")).toEqual({ result: 2, lines: [] });
  });

  it("runs one function at a time", async () => {
    const outcomes = await Promise.all([
      run("function handler() { for (;;); }"),
      run("function handler() { return 2; }"),
    ]);
    expect(outcomes).toEqual([
      { error: "it runs longer than 500 ms", lines: [] },
      { result: 2, lines: [] },
    ]);
  });
});
