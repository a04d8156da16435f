import { indentJson } from "../../smoke/indent-json";
import { printExchange, printJson, printProblem } from "../../smoke/print-report";
import { createStyle } from "@sfn-websocket/run/terminal";
import { escapeControls, hideQuery, hideSecrets } from "../../smoke/terminal";

const URL = "wss://a.execute-api.us-east-1.amazonaws.com/api";
const PIPE = createStyle({}, {});
const terminal = (columns: number) => createStyle({ isTTY: true, columns }, {});
const ARN = "arn:aws:states:us-east-1:123456789012:express:m:n:u";
const execution = (members: object) =>
  JSON.stringify({
    billingDetails: { billedDurationInMilliseconds: 3100, billedMemoryUsedInMB: 64 },
    executionArn: ARN,
    startDate: 1652472014.974,
    stopDate: 1652472017.978,
    ...members,
  });

const exchanged = (...texts: readonly string[]) => ({
  connectLatency: 41.4,
  received: texts.map((text, index) => ({ text, latency: 3_021.6 + index })),
  ending: { kind: "answered" as const },
});

describe("the report of an exchange", () => {
  it("shows a succeeded execution in a few lines", () => {
    const answer = execution({ status: "SUCCEEDED", output: '{"a":[1.0,{}],"b":"é"}' });
    expect(printExchange(exchanged(answer), { url: URL, from: "outputs.json" }, PIPE)).toBe(
      `address    ${URL}, from outputs.json
connected  in 41 ms
answer     in 3022 ms
status     SUCCEEDED
duration   3004 ms, billed 3100 ms, 64 MB
output
  {
    "a": [
      1.0,
      {}
    ],
    "b": "é"
  }
execution  ${ARN}
`,
    );
  });

  it("shows error and cause of one that failed", () => {
    const answer = execution({ status: "FAILED", error: "Order.Refused", cause: "no stock\nat all" });
    expect(printExchange(exchanged(answer), { url: URL }, PIPE)).toBe(
      `address    ${URL}
connected  in 41 ms
answer     in 3022 ms
status     FAILED
duration   3004 ms, billed 3100 ms, 64 MB
error      Order.Refused
cause
  no stock
  at all
execution  ${ARN}
`,
    );
  });

  it("puts a text that is short on its label's line, and numbers several answers", () => {
    const texts = [JSON.stringify({ status: "SUCCEEDED", executionArn: ARN, output: '"x"' }), '{"a":1}'];
    expect(printExchange(exchanged(...texts), { url: URL }, PIPE)).toBe(
      `address    ${URL}
connected  in 41 ms
answer     number 1 in 3022 ms
status     SUCCEEDED
output     "x"
execution  ${ARN}

answer     number 2 in 3023 ms
{
  "a": 1
}
`,
    );
  });

  it("shows the address of a connection that failed, without the values of its query string", () => {
    const failed = { received: [], ending: { kind: "unanswered" as const } };
    expect(printExchange(failed, { url: `${URL}?token=abc&a%20b=1` }, PIPE)).toBe(
      `address    ${URL}?token=***&a%20b=***\n`,
    );
  });

  it("does not let an answer steer the terminal", () => {
    expect(printExchange(exchanged("\u001b[2J\u009b\u202ehi\r"), { url: URL }, PIPE)).toContain(
      "\n\\u001b[2J\\u009b\\u202ehi\\u000d\n",
    );
    const answer = execution({ status: "FAILED", error: "\u001b[31m", cause: "\u0007" });
    expect(printExchange(exchanged(answer), { url: URL }, PIPE)).toContain(
      "\nerror      \\u001b[31m\ncause      \\u0007\n",
    );
  });
});

describe("a problem", () => {
  const problem = {
    what: "no answer within 30 s, and nothing else either",
    name: "unanswered" as const,
    causes: ["the route may have no route response at all", "or anything"],
  };

  it("stays on its lines in a pipe", () => {
    expect(printProblem(problem, PIPE)).toBe(
      "error: no answer within 30 s, and nothing else either\n  - the route may have no route response at all\n  - or anything\n",
    );
  });

  it("is broken between words on a narrow terminal", () => {
    const lines = printProblem(problem, { ...terminal(24), bad: (text) => text });
    expect(lines).toBe(
      [
        "error: no answer within",
        "       30 s, and nothing",
        "       else either",
        "  - the route may have",
        "    no route response at",
        "    all",
        "  - or anything",
        "",
      ].join("\n"),
    );
  });
});

describe("colours", () => {
  it.each([
    [{ isTTY: true }, {}, "\u001b[31mx\u001b[0m"],
    [{ isTTY: false }, {}, "x"],
    [{}, {}, "x"],
    [{ isTTY: true }, { NO_COLOR: "1" }, "x"],
    [{ isTTY: true }, { NO_COLOR: "" }, "\u001b[31mx\u001b[0m"],
    [{ isTTY: true }, { TERM: "dumb" }, "x"],
  ])("of the stream %j in the environment %j", (stream, environment, expected) => {
    expect(createStyle(stream, environment).bad("x")).toBe(expected);
  });
});

describe("the report for scripts", () => {
  it("is one JSON object on one line", () => {
    const text = printJson(exchanged('{"a":1}', "null", "no JSON"), `${URL}?key=abc`, undefined);
    expect(text.match(/\n/g)).toEqual(["\n"]);
    expect(JSON.parse(text)).toEqual({
      url: `${URL}?key=***`,
      ok: true,
      connectMilliseconds: 41,
      latencyMilliseconds: 3024,
      answers: [{ a: 1 }, null, "no JSON"],
    });
  });

  it("tells the problem, and leaves out what was not measured", () => {
    const problem = { what: "no connection within 10 s", name: "unconnected" as const, causes: ["c"] };
    expect(JSON.parse(printJson({ received: [], ending: { kind: "unconnected" } }, URL, problem))).toEqual({
      url: URL,
      ok: false,
      answers: [],
      problem,
    });
  });
});

describe("secrets", () => {
  it("are hidden wherever a server repeats them, inside JSON too", () => {
    const secrets = ['pass"word', "abcdefgh"];
    expect(hideSecrets('pass"word "pass\\"word" abcdefghi', secrets)).toBe('*** "***" ***i');
  });

  it("that are very short are left, since they are in other words", () => {
    expect(hideSecrets("latest", ["test"])).toBe("latest");
  });

  it("in a URL are hidden", () => {
    expect(hideQuery("wss://a/api?X-Amz-Signature=abc")).toBe("wss://a/api?X-Amz-Signature=***");
    expect(hideQuery("wss://a/api")).toBe("wss://a/api");
  });
});

it.each([
  ['{"a":{"b":[1.50,12345678901234567890,true,null]},"c":[],"d":{}}', 12],
  ['"a, {b}: \\"c\\""', 1],
  ["[[],[[1]]]", 8],
])("indents %s and changes nothing else", (text, lines) => {
  const indented = indentJson(text);
  expect(indented.split("\n")).toHaveLength(lines);
  expect(indented.replace(/\n\s*|(?<=":) /g, "")).toBe(text);
  expect(indented).toBe(indented.replace(/[ \t]+$/gm, ""));
});

it("leaves a text that is no JSON", () => {
  expect(indentJson("{a: 1}")).toBe("{a: 1}");
});

it("leaves tabs and line feeds", () => {
  expect(escapeControls("a\tb\n")).toBe("a\tb\n");
});
