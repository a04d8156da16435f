import fc from "fast-check";
import { generateName } from "@sfn-websocket/tools/differential/jsonpath/generate-document";
import { generatePath } from "@sfn-websocket/tools/differential/jsonpath/generate-path";
import { Random } from "@sfn-websocket/tools/differential/random";
import type { JsonObject } from "../../json";
import { INHERITED } from "../hostile-json";
import { intrinsicFunctions } from "../../states-language/fields/intrinsic-functions";
import { prepareStateMachine } from "../../states-language/state-machine";
import { validateDefinition } from "../../states-language/validation/validate-definition";

const problemsOf = (definition: JsonObject) =>
  validateDefinition(JSON.stringify(definition), { type: "EXPRESS" })
    .filter(({ severity }) => severity === "ERROR")
    .map(({ message, location }) => `${message} at ${location}`);

const machineOf = (state: JsonObject): JsonObject => ({ StartAt: "S", States: { S: { ...state, End: true } } });

const paths = fc.integer().map((seed) => generatePath(new Random(seed)));
const names = fc.oneof(
  fc.constantFrom(...Object.keys(intrinsicFunctions)),
  fc.constantFrom(
    "States.format",
    "States.Nope",
    "states.UUID",
    "States.",
    ...INHERITED.map((name) => `States.${name}`),
  ),
);
const literals = fc.constantFrom(
  "'x {}'",
  "'it\\'s'",
  "'{'",
  "'\\q'",
  "1",
  "-1.5e3",
  "true",
  "null",
  "'",
  "",
  "x",
  "01",
);
const { call } = fc.letrec<{ call: string; argument: string }>((tie) => ({
  argument: fc.oneof({ depthSize: "small" }, literals, paths, tie("call")),
  call: fc
    .tuple(names, fc.array(tie("argument"), { maxLength: 4 }), fc.constantFrom(")", ")", ")", "", "))", ") "))
    .map(([name, list, end]) => `${name}(${list.join(", ")}${end}`),
}));
const contextOrVariable = fc
  .tuple(paths, fc.constantFrom("$$", "$v", "$", ...INHERITED.map((name) => `$${name}`)), fc.integer())
  .map(([path, root, seed]) => (seed % 3 === 0 ? `${root}.${generateName(new Random(seed))}` : root + path.slice(1)));
const texts = fc.oneof(paths, call, contextOrVariable);

const states: Readonly<Record<string, (text: string) => JsonObject>> = {
  Parameters: (text) => ({ Type: "Pass", Parameters: { "r.$": text } }),
  InputPath: (text) => ({ Type: "Pass", InputPath: text }),
  OutputPath: (text) => ({ Type: "Pass", OutputPath: text }),
  ResultPath: (text) => ({ Type: "Pass", ResultPath: text }),
  Assign: (text) => ({ Type: "Pass", Assign: { "v.$": text } }),
  ItemsPath: (text) => ({
    Type: "Map",
    ItemsPath: text,
    ItemProcessor: { StartAt: "P", States: { P: { Type: "Pass", End: true } } },
  }),
  SecondsPath: (text) => ({ Type: "Wait", SecondsPath: text }),
};

describe("what the validator takes", () => {
  it.each(Object.keys(states))("is prepared: paths and intrinsic functions in %s", (field) => {
    const counts = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(texts, (text) => {
        const definition = machineOf(states[field]?.(text) ?? {});
        if (problemsOf(definition).length > 0) counts.refused++;
        else {
          counts.taken++;
          prepareStateMachine(definition);
        }
      }),
      { numRuns: 700 },
    );
    expect(counts.taken).toBeGreaterThan(0);
    expect(counts.refused).toBeGreaterThan(0);
  });

  it("is prepared: a scan that ends in an index, as an argument", () => {
    const definition = machineOf({ Type: "Pass", Parameters: { "r.$": "States.Array($.a..[1], $.b.[0])" } });
    expect(problemsOf(definition)).toEqual([]);
    expect(() => prepareStateMachine(definition)).not.toThrow();
  });

  it.each(["States.ArrayLength()", "States.ArrayLength($.a, 1)", "States.Array(States.UUID(1))"])(
    "holds a call with arguments of another number, as AWS has it: %s",
    (text) => expect(problemsOf(machineOf({ Type: "Pass", Parameters: { "r.$": text } }))).toEqual([]),
  );

  it.each(["States.format('x {}', $.a)", "States.Nope($.a)", "States.Array($.a[)", "$.a[", "$."])(
    "does not hold a wrong path or call: %s",
    (text) => {
      expect(problemsOf(machineOf({ Type: "Pass", Parameters: { "r.$": text } }))).toEqual([
        "The value for the field 'r.$' must be a valid JSONPath or a valid intrinsic function call at /States/S/Parameters",
      ]);
    },
  );
});

it("prepares a state whose variable has a name longer than a path may be", () => {
  const definition = machineOf({ Type: "Pass", InputPath: `$${"a".repeat(10_001)}` });
  expect(problemsOf(definition)).toEqual([]);
  expect(() => prepareStateMachine(definition)).not.toThrow();
});
