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
