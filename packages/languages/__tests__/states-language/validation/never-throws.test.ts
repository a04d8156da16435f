import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { isJsonObject } from "../../../json";
import type { Json } from "../../../json";
import { deepTexts, INHERITED } from "../../hostile-json";
import { describeJsonErrorWithSource } from "../../../states-language/values/jackson-error";
import { validateDefinition } from "../../../states-language/validation/validate-definition";

const definitions: Json[] = readFileSync(join(__dirname, "cases.jsonl"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line): Json => JSON.parse(line).definition)
  .filter(isJsonObject);

const texts = ["$", "$$", "$.a", "$['", "{% 1 %}", "{%%}", "States.UUID()", "arn:aws:states:::", "__proto__", "A"];
const names = [
  ...INHERITED,
  "Type",
  "Next",
  "Catch",
  "Retry",
  "Choices",
  "Branches",
  "States",
  "Assign",
  "Output",
  "a.$",
];
const leaf = fc.oneof(fc.constantFrom(...texts), fc.double(), fc.boolean(), fc.constant(null), fc.string());
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie("json"), { maxKeys: 3 }),
  ),
}));

/** The texts of parts: small ones, and some that nest deep. */
const partTexts = fc.oneof(
  { weight: 60, arbitrary: json.map((part) => JSON.stringify(part)) },
  { weight: 1, arbitrary: deepTexts },
);
const PLACE = "the part";

/** The value with another in place of one of its parts, which `path` leads to. */
function replacePart(value: Json, path: readonly number[], part: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== "object" || value === null) return part;
  const entries = Object.entries(value);
  const chosen = step % Math.max(entries.length, 1);
  const replaced = entries.map(([name, member], index): [string, Json] => [
    name,
    index === chosen ? replacePart(member, rest, part) : member,
  ]);
  return Array.isArray(value) ? replaced.map(([, member]) => member) : Object.fromEntries(replaced);
}

describe("validation", () => {
  it("answers diagnostics for whatever definition it is given", () => {
    const path = fc.array(fc.nat({ max: 20 }), { maxLength: 8 });
    const type = fc.constantFrom("STANDARD" as const, "EXPRESS" as const);
    fc.assert(
      fc.property(fc.constantFrom(...definitions), path, partTexts, type, (definition, steps, part, machineType) => {
        const text = JSON.stringify(replacePart(definition, steps, PLACE)).replace(JSON.stringify(PLACE), () => part);
        for (const { severity, code, message } of validateDefinition(text, { type: machineType })) {
          expect([typeof severity, typeof code, typeof message]).toEqual(["string", "string", "string"]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("answers a text that is not JSON with a place in it", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"',
      ":",
      ",",
      "1",
      "-",
      ".",
      "e",
      "true",
      "nul",
      "\\",
      "\\u00",
      "\n",
      " ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        fc.pre(!isJson(text));
        expect(describeJsonErrorWithSource(text)).toMatch(
          /^[^]+\n at \[Source: \(String\)"[^]*"; line: \d+, column: \d+\]$/,
        );
      }),
      { numRuns: 2000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
