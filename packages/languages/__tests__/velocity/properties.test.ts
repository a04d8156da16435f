import fc from "fast-check";
import { hostileTexts, INHERITED } from "../hostile-json";
import { prepareTemplate, TemplateError, TemplateSyntaxError } from "../../velocity/prepare-template";

const seed = `#set($sfn_input=$util.escapeJavaScript($input.body).replaceAll("\\\\'","'"))
{ "input": "$sfn_input", "stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:x" }`;

function input(body: string) {
  return { body, context: { a: "b" }, stageVariables: {}, params: {} };
}

describe("the pattern's template", () => {
  const template = prepareTemplate(seed);
  const passOn = (body: string): unknown => (JSON.parse(template.render(input(body))) as { input: unknown }).input;

  it("passes on any JSON text byte for byte", () => {
    fc.assert(
      fc.property(
        hostileTexts.filter((text) => text !== ""),
        (text) => passOn(text) === text,
      ),
      { numRuns: 500 },
    );
  });

  it("passes on any text that is not empty byte for byte, lone surrogates and control characters included", () => {
    const texts = fc.string({ unit: "binary", minLength: 1 });
    const halves = fc
      .array(fc.integer({ min: 1, max: 0xffff }), { minLength: 1 })
      .map((units) => String.fromCharCode(...units));
    const quotes = fc
      .array(fc.constantFrom("'", '"', "\\", "/", "\n", "a", "é", "$", "#"), { minLength: 1 })
      .map((list) => list.join(""));
    fc.assert(
      fc.property(fc.oneof(texts, halves, quotes), (text) => passOn(text) === text),
      { numRuns: 300 },
    );
  });
});

const fragments = [
  "$",
  "$a",
  "$!a",
  "${a}",
  "${",
  "}",
  "\\",
  "#",
  "##",
  "#*",
  "*#",
  "#[[",
  "]]#",
  "\n",
  " ",
  "x",
  "'",
  '"',
  "(",
  ")",
  "[",
  "]",
  ",",
  ".",
  "..",
  ":",
  "{",
  "1",
  "-2",
  "1.5",
  "true",
  "=",
  "==",
  "!=",
  "<",
  "+",
  "-",
  "*",
  "/",
  "%",
  "&&",
  "||",
  "!",
  "and",
  "not",
  "#if(",
  "#if($a)",
  "#if(true)",
  "#elseif(1==1)",
  "#else",
  "#end",
  "#{end}",
  "#set($a=",
  "#set($b.c=",
  "#set($a=$a+1)",
  "#foreach($i in",
  "#foreach($i in [1..3])",
  "$foreach.index",
  "#break",
  "#stop",
  "#macro(m $x)",
  "#m(",
  "#m($a)",
  "#define($d)",
  "$d",
  "#evaluate(",
  "#evaluate($a)",
  "$input.body",
  "$input.path('$')",
  "$input.json('$.a')",
  "$input.path(",
  "$util.escapeJavaScript(",
  "$util.parseJson($a)",
  "$util.urlDecode($a)",
  "$context",
  "$context.a",
  ".substring(1)",
  ".replaceAll('a','$1')",
  ".split('')",
  ".size()",
  ".get(0)",
  ".add($a)",
  ".put('k',$a)",
  ".toString()",
  ".entrySet()",
  ".iterator()",
  ".next()",
  "$a.concat($a)",
  "#set($a=[1,$a])",
  '#set($a="$a$a")',
  "#set($a={'k':$a})",
  ...INHERITED.flatMap((name) => [
    `.${name}`,
    `.${name}()`,
    `['${name}']`,
    `$context.${name}`,
    `$foreach.${name}`,
    `$${name}`,
    `#${name}()`,
    `#set($a.${name}=$a)`,
    `$input.path('$.${name}')`,
    `$input.params('${name}')`,
    `.get('${name}')`,
  ]),
];

/** What JavaScript says of its own failures, and prints of its own objects. */
const foreign =
  /call stack|string length|Cannot (?:read|convert|set)|\[object |undefined|is not (?:a function|iterable)|native code|NaN/;

describe("any template", () => {
  it("is rejected, fails or renders, and never throws anything but errors of its own", () => {
    const templates = fc.array(fc.constantFrom(...fragments), { maxLength: 30 }).map((list) => list.join(""));
    fc.assert(
      fc.property(templates, hostileTexts, (text, body) => {
        try {
          expect(prepareTemplate(text).render(input(body))).not.toMatch(/\[object |native code/);
        } catch (error) {
          if (!(error instanceof TemplateSyntaxError || error instanceof TemplateError)) throw error;
          expect(error.message).not.toMatch(foreign);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("is text if it has neither a dollar nor a hash nor a backslash", () => {
    const texts = fc.string().filter((text) => !/[$#\\]/.test(text));
    fc.assert(fc.property(texts, (text) => prepareTemplate(text).render(input("")) === text));
  });
});
