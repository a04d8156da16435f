import { readStatements, type Statement } from "@sfn-websocket/languages/states-language/permissions/policy-statements";
import { printStatement } from "../../plan-review/print-statement";
import { isCovered, listScopableActions, listWildActions } from "../../plan-review/weigh-statement";

const statements = (...list: object[]) => readStatements(JSON.stringify({ Statement: list })) ?? [];
const allow = (Action: unknown, Resource: unknown, more = {}): Statement =>
  statements({ Effect: "Allow", Action, Resource, ...more })[0] ?? {
    effect: "Deny",
    actions: [],
    resources: [],
    principals: [],
    conditions: [],
  };

it.each([
  ["the same", allow("a:B", "x"), [allow("a:B", "x")], true],
  ["another case of the action", allow("A:b", "x"), [allow("a:B", "x")], true],
  ["another case of the resource", allow("a:B", "X"), [allow("a:B", "x")], false],
  ["what a wildcard allowed", allow("a:BcD", "t/1"), [allow("a:B*", "t/?")], true],
  ["what no wildcard allowed", allow("a:BcD", "t/10"), [allow("a:B*", "t/?")], false],
  ["a wildcard that a wider one allowed", allow("a:B*", "t/*"), [allow("a:*", "*")], true],
  ["what two statements allowed", allow(["a:B", "a:C"], "x"), [allow("a:B", "x"), allow("a:C", "x")], true],
  ["what two statements allowed each in part", allow("a:B", ["x", "y"]), [allow("a:B", "x"), allow("a:C", "y")], false],
  ["with one more condition", allow("a:B", "x", { Condition: { Bool: { k: "true" } } }), [allow("a:B", "x")], true],
  ["without its condition", allow("a:B", "x"), [allow("a:B", "x", { Condition: { Bool: { k: "true" } } })], false],
  ["what a wildcard in the middle allowed", allow("a:BxCxCD", "t/1"), [allow("a:B*C?", "t/*?")], true],
  ["what a wildcard in the middle did not allow", allow("a:BxCxC", "t/1"), [allow("a:B*C?", "t/*")], false],
  ["what a denial named", allow("a:B", "x"), statements({ Effect: "Deny", Action: "a:B", Resource: "x" }), false],
  ["whatever is not named", allow(undefined, "x", { NotAction: "a:B" }), [allow("*", "*")], false],
])("knows whether %s was allowed before", (_, statement, before, expected) => {
  expect(isCovered(statement, before)).toBe(expected);
});

it("matches a hostile pattern in time", () => {
  const wild = [allow(`a:${"*a".repeat(2_000)}`, "*b".repeat(3_000))];
  expect(isCovered(allow(`a:${"a".repeat(8_000)}`, "b".repeat(30_000)), wild)).toBe(true);
  const before = [allow(`a:${"*a".repeat(2_000)}`, "x")];
  expect(isCovered(allow(`a:${"a".repeat(3_000)}b`, "x"), before)).toBe(false);
});

it.each([
  [allow(["xray:PutTraceSegments", "logs:createlogdelivery"], "*"), []],
  [allow(["states:StartExecution", "xray:PutTraceSegments"], "*"), ["states:StartExecution"]],
  [allow("xray:*", "*"), ["xray:*"]],
  [allow("states:StartExecution", "arn:x"), []],
  [allow("sqs:SendMessage", "arn:aws:sqs:*:*:*"), ["sqs:SendMessage"]],
  [allow("sqs:SendMessage", "arn:aws:sqs:us-east-1:123456789012:*"), ["sqs:SendMessage"]],
  [allow("s3:GetObject", "arn:aws:s3:::*/*"), ["s3:GetObject"]],
  [allow("s3:GetObject", undefined, { NotResource: "arn:aws:s3:::a" }), ["s3:GetObject"]],
  [allow("s3:GetObject", "arn:aws:s3:::a/*"), []],
  [allow("execute-api:ManageConnections", "arn:aws:execute-api:us-east-1:1:a/b/POST/@connections/*"), []],
])("knows which actions of %j could name their resource", (statement, expected) => {
  expect(listScopableActions(statement)).toEqual(expected);
});

it("knows actions that stand for all of a service", () => {
  const actions = ["*", "*:*", "dynamodb:*", "dynamodb:**", "dynamodb:Get*"];
  expect(listWildActions(allow(actions, "x"))).toEqual(["*", "*:*", "dynamodb:*", "dynamodb:**"]);
});

it("reads every form of a statement, and prints it in one line", () => {
  const [statement] = statements({
    Effect: "Deny",
    NotAction: "a:B",
    NotResource: ["x"],
    Principal: { AWS: ["2", "1"], Service: "s" },
    Condition: { StringEquals: { k: ["b", "a"] } },
  });
  expect(statement && printStatement(statement)).toBe(
    "Deny !a:B on !x for AWS:1, AWS:2, Service:s if StringEquals k = a or b",
  );
  expect(readStatements('{"Statement":{"Effect":"Allow","Action":"a:B","Resource":"x"}}')).toHaveLength(1);
  expect(readStatements("no policy")).toBeUndefined();
});
