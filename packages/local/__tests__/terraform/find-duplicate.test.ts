import { findDuplicate } from "../../../local/terraform/find-duplicate";

it.each([
  ['{"a":{"b":1},"b":[{"a":1},{"a":2}]}', undefined],
  ['{"a":"x\\"a\\":","b":"}{","c":"a"}', undefined],
  ["[]", undefined],
  ['{"resource":{},"output":{},"resource":{}}', "resource"],
  ['[{"x":[{"a":1,"b":{"a":2},"a":3}]}]', "a"],
  ['{"a\\"":1,"a\\"":2}', 'a"'],
  ['{"\\u0061":1,"a":2}', "a"],
])("in %s the name that stands twice is %s", (text, name) => {
  expect(findDuplicate(text)).toBe(name);
});
