import type { PermissionRow } from "@sfn-websocket/local/console/api";
import type { PermissionCheck } from "@sfn-websocket/local/trace/trace";
import { filterRows, groupRows } from "../../permissions/filter-rows";
import { writePermission } from "../../permissions/write-permission";

const check = (needed?: PermissionCheck["needed"]): PermissionCheck => ({
  roleArn: "arn:aws:iam::1:role/r",
  principal: "states.amazonaws.com",
  action: "dynamodb:PutItem",
  resource: "arn:t",
  allowed: false,
  why: "",
  ...(needed && { needed }),
});
const NEEDED = { Effect: "Allow", Action: "dynamodb:PutItem", Resource: "arn:t" };

it("writes what a workflow lacks as its route's permissions", () => {
  expect(writePermission(check(NEEDED), true)).toBe(
    'permissions: [{ actions: ["dynamodb:PutItem"], resources: ["arn:t"] }],',
  );
});

it.each<[string, PermissionCheck, boolean]>([
  ["the role is no workflow's", check(NEEDED), false],
  ["a trust policy lacks it", check({ ...NEEDED, Principal: { Service: "states.amazonaws.com" } }), true],
  ["it has a condition", check({ ...NEEDED, Condition: {} }), true],
  ["a statement denies it", check(), true],
])("writes none where %s", (_, refused, isWorkflow) => expect(writePermission(refused, isWorkflow)).toBeUndefined());

const row = (role: string, more: Partial<PermissionRow> = {}): PermissionRow => ({
  kind: "permission",
  role,
  principals: [],
  effect: "Allow",
  actions: ["states:StartExecution"],
  resources: ["*"],
  conditions: [],
  policy: "p",
  reasons: [],
  unexplained: [],
  ...more,
});

it("filters by words of any column, and keeps a role's statements together", () => {
  const rows = [
    row("a", { roleArn: "arn:a" }),
    row("a", { roleArn: "arn:a", effect: "Deny" }),
    row("b", { unexplained: ["x:Y"] }),
  ];
  expect(filterRows(rows, "")).toEqual(rows);
  expect(filterRows(rows, "startEXECUTION deny")).toEqual([rows[1]]);
  expect(filterRows(rows, "no reason")).toEqual([rows[2]]);
  expect(groupRows(rows).map((group) => [group.role, group.rows.length])).toEqual([
    ["a", 2],
    ["b", 1],
  ]);
});
