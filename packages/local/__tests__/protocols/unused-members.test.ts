import { createUnusedLog, findUnused } from "../../protocols/unused-members";

const MEMBERS = {
  name: {},
  nothing: { type: "any" },
  map: { type: "map", item: { members: { a: {} } } },
  list: { item: { members: { a: {}, inner: { members: { b: {} } } } } },
} as const;

it.each<[object, readonly string[]]>([
  [{ name: "a", nothing: { all: { of: "it" } }, map: { x: { a: "b" } }, list: [{ a: "b" }] }, []],
  [{ Name: "a" }, ["Name"]],
  [{ Name: null, list: [{ a: null, b: null }] }, []],
  [{ map: { x: { b: 1 }, y: { b: 2, c: 3 } } }, ["map.b", "map.c"]],
  [{ list: [{ b: 1 }, { inner: { c: [] } }] }, ["list.b", "list.inner.c"]],
  [{ name: { first: "a" }, list: "a" }, []],
  [JSON.parse('{"__proto__": 1, "toString": {}}'), ["__proto__", "toString"]],
])("finds what of %j has no effect", (body, unused) => {
  expect(findUnused(JSON.parse(JSON.stringify(body)), MEMBERS)).toEqual(unused);
});

it("says each name once, of each action, and no more of many or long names than a reader reads", () => {
  const lines: string[] = [];
  const logUnused = createUnusedLog("IAM", (line) => lines.push(line));
  logUnused("CreateRole", []);
  logUnused("CreateRole", ["A"]);
  logUnused("CreateRole", ["A", "B", "C\n"]);
  logUnused("CreateRole", ["A"]);
  logUnused("GetRole", ["A"]);
  expect(lines).toEqual([
    "IAM: CreateRole: the member 'A' is not used here",
    "IAM: CreateRole: the members 'B', 'C\\n' are not used here",
    "IAM: GetRole: the member 'A' is not used here",
  ]);
  logUnused(
    "ListRoles",
    Array.from({ length: 10_000 }, (_, number) => `${number}${"x".repeat(1_000)}`),
  );
  expect(lines[3]).toMatch(/, and 9950 more are not used here$/);
  expect(lines[3]?.length).toBeLessThan(12_000);
});
