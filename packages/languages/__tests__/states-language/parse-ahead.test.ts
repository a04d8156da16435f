import { parseAhead } from "../../states-language/parse-ahead";
import { parseJsonata } from "../../states-language/jsonata/parse-jsonata";
import { validateDefinition } from "../../states-language/validation/validate-definition";

function define(expressions: readonly string[]): string {
  const state = { Type: "Pass", End: true, Output: expressions.map((text) => `{% ${text} %}`) };
  return JSON.stringify({ QueryLanguage: "JSONata", StartAt: "S", States: { S: state } });
}

describe("a large definition's expressions", () => {
  it("are parsed in turns, and not again when it is validated", async () => {
    const texts = Array.from({ length: 3000 }, (_, index) => `$states.input.a${index} + ${index}`);
    const definition = define(texts);
    let turns = 0;
    let isParsing = true;
    const count = (): void => {
      turns++;
      if (isParsing) setImmediate(count);
    };
    setImmediate(count);
    await parseAhead(definition);
    isParsing = false;
    expect(turns).toBeGreaterThan(3);
    const parsed = texts.map(parseJsonata);
    expect(validateDefinition(definition, { type: "STANDARD" })).toEqual([]);
    expect(texts.map(parseJsonata).every((one, index) => one === parsed[index])).toBe(true);
  }, 60_000);

  it("stay parsed when many others were parsed before", async () => {
    const filling = (name: string) => Array.from({ length: 200 }, (_, index) => `'${name}${index}${"x".repeat(4000)}'`);
    await parseAhead(define(filling("a")));
    const texts = filling("b");
    await parseAhead(define(texts));
    const [first] = texts;
    const parsed = texts.map(parseJsonata);
    expect(parseJsonata(String(first))).toBe(parsed[0]);
  });

  it("are left to validation in a small text, and in one that is not JSON", async () => {
    expect(parseAhead(define(["1"]))).toBeUndefined();
    await expect(parseAhead(`{%${"[".repeat(40_000)}`)).resolves.toBeUndefined();
  });
});
