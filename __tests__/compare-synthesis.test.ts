import { DIFFERENCES } from "../docs/upgrade-differences";
import { judgeChanges, listChanges } from "./upgrade/compare-synthesis";

const document = (aws: object, more: object = {}) => ({ terraform: { required_providers: { aws } }, ...more });
const OLD = document({ source: "aws", version: "5.100.0" });

it("finds no change in the same document, in whatever order its names stand", () => {
  expect(listChanges({ a: 1, b: [{}] }, { b: [{}], a: 1 })).toEqual([]);
});

it("names a value that is added, gone or another by its path", () => {
  expect(listChanges({ a: { b: 1 }, c: [] }, { a: { b: 2, d: null } })).toEqual([
    { path: "a.b", before: "1", after: "2" },
    { path: "c", before: "[]", after: undefined },
    { path: "a.d", before: undefined, after: "null" },
  ]);
});

it("takes what the table lists for a line, and says which row nothing is an instance of", () => {
  const changes = listChanges(OLD, document({ source: "hashicorp/aws", version: "6.66.0" }));
  expect(judgeChanges("cdktn", changes, DIFFERENCES)).toEqual({ unlisted: [], unused: ['"//".metadata.version'] });
});

it.each([
  ["a row of another line", "provider-6", document({ source: "hashicorp/aws", version: "6.1.0" }), "source"],
  ["another value than the row's", "cdktn", document({ source: "acme/aws", version: "6.1.0" }), "source"],
  [
    "an attribute of no row",
    "cdktn",
    document({ source: "aws", version: "5.100.0" }, { region: "eu-west-1" }),
    "region",
  ],
])("fails for %s", (_, line, after, name) => {
  const { unlisted } = judgeChanges(line, listChanges(OLD, after), DIFFERENCES);
  expect(unlisted.map(({ path }) => path.split(".").at(-1))).toEqual([name]);
});
