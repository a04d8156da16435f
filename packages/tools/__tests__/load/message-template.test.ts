import { compileMessage } from "../../load/message-template";

const values = { counter: 4, connection: 2, token: "load-abc", now: 0, random: () => 0.5 };
const render = (text: string) => compileMessage("m", text, "m.json").render(values);

it.each([
  ["a message without fields", '{"a": {"b": 1}}', '{"a": {"b": 1}}'],
  ["the counter, the connection and the time", "{{counter}} {{ connection }} {{now}}", "5 2 1970-01-01T00:00:00.000Z"],
  ["chance", "{{random 1 100}} {{choice a b c}}", "51 b"],
  ["two braces", "{{{{counter}}", "{{counter}}"],
  ["the end of an object beside a field", '{"a":{"n":{{counter}}}}', '{"a":{"n":5}}'],
])("renders %s", (_, text, rendered) => expect(render(text)).toBe(rendered));

it("makes a UUID of its own for each message, and knows which repeat a token", () => {
  expect(render("{{uuid}}")).toMatch(/^[0-9a-f-]{36}$/);
  expect(render("{{uuid}}")).not.toBe(render("{{uuid}}"));
  expect(compileMessage("m", "{{token}}", "m").hasToken).toBe(true);
  expect(compileMessage("m", "{{uuid}}", "m").hasToken).toBe(false);
});

it.each([
  ["\n{{cuonter}}", "m.json:2: no such field, got '{{cuonter}}'; did you mean 'counter'"],
  ["{{random 5 1}}", "m.json:1: not two whole numbers that rise, got '5 1'; write {{random 1 100}}"],
  ["{{random 5}}", "m.json:1: the field 'random' is used otherwise, got '5'; write {{random 1 100}}"],
  ["{{choice}}", "m.json:1: the field 'choice' is used otherwise, got ''; write {{choice red green}}"],
  ["{{constructor}}", "m.json:1: no such field, got '{{constructor}}'; there are counter, "],
  [
    '{"a": {{counter}',
    "m.json:1: a field does not end, got '{{counter}'; close it with '}}', or write '{{{{' for two braces",
  ],
])("rejects %j", (text, message) => expect(() => compileMessage("m", text, "m.json")).toThrow(message));
