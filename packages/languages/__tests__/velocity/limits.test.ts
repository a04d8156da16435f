import { TemplateError } from "../../velocity/prepare-template";
import { MOST_STEPS } from "../../velocity/limits";
import { spentWork } from "../../velocity/work";
import { render } from "./render";

/** The steps of rendering the template. */
function stepsOf(template: string, body: string): number {
  render(template, { body });
  return spentWork();
}

describe("a loop", () => {
  it("ends after 1000 turns", () => {
    expect(render("#foreach($i in [1..5000])#set($n = $i)#end$n")).toBe("1000");
  });
});

/** Each would use up time or memory without a limit. */
const hostile: readonly (readonly [what: string, template: string, message: string])[] = [
  [
    "nested loops",
    "#foreach($a in [1..999])#foreach($b in [1..999])#foreach($c in [1..999])x#end#end#end",
    "rendering takes more than 1000000 steps; loop less, or over less text",
  ],
  [
    "a text that doubles",
    `#set($a = "xxxxxxxx")#foreach($i in [1..100])#set($a = "$a$a")#end`,
    "output is too long, got more than 2097152 characters; render less",
  ],
  [
    "a text that doubles by concat",
    `#set($a = "xxxxxxxx")#foreach($i in [1..100])#set($a = $a.concat($a))#end`,
    "text is too long, got 4194304 characters; write at most 2097152",
  ],
  [
    "a text that doubles by replaceAll",
    `#set($a = "xxxxxxxx")#foreach($i in [1..100])#set($a = $a.replaceAll("x", "xx"))#end`,
    "text is too long, got more than 2097152 characters; write less",
  ],
  [
    "a text that doubles by a plus",
    `#set($a = "xxxxxxxx")#foreach($i in [1..100])#set($a = $a + $a)#end`,
    "text is too long, got 4194304 characters; write at most 2097152",
  ],
  [
    "a text that is repeated",
    `#set($a = "x")$a.repeat(999999999)`,
    "text is too long, got 999999999 characters; write at most 2097152",
  ],
  [
    "a list that doubles",
    "#set($a = [1])#foreach($i in [1..100])#set($x = $a.addAll($a))#end",
    "list is too long, got more than 100000 items; store less",
  ],
  ["a long range", "#set($a = [1..999999999])", "range has 999999999 items; use at most 100000"],
  [
    "large numbers",
    "#set($a = 99999999999)#foreach($i in [1..100])#set($a = $a * $a)#end",
    "result of '*' has more than 4096 bits; calculate with smaller numbers",
  ],
  ["a macro that calls itself", "#macro(m)#m()#m()#end#m()", "Max calling depth of 20 was exceeded in macro 'm'"],
  [
    "a list in itself",
    "#set($a = [1])#set($x = $a.add($a))$a",
    "printed value nests deeper than 200; does it contain itself?",
  ],
  [
    "a list in itself, compared",
    "#set($a = [1])#set($x = $a.add($a))#set($b = [1])#set($x = $b.add($b))#if($a == $b)x#end",
    "compared value is too deep or too large; does it contain itself?",
  ],
  [
    "lists that share parts",
    "#set($a = ['x'])#foreach($i in [1..50])#set($a = [$a, $a])#end$a",
    "rendering takes more than 1000000 steps; loop less, or over less text",
  ],
  ["an evaluation of itself", `#set($t = '#evaluate($t)#evaluate($t)')#evaluate($t)`, "#evaluate nests deeper than 20"],
];

const rows = Array.from({ length: 6000 }, (_, at) => ({ k: at, v: `x${at}` }));

/** What costs much of a message of 128 KB, done once and in a loop. */
const costly: readonly (readonly [what: string, statement: string, body: string])[] = [
  ["printing a map", `#set($x = $input.path('$').toString())`, JSON.stringify({ rows })],
  ["printing into a text", `#set($x = "$input.path('$')")`, JSON.stringify({ rows })],
  ["adding to a text", `#set($x = $input.path('$') + "")`, JSON.stringify({ rows })],
  ["writing JSON", `#set($x = $input.json('$'))`, JSON.stringify({ rows })],
  ["parsing JSON", `#set($x = $util.parseJson($input.body))`, JSON.stringify({ rows })],
  ["a deep path", `#set($x = $input.path('$..k'))`, JSON.stringify({ rows })],
  ["a filter", `#set($x = $input.path('$.rows[?(@.k > 1)]'))`, JSON.stringify({ rows })],
  ["escaping", "#set($x = $util.escapeJavaScript($input.body))", "é".repeat(120_000)],
  ["encoding", "#set($x = $util.urlEncode($input.body))", "é".repeat(120_000)],
  ["replacing by a pattern", `#set($x = $input.body.replaceAll("[a-c]+", "x"))`, "abcd".repeat(30_000)],
  ["replacing a text", `#set($x = $input.body.replace("a", "x"))`, "abcd".repeat(30_000)],
  ["splitting", `#set($x = $input.body.split(""))`, "abcd".repeat(30_000)],
  ["listing characters", "#set($x = $input.body.toCharArray())", "abcd".repeat(30_000)],
  ["hashing", "#set($x = $input.body.hashCode())", "abcd".repeat(30_000)],
  ["searching", `#set($x = $input.body.indexOf("abcx"))`, "abcd".repeat(30_000)],
  ["comparing", "#if($input.path('$') == $util.parseJson($input.body))#end", JSON.stringify({ rows })],
];

describe("an ordinary template with a message of 128 KB", () => {
  const pattern = `#set($sfn_input=$util.escapeJavaScript($input.body).replaceAll("\\\\'","'"))
{ "input": "$sfn_input", "stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:x" }`;

  test.each([
    ["letters", "x"],
    ["accents", "é"],
    ["quotes", '\\"'],
    ["apostrophes", "'"],
    ["escapes", "\\\\"],
  ])("passes on a text of %s within half of the steps", (_what, part) => {
    const body = JSON.stringify(part.repeat(128 * 1024).slice(0, 131_000));
    expect(stepsOf(pattern, body)).toBeLessThan(MOST_STEPS / 2);
  });

  it("prints 100 bytes for each of 1,000 items, far below the limit", () => {
    const body = JSON.stringify(Array.from({ length: 1000 }, (_, at) => ({ id: at, text: "x".repeat(100) })));
    const template = `#foreach($item in $input.path('$')){"id": $item.id, "text": "$item.text"}#if($foreach.hasNext),#end#end`;
    expect(render(template, { body })).toContain('{"id": 999');
    expect(stepsOf(template, body)).toBeLessThan(MOST_STEPS / 10);
  });
});

describe("what is costly of a message of 128 KB", () => {
  test.each(costly)("renders %s once, and fails soon for a loop of it", (_what, statement, body) => {
    expect(render(statement, { body })).toBe("");
    expect(() => render(`#foreach($i in [1..1000])${statement}#end`, { body })).toThrow("more than 1000000 steps");
  });

  it("fails for a pattern whose repetitions would be tried all at each character", () => {
    const body = "ab".repeat(60_000);
    expect(() => render(`$input.body.matches("((.{1,90}){1,10}x)")`, { body })).toThrow("1000000 steps");
    expect(() => render(`$input.body.matches($input.body)`, { body: "(a|b)*".repeat(20_000) })).toThrow(
      "1000000 steps",
    );
  });
});

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe("a hostile template fails soon", () => {
  test.each(hostile)("fails for %s", (_what, template, message) => {
    const fail = catchError(() => render(template));
    expect(fail).toBeInstanceOf(TemplateError);
    expect(fail).toMatchObject({ message: expect.stringContaining(message) as string });
  });

  it("takes a hostile regular expression in linear time", () => {
    const body = JSON.stringify("a".repeat(20_000));
    expect(render(`$input.path('$').matches("(a+)+b")`, { body })).toBe("false");
    expect(render(`$input.path('$').replaceAll("(a|aa)+$", "x")`, { body })).toBe("x");
  });

  it("refuses a text of many digits that is no number in linear time", () => {
    const body = `${"1".repeat(100_000)}x`;
    expect(() => render("#set($double = 1.5)$double.parseDouble($input.body)", { body })).toThrow(
      `template line 1, column 28: '${body}' is not a number`,
    );
  });

  it("fails for a payload that nests deeper than json-smart reads", () => {
    expect(() => render("$input.path('$')", { body: "[".repeat(100_000) })).toThrow(
      "template line 1, column 8: Could not process payloadnet.minidev.json.parser.ParseException: Malicious payload, having non natural depths position 400",
    );
  });

  it("fails for a template that nests too deep", () => {
    expect(() => render(`#set($a = ${"(".repeat(100_000)}`)).toThrow("nests deeper than 200; write it flatter");
    expect(() => render("#if(true)".repeat(10_000))).toThrow("nests deeper than 200; write it flatter");
    expect(() => render(`$a${"[$a".repeat(10_000)}`)).toThrow("nests deeper than 200; write it flatter");
  });
});
