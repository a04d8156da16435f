import { createDefineAction } from "../../protocols/action";
import { createAnswers } from "../../protocols/answer-action";
import { JsonError } from "../../protocols/json-error";

const defineAction = createDefineAction<undefined, object | void>(
  (refusal) => new JsonError("Refused", Object.values(refusal).join("")),
);
const log: string[] = [];
const answer = createAnswers({
  service: "Clocks",
  store: undefined,
  log: (line) => log.push(line),
  actions: {
    Read: defineAction({ members: { Zone: {} }, run: (_, request) => ({ ...request }) }),
    Set: defineAction({ mutates: true, members: { Hour: { type: "number", required: true } }, run: () => undefined }),
    Break: defineAction({
      members: {},
      run: () => {
        throw new TypeError("no spring");
      },
    }),
  },
});

it.each<[string, string, object]>([
  ["Read", '{"Zone":"UTC"}', { status: 200, body: '{"Zone":"UTC"}' }],
  ["Read", "", { status: 200, body: "{}" }],
  ["Set", '{"Hour":3}', { status: 200, body: "", mutates: true }],
  ["Set", "{", { status: 400, body: '{"__type":"Refused"}' }],
  [
    "Set",
    "{}",
    {
      status: 400,
      body: '{"__type":"Refused","message":"1 validation error detected: Value null at \'hour\' failed to satisfy constraint: Member must not be null"}',
    },
  ],
  ["toString", "{}", { status: 400, body: '{"__type":"UnknownOperationException"}', unknown: "toString" }],
])("answers %s of '%s'", (name, body, expected) => {
  expect(answer(name, body)).toEqual(expected);
  expect(log).toEqual([]);
});

it("fails where the service has a defect, which it tells the developer", () => {
  expect(answer("Break", "{}")).toEqual({ status: 500, body: '{"__type":"InternalFailure"}' });
  expect(log).toEqual([expect.stringMatching(/^Clocks: Break failed: TypeError: no spring\n/)]);
});
