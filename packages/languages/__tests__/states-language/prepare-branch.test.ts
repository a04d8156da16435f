import type { JsonObject } from "../../json";
import { prepareStateMachine } from "../../states-language/state-machine";

describe("preparing a state machine", () => {
  const pass = { Type: "Pass", End: true };
  const nested = (depth: number): JsonObject =>
    depth === 0 ? pass : { Type: "Map", ItemProcessor: { StartAt: "A", States: { A: nested(depth - 1) } }, End: true };

  it.each<[string, JsonObject, string]>([
    [
      "a start that is not there",
      { StartAt: "B", States: { A: pass } },
      `StartAt: no such state, got "B"; use one of A`,
    ],
    [
      "a type that is not known",
      { StartAt: "A", States: { A: { Type: "Sleep" } } },
      `state 'A': unknown Type, got "Sleep"; use one of Choice, Fail, Map, Parallel, Pass, Succeed, Task, Wait`,
    ],
    [
      "a transition to nowhere",
      { StartAt: "A", States: { A: { Type: "Pass", Next: "B" } } },
      `state 'A': no such next state, got "B"; use one of A`,
    ],
    [
      "a function that does not exist",
      { StartAt: "A", States: { A: { ...pass, Parameters: { "v.$": "States.Nope()" } } } },
      expect.stringMatching(/^intrinsic function: no such function, got States\.Nope; use one of States\.Array, /),
    ],
    [
      "JSONata that does not parse",
      { StartAt: "A", QueryLanguage: "JSONata", States: { A: { ...pass, Output: "{% 1 + %}" } } },
      `field 'Output': not a JSONata expression (S0207: Unexpected end of expression), got "1 +"; correct it`,
    ],
    [
      "states within states without an end",
      { StartAt: "A", States: { A: nested(400) } },
      "branch: too deeply nested, got more than 350 levels; move states to a workflow of their own",
    ],
  ])("rejects %s", (_what, definition, message) => {
    expect(() => prepareStateMachine(definition)).toThrow(expect.objectContaining({ message }));
  });
});
