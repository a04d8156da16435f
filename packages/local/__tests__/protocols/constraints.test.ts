import type { JsonObject } from "@sfn-websocket/languages/json";
import { type Constraints, refuseMembers } from "../../protocols/constraints";

const TAGS = { tags: { type: "map", maximum: 2, item: { maximum: 3 } } } as const satisfies Constraints;

it.each([
  [
    { tags: { toString: null } },
    "Value null at 'tags.toString.member' failed to satisfy constraint: Member must not be null",
  ],
  [{ tags: { toString: "abc", valueOf: "a" } }, undefined],
  [
    { tags: { valueOf: "abcd" } },
    "Value 'abcd' at 'tags.valueOf.member' failed to satisfy constraint: Member must have length less than or equal to 3",
  ],
  [{ tags: JSON.parse('{"__proto__":"a"}') as JsonObject }, undefined],
])("looks at %j by its own members, whatever they are called", (body: JsonObject, refusal) => {
  const expected = refusal === undefined ? undefined : { invalid: `1 validation error detected: ${refusal}` };
  expect(refuseMembers(body, TAGS)).toEqual(expected);
});

const LISTS = {
  names: { type: "list", maximum: 2, item: { minimum: 1, maximum: 3, values: ["a", "bcd", "wxyz"] } },
} as const satisfies Constraints;
const ITEM =
  "Value '[a, x]' at 'names' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 3, Member must have length greater than or equal to 1, Member must satisfy enum value set: [a, bcd, wxyz], Member must not be null]";

it.each([
  [["a", "bcd"], undefined],
  [["a", "x"], ITEM],
  [["a", "wxyz"], ITEM.replace("[a, x]", "[a, wxyz]")],
  [
    ["a", "", "a"],
    "Value '[a, , a]' at 'names' failed to satisfy constraint: Member must have length less than or equal to 2",
  ],
])("refuses the list %j as a whole for what is in it", (names, refusal) => {
  const expected = refusal === undefined ? undefined : { invalid: `1 validation error detected: ${refusal}` };
  expect(refuseMembers({ names }, LISTS)).toEqual(expected);
});

it("cannot read a list of texts that has a number", () => {
  expect(refuseMembers({ names: [1] }, LISTS)).toEqual({ unreadable: "NUMBER_VALUE can not be converted to a string" });
});
