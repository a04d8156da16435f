import type { JsonObject } from "@sfn-websocket/languages/json";
import { describeRule } from "../describe-rule";
import { describeState } from "../describe-state";
import { writeElement } from "../element";
import { breakText, cutText, measureText } from "../measure-text";
import { drawEdge } from "../shapes";
import { PALETTES } from "../styles";
import { listTransitions } from "../transitions";

const rules: readonly (readonly [string, JsonObject])[] = [
  ['$.kind == "gift"', { Variable: "$.kind", StringEquals: "gift", Next: "A" }],
  ["$.count >= 3", { Variable: "$.count", NumericGreaterThanEquals: 3 }],
  ["$.count < $.most", { Variable: "$.count", NumericLessThanPath: "$.most" }],
  ['$.file matches "*.log"', { Variable: "$.file", StringMatches: "*.log" }],
  ["$.open == true", { Variable: "$.open", BooleanEquals: true }],
  ["$.at is not present", { Variable: "$.at", IsPresent: false }],
  [
    '($.a == 1 || $.b == 2) && !($.c == "x")',
    {
      And: [
        {
          Or: [
            { Variable: "$.a", NumericEquals: 1 },
            { Variable: "$.b", NumericEquals: 2 },
          ],
        },
        { Not: { Variable: "$.c", StringEquals: "x" } },
      ],
    },
  ],
  ["$states.input.n > 0", { Condition: "{% $states.input.n\n  > 0 %}" }],
  ["true", { Condition: true }],
  ["", { Next: "A" }],
  ["… && …", { And: [1, null] }],
];

it.each(rules)("writes the rule %s", (text, rule) => expect(describeRule(rule)).toBe(text));

it.each<readonly [string, JsonObject]>([
  ["Task · lambda:invoke", { Type: "Task", Resource: "arn:${Partition}:states:::lambda:invoke" }],
  ["Task · aws-sdk:s3:getObject", { Type: "Task", Resource: "arn:aws:states:::aws-sdk:s3:getObject" }],
  ["Task · lambda poll", { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:poll" }],
  ["Task · activity check", { Type: "Task", Resource: "arn:aws:states:us-east-1:123456789012:activity:check" }],
  ["Task · ${Function}", { Type: "Task", Resource: "${Function}" }],
  ["Wait · 3 s", { Type: "Wait", Seconds: 3 }],
  ["Wait · $n s", { Type: "Wait", Seconds: "{% $n %}" }],
  ["Wait · until $.at", { Type: "Wait", TimestampPath: "$.at" }],
  [
    "Map · distributed, each of $.items",
    { Type: "Map", ItemsPath: "$.items", ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED" } } },
  ],
  ["Parallel · 1 branch", { Type: "Parallel", Branches: [{}] }],
  ["Choice · 2 rules", { Type: "Choice", Choices: [{}, {}] }],
  ["Fail · OutOfStock", { Type: "Fail", Error: "OutOfStock" }],
  ["no Type", {}],
  ["constructor", { Type: "constructor" }],
  ["Fail · $e & 1", { Type: "Fail", Error: "{% $e\n & 1 %}" }],
  ["Fail · a b", { Type: "Fail", Error: `a${" ".repeat(400_000)}b` }],
])("says %s of a state", (text, state) => expect(describeState(state)).toBe(text));

it.each([
  ["to the right", 0, 30, "M30 0l-6 -4v8z"],
  ["to the left, as it leads back", 30, 0, "M0 0l6 -4v8z"],
])("draws the head of an arrow %s where the line ends", (_, from, to, head) => {
  const points = [from, to].map((x) => ({ x, y: 0 }));
  const svg = writeElement(drawEdge({ id: "a > b", from: "a", to: "b", target: "b", kind: "next", points }));
  expect(svg).toContain(`<path class="wf-head" d="${head}"/>`);
});

it("lists where a state leads: rules, Default, Next, errors, the end", () => {
  const state: JsonObject = { Type: "Task", Next: "B", Catch: [{ ErrorEquals: ["A", "B"], Next: "C" }, { Next: 1 }] };
  expect(listTransitions(state)).toEqual([
    { to: "B", kind: "next", label: "" },
    { to: "C", kind: "catch", label: "Catch A, B" },
  ]);
  expect(listTransitions({ Type: "Fail", Next: "B" })).toEqual([{ kind: "next", label: "" }]);
  expect(listTransitions({ Type: "Pass", End: true })).toEqual([{ kind: "next", label: "" }]);
  expect(listTransitions({ Type: "Pass", Choices: "no", Catch: 3 })).toEqual([]);
});

it("cuts and breaks texts to a width, of any script and length", () => {
  for (const text of [
    "Send Message to WebSocket Client",
    "倉庫に知らせる".repeat(9),
    "x".repeat(100_000),
    "😀 ".repeat(40),
  ]) {
    expect(measureText(cutText(text, "name", 100), "name")).toBeLessThanOrEqual(115);
    const lines = breakText(text, "name", 100);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(measureText(line, "name")).toBeLessThanOrEqual(115);
  }
  expect(breakText("short", "name", 100)).toEqual(["short"]);
});

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio documented */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

it.each(["light", "dark"] as const)(
  "has enough contrast in the %s theme: 4.5 for text and signs, 3 for borders",
  (theme) => {
    const {
      canvas = "",
      box = "",
      group = "",
      glyph = "",
      border = "",
      text,
      muted,
      line,
      ...colours
    } = PALETTES[theme];
    const behind = [canvas, box, group];
    const poor = [text, muted, line, colours["catch"], colours["fail"]].flatMap((front = "") =>
      behind.filter((back) => contrast(front, back) < 4.5).map((back) => `${front} on ${back}`),
    );
    const signs = Object.entries(colours).filter(([, back]) => contrast(glyph, back) < 4.5);
    expect([poor, signs, behind.filter((back) => contrast(border, back) < 3)]).toEqual([[], [], []]);
  },
);
