import { readQuery } from "../../protocols/query-members";

const MEMBERS = {
  Name: {},
  Size: { type: "number" },
  Enabled: { type: "boolean" },
  Keys: { type: "list", item: {} },
  Tags: { item: { members: { Key: {}, Value: {} } } },
  Metric: { members: { Name: {}, Keys: { type: "list", item: {} } } },
} as const;

const read = (text: string) => readQuery(new URLSearchParams(`Action=Do&Version=2010-05-08&${text}`), MEMBERS);

it.each<[string, object]>([
  ["", {}],
  ["Name=a&Size=1.5&Enabled=True", { Name: "a", Size: 1.5, Enabled: true }],
  ["Size=&Enabled=maybe", { Size: "", Enabled: "maybe" }],
  ["Keys=", { Keys: [] }],
  ["Keys.member.1=a&Keys.member.2=b", { Keys: ["a", "b"] }],
  ["Tags.member.1.Key=a&Tags.member.2.Value=b", { Tags: [{ Key: "a" }, { Value: "b" }] }],
  ["Metric.Name=a&Metric.Keys.member.1=b", { Metric: { Name: "a", Keys: ["b"] } }],
  ["X-Amz-Algorithm=a&X-Amz-Signature=b", {}],
])("reads all of '%s'", (text, members) => {
  expect(read(text)).toEqual({ members, unused: [] });
});

it.each<[string, readonly string[]]>([
  ["PermissionsBoundary=a", ["PermissionsBoundary"]],
  ["name=a", ["name"]],
  ["Name.First=a", ["Name.First"]],
  ["Metric=a", ["Metric"]],
  ["Metric.Namespace=a", ["Metric.Namespace"]],
  ["Keys.1=a", ["Keys.1"]],
  ["Keys.member.1=a&Keys.member.3=b", ["Keys"]],
  ["Tags.member.1.Key=a&Tags.member.1.Color=b&Tags.member.2.Color=c", ["Tags.Color"]],
  ["Tags.member.1.Key=a&Tags.member.2.Key.Of=b", ["Tags.Key.Of"]],
  ["__proto__=a&constructor.member.1=b", ["__proto__", "constructor"]],
])("names what of '%s' has no effect", (text, unused) => {
  expect(read(text).unused).toEqual(unused);
});
