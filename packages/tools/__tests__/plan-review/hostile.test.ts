import fc from "fast-check";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { INHERITED } from "@sfn-websocket/languages/__tests__/hostile-json";
import { drawWorkflow } from "../../plan-review/draw-workflow";
import { compareMachines } from "../../plan-review/compare-definitions";
import { showInvisible } from "../../plan-review/markdown-text";
import { quoteLabel } from "../../plan-review/mermaid-text";
import { reviewPlans } from "../../plan-review/review";
import { writeSummary } from "../../plan-review/write-summary";
import { makePlan, type ShortChange } from "./make-plan";
import { listHtmlCode, stripCode } from "./strip-code";

function makeDefinition(text: string, seconds: number): string {
  const state = { Type: "Wait", Seconds: seconds, [`${text}!`]: seconds, End: true };
  return JSON.stringify({ StartAt: text, States: { [text]: state } });
}

function makePolicy(text: string, action: string): string {
  const condition = { [text]: { [`x ${text}`]: text } };
  const statement = { Effect: "Allow", Action: `x${text}${action}`, Resource: `x${text}`, Condition: condition };
  return JSON.stringify({ Statement: [statement] });
}

function makeAnswer(text: string, first: string): JsonObject {
  return { integration_response_key: text, response_templates: { [text]: `${first}\n${text}` } };
}

/** Changes in which `text` is a name of everything that can be named. */
function listChanges(text: string): readonly ShortChange[] {
  const policy = (action: string): JsonObject => ({ role: text, policy: makePolicy(text, action) });
  const workflow = (seconds: number): JsonObject => ({ name: text, definition: makeDefinition(text, seconds) });
  return [
    { type: "aws_apigatewayv2_api", before: { name: `${text}1` }, after: { name: `${text}2`, [`x ${text}`]: text } },
    {
      type: "aws_apigatewayv2_integration_response",
      before: makeAnswer(text, "a"),
      after: makeAnswer(text, "b"),
      item: { previous_address: text },
    },
    { type: "aws_iam_role_policy", before: policy("a"), after: policy("b") },
    { type: "aws_sfn_state_machine", before: workflow(1), after: workflow(2) },
    { type: "aws_dynamodb_table", name: text, before: { name: text }, importing: { id: text } },
  ];
}

function summarize(text: string): string {
  const problems = [{ problems: [{ message: text }] }];
  const plan = makePlan({
    changes: listChanges(text),
    drift: [
      {
        type: "aws_sqs_queue",
        before: { name: text, tags: { [text]: "1" } },
        after: { name: text, tags: { [text]: text } },
      },
    ],
    plan: { checks: [{ address: { to_display: text }, status: "fail", instances: problems }] },
  });
  return writeSummary(reviewPlans([plan]), 1_000_000);
}

const HOSTILE = [
  "a|b",
  "`",
  "```",
  "a`b``c",
  " ",
  "\n",
  "a\n# b\n| --- |",
  "<img src=x onerror=alert(1)>",
  "</summary></details><h1>",
  "<!-- plan-review -->",
  "@octocat #1 octocat/hello#2",
  "[a](javascript:b) ![c](d)",
  "**a** _b_ ~~c~~ $d$ $`e`$",
  "\\",
  "a\\|b\\",
  "http://a.example www.a.example a@b.example",
  "\u202etxt.exe\u200b\u0000\ud800",
  "\u3164\u115f\ufe0f\u2800",
  "&lt; &#64;",
  "<code>",
  "</code>@octocat",
  "\r\n> quoted",
  ...INHERITED,
];

it.each(HOSTILE)("takes %j for text wherever it is a name", (text) => {
  expect(stripCode(summarize(text))).toBe(stripCode(summarize("plain")));
});

it("takes any text for text", () => {
  const text = fc.oneof(
    fc.string({ minLength: 1, unit: fc.constantFrom(..."`|<>&@#\\\n\r *_[]()$ab ") }),
    fc.string({ minLength: 1, unit: "binary" }),
  );
  const plain = stripCode(summarize("plain"));
  // Terraform knows no path through a name with a dot, nor a resource without a name.
  const nameable = text.filter((one) => !/[.[\]]/.test(one) && one.trim() !== "");
  fc.assert(
    fc.property(nameable, (one) => {
      expect(stripCode(summarize(one))).toBe(plain);
    }),
    { numRuns: 150 },
  );
});

it("leaves nothing in HTML that HTML, Markdown or GitHub would take for its own", () => {
  for (const text of HOSTILE)
    for (const code of listHtmlCode(summarize(text).replaceAll(/^<details>.*$/gm, "")))
      expect(code.replaceAll(/&#\d+;/g, "")).not.toMatch(/[<>&`|@#*_~\\[\]$\n]/);
});

it("shows characters that cannot be seen", () => {
  expect(summarize("\u202etxt.exe")).not.toContain("\u202e");
  expect(summarize("a\u200bb\u0000")).toContain("a\\u{200b}b\\u{0}");
});

it.each([
  "end",
  'a"b',
  "a[b]{c}(d)",
  "%%{init: {}}%%",
  "`x`",
  "<b>",
  "a\nb",
  "1. a",
  "style:#a;",
  "\ufb02\u00b0\u00b035\u00b6\u00df",
])("draws a state called %j", (name) => {
  const machine = compareMachines(undefined, {
    StartAt: name,
    States: { [name]: { Type: "Choice", Choices: [{ Condition: name, Next: name }] } },
  });
  const lines = (drawWorkflow(machine) ?? "").split("\n");
  expect(lines).toHaveLength(6);
  expect(lines[1]).toMatch(/^ {2}s0\{"[\p{L}\p{N} #;]+"\}$/u);
  expect(lines[3]).toMatch(/^ {2}s0 -->\|"[\p{L}\p{N} #;]+"\| s0$/u);
});

it("quotes a label of letters, digits, spaces and entity codes only", () => {
  expect(quoteLabel('Look up "é" #1')).toBe('"Look up #34;é#34; #35;1"');
  expect(quoteLabel("\n")).toBe('"#8709;"');
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => /^"([\p{L}\p{N} ]|#\d+;)+"$/u.test(quoteLabel(text))));
});

it("shows the characters that cannot be seen", () => {
  expect(showInvisible("a\u202e\u200b\u3164\ufe0f\u2800b")).toBe("a\\u{202e}\\u{200b}\\u{3164}\\u{fe0f}\\u{2800}b");
});
