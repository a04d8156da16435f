import { tryTemplate } from "../../velocity/try-template";

const tell = (text: string, direction: "request" | "response" = "request", routeKey = "order") =>
  tryTemplate({ direction, routeKey, text })?.what;

/** Of a text that is printed without its quotes' escapes. */
const UNESCAPED = `does not render JSON, got a quote in its input; print text as "$util.escapeJavaScript(...).replaceAll("\\\\'","'")" and anything else with $input.json(...)`;
const BROKEN = "does not render JSON, got plain letters in its input; correct the JSON around its references";

describe("a text without its escapes", () => {
  it.each([
    `{ "a": "$input.path('$.user.name')" }`,
    `{ "a": "$input.path("$.user.name")" }`,
    `{ "a": "$input.path('$.user').name" }`,
    `{ "a": "$input.path('$').get('user').name" }`,
    `{ "a": "$input.path("$['user'][0].name")" }`,
    `#set($all = $input.path('$')){ "a": "$!{all.user.name}" }`,
    `#set($user = $input.path('$.user')){ "a": "$user.name" }`,
    `#set($all = $input.path('$'))#set($user = $all.user){ "a": "$user['name']" }`,
    `#set($items = $input.path('$.items')){ "a": "$items[0].name" }`,
    `[#foreach($item in $input.path('$.items'))"$item"#if($foreach.hasNext),#end#end]`,
    `[#foreach($item in $input.path('$.items[*]'))"$item.name"#if($foreach.hasNext),#end#end]`,
    `#set($all = $input.path('$'))[#foreach($a in $all.as)#foreach($b in $a.bs)"$b.name",#end#end 0]`,
    `{ #foreach($name in $input.path('$.tags').keySet())"$name": 0,#end "last": 0 }`,
    `{ "values": [#foreach($value in $input.path('$.tags').values())"$value",#end 0] }`,
    `[#foreach($entry in $input.path('$.tags').entrySet())"$entry.value",#end 0]`,
    `#macro(show $text)"$text"#end{ "a": #show($input.path('$.user.name')) }`,
  ])("is told wherever the text is looked up: %s", (text) => expect(tell(text)).toBe(UNESCAPED));

  it("is told of the header that clients choose", () => {
    const text = `{ "agent": "$context.identity.userAgent", "from": "$context.identity.sourceIp" }`;
    expect(tell(text, "request", "$connect")).toBe(UNESCAPED);
  });

  it("is told of what a workflow's output holds", () => {
    const text = `#set($out = $util.parseJson($input.path('$.output'))){ "a": "$!out.user.name" }`;
    expect(tell(text, "response")).toBe(UNESCAPED);
  });
});

it.each([
  `[#foreach($item in $input.path('$.items'))"1"#end]`,
  `[#foreach($item in $input.path('$.items'))1,#end]`,
  `[#foreach($item in $input.path('$.items[*]'))$input.json('$.items')#end]`,
])("a list has more than one item, which commas have to part: %s", (text) => expect(tell(text)).toBe(BROKEN));

describe("a template that renders JSON of any text", () => {
  const escaped = (reference: string) => `"$util.escapeJavaScript(${reference}).replaceAll("\\\\'","'")"`;

  it.each([
    `{ "n": $input.path('$.items').size() }`,
    `#set($items = $input.path('$.items')){ "n": $items.size(), "a": ${escaped("$items[0].name")} }`,
    `[#foreach($item in $input.path('$.items'))${escaped("$item.name")}#if($foreach.hasNext),#end#end]`,
    `{ #foreach($name in $input.path('$.tags').keySet())${escaped("$name")}: $foreach.count,#end "last": 0 }`,
    `{ "a": $input.json('$.user.name'), "b": $input.json('$.user') }`,
    `{ "at": $context.requestTimeEpoch, "stage": "$stageVariables.name.a" }`,
    `#set($deep = $input.path('$.a.b.c.d.e.f.g.h.i.j.k.l')){ "a": ${escaped("$deep.m")} }`,
    `{ "a": $input.json('$..b'), "b": $input.json('$.c[?(@.d)]'), "c": $input.json('$.e[1:]') }`,
    `{ "a": $input.json('$.numbers.sum()'), "b": $input.json('$..f.length()') }`,
  ])("passes: %s", (text) => expect(tell(text)).toBeUndefined());
});

describe("the input that a request gives to Step Functions", () => {
  const start = (input: string) => `{ "stateMachineArn": "$stateMachineArn", "input": "${input}" }`;
  const escape = (text: string) => `$util.escapeJavaScript(${text}).replaceAll("\\\\'","'")`;
  const twice = escape(escape("$input.path('$.name')"));

  it.each([
    [start(`{\\"name\\": ${escape("$input.json('$.name')")}}`), "order"],
    [start(`{\\"name\\": \\"${twice}\\"}`), "order"],
    [start(escape("$input.body")), "$default"],
    [start(escape("$input.body")), "$connect"],
    [`{ "input": "no request of Step Functions" }`, "order"],
  ])("is JSON wherever the message is: %s", (text, routeKey) =>
    expect(tell(text, "request", routeKey)).toBeUndefined(),
  );

  it("is told where a value is escaped for the request alone, or never is JSON", () => {
    const once = start(`{\\"name\\": \\"${escape("$input.path('$.name')")}\\"}`);
    const what = "gives an input that Step Functions does not take as JSON";
    expect(tryTemplate({ direction: "request", routeKey: "order", text: once })).toEqual({
      what: `${what}, got a quote in the message; print a value within it as $util.escapeJavaScript($input.json(...)).replaceAll("\\\\'","'") without quotes, or escape it twice`,
      trial: [
        `  of the message {"text":"say \\"hi\\"","action":"order","name":"say \\"hi\\""}`,
        "  it gives the input",
        expect.stringContaining(`{"name": "say "hi""}`),
        expect.stringMatching(/^ +\^$/),
      ],
    });
    const open = start(`{\\"id\\": \\"$context.connectionId\\"`);
    expect(tell(open, "request", "$connect")).toBe(
      `${what}, got plain letters in the message; correct the JSON of its input`,
    );
  });
});

it("a function that there is not is told in each notation", () => {
  const what = (line: number) =>
    `prints a function that API Gateway does not have as it is written, got '$util.escapeJavascript' in line ${line}; did you mean 'escapeJavaScript'`;
  expect(tell(`{ "a": "$util.escapeJavascript('x')" }`)).toBe(what(1));
  expect(tell(`{\n"a": "$!{util.escapeJavascript('x')}" }`)).toBe(what(2));
});
