import { layOutTable } from "../../policy/lay-out-table";
import type { Grant } from "../../policy/list-grants";
import { PRINT } from "../../policy/print-report";

const grant: Grant = {
  stack: "chat",
  role: "chat-workflow",
  kind: "permission",
  policy: "tasks",
  effect: "Allow",
  actions: ["lambda:InvokeFunction", "sns:Publish"],
  resources: ["function quote|sum"],
  principals: [],
  conditions: [],
  managed: false,
  reasons: [{ why: "it calls the function", source: "https://docs.aws.amazon.com/lambda" }],
  unexplained: ["sns:Publish"],
};
const finding = { stack: "chat", role: "chat-workflow", message: "stack 'chat': no reason" };

it("prints a line a statement where there is no terminal, however long", () => {
  expect(PRINT.table({ grants: [grant], findings: [finding] }, undefined).split("\n")).toEqual([
    "stack  role           statement   effect  actions                             resources or principals  condition  why",
    "chat   chat-workflow  permission  Allow   lambda:InvokeFunction, sns:Publish  function quote|sum                  it calls the function, no reason known",
    "",
    "1 finding:",
    "  stack 'chat': no reason",
    "",
  ]);
});

it("calls a user a user", () => {
  const ofUser: Grant = { ...grant, holder: "user", role: "alice" };
  expect(PRINT.table({ grants: [ofUser], findings: [] }, undefined)).toContain("\nchat   user alice  permission");
});

it.each([80, 120, 200, 250])("fits a terminal of %i columns", (columns) => {
  const long = {
    ...grant,
    role: "chat-us-east-1-orders-create-5f0c2a1b-workflow",
    conditions: ["ArnLike a:b = c".repeat(9)],
  };
  const lines = PRINT.table({ grants: [grant, long], findings: [] }, columns).split("\n");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
  expect(lines.at(-2)).toBe("Nothing is wider than it need be.");
});

it("prints statements below each other where a table would not be readable", () => {
  const printed = PRINT.table({ grants: [grant, { ...grant, conditions: ["ArnLike a = b"] }], findings: [] }, 60);
  const statement = ["  statement  permission Allow", "  actions    lambda:InvokeFunction", "             sns:Publish"];
  expect(printed.split("\n")).toEqual([
    "chat: chat-workflow",
    ...statement,
    "  on         function quote|sum",
    "  why        it calls the function",
    "             no reason known",
    "",
    ...statement,
    "  on         function quote|sum",
    "  if         ArnLike a = b",
    "  why        it calls the function",
    "             no reason known",
    "",
    "Nothing is wider than it need be.",
    "",
  ]);
});

it("prints stack and role once for all their statements on a terminal", () => {
  const printed = PRINT.table({ grants: [grant, grant], findings: [] }, 200);
  expect(printed.match(/chat-workflow/g)).toHaveLength(1);
  expect(printed.match(/permission/g)).toHaveLength(2);
});

it("prints Markdown whose cells hold nothing but code and links", () => {
  expect(PRINT.markdown({ grants: [grant], findings: [finding] }, 80).split("\n")).toEqual([
    "| stack | role | statement | effect | actions | resources or principals | condition | why |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    "| `chat` | `chat-workflow` | permission | Allow | `lambda:InvokeFunction`<br>`sns:Publish` | <code>function quote&#124;sum</code> |  | [it calls the function](https://docs.aws.amazon.com/lambda)<br>**no reason known** |",
    "",
    "1 finding:",
    "",
    "- `stack 'chat': no reason`",
    "",
  ]);
});

it("prints JSON for machines", () => {
  const printed = PRINT.json({ grants: [grant], findings: [finding] }, 80);
  expect(JSON.parse(printed)).toEqual({ statements: [grant], findings: [finding] });
});

it("breaks cells after marks and before capitals, and a word that is longer than its line", () => {
  expect(layOutTable(["a", "b"], [[["one:TwoThree/four", "x".repeat(14)], ["short"]]], 17)).toBe(
    ["a           b", "", "one:Two     short", "Three/four", "xxxxxxxxxx", "xxxx", ""].join("\n"),
  );
});
