import { join, relative } from "node:path";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { printMarkdown, printReport } from "../conformance/print-report";
import { findCaseFiles, readCases } from "../conformance/read-cases";
import { type Row, runCases } from "../conformance/run-cases";

const named = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `case ${index}`, reason: "1" }));
const row = (area: string, feature: string, numbers: Partial<Row>): Row => {
  return { area, feature, of: 1, met: 1, unmet: [], notExpress: [], incomplete: [], ...numbers };
};

describe("the cases of a file", () => {
  const cases = [
    { area: "JSONPath", value: { path: "$.a", doc: { a: 1 }, definite: true, result: 1 } },
    { area: "JSONPath", value: { path: "$.b", doc: { a: 1 }, definite: true, result: 1 } },
    {
      area: "Mapping templates",
      value: { id: "t", tier: "docs", template: "$input.body", body: "b", compare: "text", expect: "b" },
    },
    {
      area: "Amazon States Language",
      value: {
        id: "e",
        folder: "base",
        definition: { StartAt: "P", States: { P: { Type: "Pass", End: true } } },
        input: 1,
        expect: { status: "SUCCEEDED", output: 1 },
      },
    },
    { area: "Validation", value: { id: "v", definition: "[]", expect: [] } },
    { area: "Validation", value: { id: "r", definition_raw: "{}", type: "STANDARD", expect: { result: "OK" } } },
  ];

  it("are told apart by their shape, named, and run", async () => {
    const text = JSON.stringify(cases.map(({ value }) => value));
    const read = readCases("mine.json", text);
    expect(read.map(({ area }) => area)).toEqual(cases.map(({ area }) => area));
    expect(read.map(({ id }) => id)).toEqual(["$.a", "$.b", "t", "e", "v", "r"]);
    const rows = await runCases(read);
    expect(rows.map(({ feature, met, of }) => `${feature}: ${met} of ${of}`)).toEqual([
      "mine: 1 of 2",
      "docs: 1 of 1",
      "base: 1 of 1",
      "mine: 0 of 2",
    ]);
    expect(rows[0]?.unmet).toEqual([{ id: "$.b", reason: '{"definite":true,"missing":true}' }]);
  });

  it("are told apart and run in the shapes in which strangers' measurements were reported", async () => {
    const pass = { StartAt: "P", States: { P: { Type: "Pass", End: true } } };
    const report = { evidence: "measured", kind: "K", gave: "other" };
    const events = [
      { id: 1, previousEventId: 0, type: "ExecutionStarted" },
      { id: 2, previousEventId: 0, type: "PassStateEntered" },
    ];
    const types = ["ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"];
    const missing = "SCHEMA_VALIDATION_FAILED: Expected value of type [STRING] at /States/P/Error";
    const broken = { StartAt: "P", States: { P: { Type: "Fail", Error: 1 } } };
    const reported: readonly [boolean, string, JsonObject][] = [
      [true, "Amazon States Language", { definition: pass, input: 1, expect: { status: "SUCCEEDED", output: 1 } }],
      [false, "Amazon States Language", { definition: broken, input: 1, expect: { status: "FAILED" } }],
      [false, "Amazon States Language", { definition: pass, input: 1, expect: { causeIncludes: "gone" } }],
      [true, "Validation", { definition: pass, expect: "accepted" }],
      [true, "Validation", { definition: broken, expect: missing }],
      [true, "Validation", { definition: broken, expect: [missing] }],
      [false, "Validation", { definition: broken, expect: "accepted (type EXPRESS)" }],
      [true, "Mapping templates", { template: "$input.body", body: "b", expect: "b" }],
      [true, "Execution histories", { definition: pass, input: 1, expect: { types, previousEventIds: [0, 0, 2, 3] } }],
      [false, "Execution histories", { definition: pass, input: 1, expect: { types, previousEventIds: [0, 1, 2, 3] } }],
      [false, "Execution histories", { definition: pass, input: 1, expect: { types, unheardOf: 1 } }],
      [false, "Execution histories", { definition: pass, input: 1, events }],
      [
        true,
        "TestState",
        { request: { definition: '{"Type":"Succeed"}' }, expect: { status: "SUCCEEDED", output: {} } },
      ],
      [false, "TestState", { request: { definition: "{}" }, expect: { status: "SUCCEEDED" } }],
    ];
    const text = JSON.stringify(reported.map(([, , value], id) => ({ id: String(id), ...report, ...value })));
    const read = readCases("reported.json", text);
    expect(read.map(({ area }) => area)).toEqual(reported.map(([, area]) => area));
    const verdicts = await Promise.all(read.map(({ run }) => run()));
    expect(verdicts.map(({ met }) => met)).toEqual(reported.map(([met]) => met));
  });

  it("may say how often a text is repeated", async () => {
    const definition = { StartAt: "State", States: { State: { Type: "Pass", End: true } } };
    const expected = { status: "SUCCEEDED", output: { repeat: "ab", times: 3 } };
    const text = JSON.stringify([{ id: "x", definition, input: "ababab", expect: expected }]);
    const [first] = await runCases(readCases("mine.json", text));
    expect(first).toMatchObject({ met: 1 });
  });

  it("are not met where the data of a history has its members in another order", async () => {
    const definition = { StartAt: "State", States: { State: { Type: "Pass", End: true } } };
    const inputDetails = { truncated: false };
    const started = (input: string) => [
      {
        id: 1,
        previousEventId: 0,
        type: "ExecutionStarted",
        timestamp: "timestamp",
        executionStartedEventDetails: { input, inputDetails, roleArn: "snf_role_arn" },
      },
    ];
    const cases = ['{"a":1,"b":2}', '{"b":2,"a":1}'].map((input) => {
      return { id: input, definition, input: { a: 1, b: 2 }, events: started(input) };
    });
    const [first] = await runCases(readCases("mine.json", JSON.stringify(cases)));
    expect(first?.unmet.map(({ reason }) => reason.slice(0, 10))).toEqual(["event 2 is", "event 1 is"]);
  });

  it("are one a line in .jsonl", () => {
    const text = cases.map(({ value }) => `${JSON.stringify(value)}\n`).join("\n");
    expect(readCases("mine.jsonl", text)).toHaveLength(cases.length);
  });

  it("are not met where they break what runs them", async () => {
    const [first] = await runCases(readCases("mine.jsonl", '{"id":"x","template":1,"compare":"text","expect":""}'));
    expect([first?.met, first?.unmet.map(({ id }) => id)]).toEqual([0, ["x"]]);
  });

  it.each([
    [
      "mine.jsonl",
      '{"path":"$","doc":1}\n{"a":1}',
      `mine.jsonl:2: has the shape of no kind of case, got {"a":1}; write one of TestState, Execution histories, Validation, Amazon States Language, Mapping templates, JSONPath`,
    ],
    ["mine.jsonl", "\n{", "mine.jsonl:2: not JSON, got '{'; correct it"],
    ["mine.json", "{}", "mine.json: not an array of cases, got {}; write [case, case]"],
    [
      "mine.json",
      "[1]",
      "mine.json[0]: has the shape of no kind of case, got 1; write one of TestState, Execution histories, Validation, Amazon States Language, Mapping templates, JSONPath",
    ],
  ])("are rejected in %s when it holds %j", (file, text, message) => {
    expect(() => readCases(file, text)).toThrow(new Error(message));
  });

  it("fail to be read where there is no such file", () => {
    expect(() => readCases("gone.jsonl")).toThrow(
      new Error("gone.jsonl: cannot be read, got ENOENT; name a case file"),
    );
  });

  it("are found in all folders, and only files that begin with one", () => {
    const tests = join(__dirname, "..", "..", "languages", "__tests__");
    const found = findCaseFiles(tests).map((file) => relative(tests, file));
    expect(found).toContain(join("states-language", "validation", "cases.jsonl"));
    expect(found).not.toContain(join("states-language", "refused-mock-files.json"));
  });
});

describe("the report", () => {
  const rows = [
    row("JSONPath", "cases", {}),
    row("Mapping templates", "docs", { of: 14, met: 2, unmet: named(12) }),
    row("Mapping templates", "aws", { of: 100, met: 100, notExpress: named(1) }),
  ];
  const table = [
    "area               met   of  STANDARD only",
    "JSONPath             1    1              0",
    "Mapping templates  102  114              1",
    "  docs               2   14              0",
    "  aws              100  100              1",
  ];

  it("is a table, and the first names of those not met", () => {
    expect(printReport(rows, { all: false }).split("\n")).toEqual([
      ...table,
      "",
      "not met: 12",
      ...named(10).map(({ id }) => `  ${id}`),
      "  and 2 more; --all prints them, and what came instead",
      "",
    ]);
  });

  it("names all of them with what came instead, and those that EXPRESS cannot run, when asked for", () => {
    expect(printReport(rows, { all: true }).split("\n")).toEqual([
      ...table,
      "",
      "not met: 12",
      ...named(12).map(({ id }) => `  ${id}: 1`),
      "",
      "an EXPRESS workflow cannot run: 1",
      "  case 0: 1",
      "",
    ]);
  });

  it("is a table of Markdown for the README", () => {
    expect(printMarkdown(rows.slice(0, 1))).toBe(
      "| area | feature | met | of | STANDARD only |\n| --- | --- | ---: | ---: | ---: |\n| JSONPath | cases | 1 | 1 | 0 |\n",
    );
  });
});
