import { LinearRegExp } from "../../states-language/jsonata/linear-reg-exp";

describe("a linear regular expression", () => {
  it.each<[RegExp, string]>([
    [/b(c)?/g, "abcb"],
    [/B/gi, "abcb"],
    [/^b$/gm, "a\nb\nb"],
    [/x/g, "abc"],
    [/(a)|(b)/g, "ab"],
    [/\d{2,3}/g, "1 22 333 4444"],
  ])("matches %s as a global regular expression does", (expression, text) => {
    const linear = new LinearRegExp(expression);
    const find = (engine: {
      exec(text: string): ((RegExpExecArray | ReturnType<LinearRegExp["exec"]>) & object) | null;
    }) => {
      const matches = [];
      for (let match = engine.exec(text); match !== null; match = engine.exec(text))
        matches.push([match.index, ...match]);
      return matches;
    };
    expect(find(linear)).toEqual(find(expression));
  });

  it("takes time in proportion to the text", () => {
    expect(new LinearRegExp(/^(a+)+$/g).exec(`${"a".repeat(50_000)}!`)).toBeNull();
  });

  it("rejects what has no linear algorithm", () => {
    const problem = "regular expression: cannot be matched in linear time, got /(a)\\1/";
    expect(() => new LinearRegExp(/(a)\1/)).toThrow(
      new Error(`${problem}; write it without lookaround and backreferences`),
    );
  });
});
