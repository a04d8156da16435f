import { checkDefinition } from "../../console/check-definition";
import type { StateMachine } from "../../stepfunctions/resources";

const check = (text: string) => checkDefinition({ text, machine: undefined, source: undefined }, "EXPRESS");
const TEXT = `{
  "StartAt": "Ask",
  "States": {
    "Ask": {
      "Type": "Pass",
      "Next": "Ansver"
    },
    "Answer": { "Type": "Succeed" }
  }
}`;

it("finds nothing in a definition that is right", async () => {
  expect(await check(TEXT.replace("Ansver", "Answer"))).toEqual({ problems: [] });
});

it("tells what is wrong at the line and column of the text, and what was meant", async () => {
  expect(await check(TEXT)).toEqual({
    problems: [
      {
        severity: "ERROR",
        code: "MISSING_TRANSITION_TARGET",
        message: "Missing 'Next' target: Ansver",
        path: "/States/Ask/Next",
        line: 6,
        column: 7,
        meant: "Answer",
      },
    ],
  });
});

it.each([
  ["", { line: 1, column: 1, message: "expected a value, got the end; correct it" }],
  ['{\n  "StartAt" "A"\n}', { line: 2, column: 13 }],
])("tells where %j is no JSON", async (text, expected) => {
  expect((await check(text)).problems).toEqual([
    expect.objectContaining({ severity: "ERROR", code: "INVALID_JSON_DESCRIPTION", ...expected }),
  ]);
});

it.each([["[".repeat(100_000)], [`${"[".repeat(10_000)}${"]".repeat(10_000)}`], [`{"a":`.repeat(50_000)]])(
  "answers a text that nests without end",
  async (text) => {
    expect((await check(text)).problems).toEqual([expect.objectContaining({ code: "TOO_DEEPLY_NESTED" })]);
  },
);

it("tells a hundred problems at most", async () => {
  const states = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`S${index}`, { Type: "Nothing" }]));
  expect((await check(JSON.stringify({ StartAt: "S0", States: states }))).problems).toHaveLength(100);
});

describe("of a machine whose file has placeholders", () => {
  const source = `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"\${Function}","End":true}}}`;
  const machine = {
    stateMachineArn: "arn:aws:states:eu-west-1:123456789012:stateMachine:m",
    definition: source.replace("${Function}", "arn:aws:lambda:eu-west-1:123456789012:function:f"),
  } as StateMachine;
  const edit = (text: string) => checkDefinition({ text, machine, source }, "EXPRESS");

  it("fills them with the served values", async () =>
    expect(await edit(source)).toEqual({ problems: [], definition: machine.definition }));

  it("tells of one that has no value yet, and where it stands", async () => {
    expect((await edit(source.replace('"End"', '"Comment":"${Functoin}","End"'))).problems).toEqual([
      {
        severity: "ERROR",
        code: "PLACEHOLDER",
        message: "placeholder has no value, got '${Functoin}' at /States/A/Comment; did you mean 'Function'",
        path: "/States/A/Comment",
        line: 1,
        column: expect.any(Number),
      },
    ]);
  });
});
