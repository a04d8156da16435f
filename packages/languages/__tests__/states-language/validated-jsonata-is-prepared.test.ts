import fc from "fast-check";
import { INHERITED } from "../hostile-json";
import { prepareStateMachine } from "../../states-language/state-machine";
import { validateDefinition } from "../../states-language/validation/validate-definition";

/** Pieces of JSONata, put together at random: some make an expression, most do not. */
const PIECES = [
  "$",
  "$states.input",
  "a",
  "`b`",
  "1",
  "'x'",
  "/a(b/",
  "/c+/i",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ":",
  ",",
  "?",
].concat(
  [
    "+",
    "-",
    "*",
    "**",
    "%",
    "&",
    "=",
    "<",
    "~>",
    ":=",
    "^",
    "@",
    "#",
    "|",
    "..",
    ".",
    ";",
    "??",
    "?:",
    "and",
    "in",
    "null",
  ],
  [
    "\f",
    "\u00a0",
    "\u2028",
    " ",
    "\\",
    "$sort",
    "function($x)",
    "$x",
    "$eval",
    ...INHERITED,
    ...INHERITED.map((name) => `$${name}`),
    "1e999",
    "λ($y)",
  ],
);
const expression = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 6 }),
);

const machine = (text: string) => ({
  QueryLanguage: "JSONata",
  StartAt: "S",
  States: { S: { Type: "Pass", Output: { v: text }, End: true } },
});

function isValid(definition: object): boolean {
  const found = validateDefinition(JSON.stringify(definition), { type: "EXPRESS" });
  return found.every(({ severity }) => severity !== "ERROR");
}

describe("a definition that is valid", () => {
  it("is prepared, whatever JSONata expression it has", () => {
    const kinds = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(expression, (text) => {
        const definition = machine(`{%${text}%}`);
        kinds[isValid(definition) ? "valid" : "invalid"]++;
        if (isValid(definition)) prepareStateMachine(definition);
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(kinds.valid, kinds.invalid)).toBeGreaterThan(20);
  }, 60_000);

  it.each(["\f", "(".repeat(5000), "1".concat("+1".repeat(20_000)), "a".repeat(70_000)])(
    "rejects an expression that JSONata cannot parse or evaluate, without JavaScript's words (%#)",
    (text) => {
      const definition = machine(`{% ${text} %}`);
      const found = validateDefinition(JSON.stringify(definition), { type: "EXPRESS" });
      expect(JSON.stringify(found.map(({ message }) => message))).not.toMatch(/call stack|undefined \(|cannot read/i);
      if (isValid(definition)) prepareStateMachine(definition);
    },
  );
});
