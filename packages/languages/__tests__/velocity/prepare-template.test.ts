import { prepareTemplate, TemplateError, TemplateSyntaxError } from "../../velocity/prepare-template";
import { render } from "./render";

describe("a template that cannot be parsed is rejected with its place", () => {
  test.each([
    ["#if(true)a", "template line 1, column 11: expected #elseif or #else or #end, got the end of the template"],
    ["a\n  #end", "template line 2, column 3: '#end' has nothing to end or to continue"],
    ["#set($a = 5-7)", "template line 1, column 12: expected ')', got '-7)'"],
    ["#set(a = 1)", "template line 1, column 6: expected a reference, got 'a = 1)'"],
    ["${a", "template line 1, column 4: expected '}', got the end of the template"],
    ["$a.b('x'", "template line 1, column 9: expected ',' or ')', got the end of the template"],
    ["costs 5$", "template line 1, column 9: ends with '$'; write a name after it"],
    [
      '#set($a = "#end")',
      `template line 1, column 11: text in quotes cannot be parsed, got template line 1, column 1: '#end' has nothing to end or to continue`,
    ],
    ["#[[ a", "template line 1, column 1: '#[[' is not closed; expected ']]#'"],
  ])("rejects %j", (template, message) => {
    expect(() => prepareTemplate(template)).toThrow(message);
    expect(() => prepareTemplate(template)).toThrow(TemplateSyntaxError);
  });

  it("rejects a template over 300 KB", () => {
    expect(() => prepareTemplate("x".repeat(300 * 1024))).not.toThrow();
    expect(() => prepareTemplate("é".repeat(150 * 1024 + 1))).toThrow(
      "template line 1, column 1: is too long, got 307202 bytes; write at most 307200",
    );
  });
});

describe("a rendering that fails tells the place", () => {
  test.each([
    [
      "a\n$util.urlDecode('%')",
      "template line 2, column 7: $util.urlDecode: Illegal hex characters in escape (%) pattern",
    ],
    [
      "#set($s = 'x')$s.substring(5)",
      "template line 1, column 18: begin 5, end 1 is outside of the text, which has 1 characters",
    ],
    ["#set($l = [1])$l[3]", "template line 1, column 17: Index 3 out of bounds for length 1"],
    ["#include('x')", "template line 1, column 1: Unable to find resource 'x'"],
  ])("fails for %j", (template, message) => {
    expect(() => render(template)).toThrow(new TemplateError(message.slice(message.indexOf(": ") + 2), place(message)));
  });

  function place(message: string): { line: number; column: number } {
    const [, line, column] = /line (\d+), column (\d+)/.exec(message) ?? [];
    return { line: Number(line), column: Number(column) };
  }
});

describe("rendering", () => {
  it("changes nothing that it is given", () => {
    const context = Object.freeze({ responseOverride: Object.freeze({ header: Object.freeze({}) }) });
    const template = "#set($context.responseOverride.header.a = 'b')#set($context.x = 1)$context.responseOverride";
    expect(render(template, { context })).toBe("{header={a=b}}");
    expect(context).toEqual({ responseOverride: { header: {} } });
  });

  it("starts anew each time", () => {
    const template = prepareTemplate("#set($n = $n + 1)$n$context.n#set($context.n = 1)");
    const input = { body: "", context: {}, stageVariables: {}, params: {} };
    expect([template.render(input), template.render(input)]).toEqual(["1", "1"]);
  });

  it("forgets what #evaluate has defined", () => {
    const template = prepareTemplate("#m()#evaluate('#macro(m)M#end')#m()");
    const input = { body: "", context: {}, stageVariables: {}, params: {} };
    expect([template.render(input), template.render(input)]).toEqual(["#m()M", "#m()M"]);
  });

  it("leaves a loop from inside a macro, as often as it likes", () => {
    const leave = "#macro(leave)#break($foreach)#end";
    expect(render(`${leave}#foreach($i in [1..99])#foreach($j in [1..9])$j#leave()#end#end|`)).toBe(
      `${"1".repeat(99)}|`,
    );
  });

  it("parses the payload only if a path asks for it", () => {
    expect(render("$input.body", { body: "{a" })).toBe("{a");
    expect(() => render("$input.path('$')", { body: "{a" })).toThrow(
      "template line 1, column 8: Could not process payloadnet.minidev.json.parser.ParseException: Unexpected End Of File position 1: null",
    );
  });

  it("keeps Java's kinds of numbers", () => {
    expect(render("$input.path('$')", { body: "[1.0,1e3,12345678901234567890,0.5,-7]" })).toBe(
      "[1.0,1000.0,12345678901234567890,0.5,-7]",
    );
    expect(render("$input.json('$.a.sum()')", { body: '{"a":[1,2]}' })).toBe("3.0");
  });

  it("reaches no prototype, constructor or global", () => {
    const names = ["__proto__", "constructor", "prototype", "hasOwnProperty", "valueOf", "process", "globalThis"];
    const roots = ["input", "util", "context", "s", "l", "m", "n", "d", "nothing"];
    const set = "#set($s='x')#set($l=[1])#set($m={})#set($n=1)#set($d=1.5)";
    for (const name of names) {
      for (const root of roots) {
        const dotted = name.startsWith("_") ? "" : `$${root}.${name}$${root}.${name}()`;
        expect(render(`${set}${dotted}$${root}["${name}"]`)).toBe("");
      }
    }
    expect(render(`#set($s='x')[$s.class.forName("java.lang.Runtime")][$s.class.classLoader]`)).toBe("[][]");
  });

  it("stores a member with the name of a prototype as any other", () => {
    expect(render('#set($m = {})#set($m["__proto__"] = "x")$m $m["__proto__"]')).toBe("{__proto__=x} x");
    expect(render("$input.path('$').get('__proto__').a", { body: '{"__proto__":{"a":1}}' })).toBe("1");
  });
});

describe("$foreach", () => {
  it("answers to the methods of Velocity's class, and keeps what is put into it", () => {
    expect(render("#foreach($i in [7,8])$foreach.hasNext()$foreach.getCount()$foreach.isLast();#end")).toBe(
      "true1false;false2true;",
    );
    expect(render("#foreach($i in [1])#set($foreach.x = 2)$foreach $foreach.info.line $foreach.size()#end")).toBe(
      "{x=2} 1 1",
    );
  });

  it("stays what the template has set instead of it", () => {
    expect(render("#foreach($i in [1,2])#set($foreach = 'x')$foreach#end[$foreach]")).toBe("xx[x]");
  });
});

it("sets nothing for a name in braces or after an exclamation mark", () => {
  expect(render("#set(${a} = 1)#set($!b = 1)#set($!{c} = 1)[$a$b$c]")).toBe("[]");
});

describe("what somebody looks into", () => {
  const inspect = (template: string) =>
    prepareTemplate(template).inspect({
      body: '{"a":[1,{"b":2}]}',
      context: { routeKey: "r" },
      stageVariables: {},
      params: { path: {}, querystring: {}, header: {} },
    });

  it("tells what the template has set, and not what it started with or asked for", () => {
    expect(inspect("#set($x = $input.path('$.a'))#set($n = 3)#foreach($i in $x)$i$none#end$context.routeKey")).toEqual({
      text: "1{b=2}r",
      variables: { x: [1, { b: 2 }], n: 3 },
    });
  });

  it("tells what was set until it failed", () => {
    expect(inspect("#set($x = 1)$input.path('$..[')#set($y = 2)")).toEqual({ variables: { x: 1 } });
  });
});
