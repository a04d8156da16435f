import { compileRegularExpression } from "../../velocity/regular-expressions";

describe("replacing", () => {
  test.each([
    ["a.b", "\\.", "-", "a-b"],
    ["a|b", "\\Q|\\E", "-", "a-b"],
    ["it\\'s", "\\\\'", "'", "it's"],
    ["aXbx", "(?i)x", "-", "a-b-"],
    ["2024-01", "(\\d+)-(\\d+)", "$2/$1", "01/2024"],
    ["ab", "(?<x>a)b", "${x}${x}", "aa"],
    ["ab", "a", "\\$0$0", "$0ab"],
    ["abc", "", "-", "-a-b-c-"],
    ["a1é", "\\p{Alpha}", "-", "-1é"],
    ["a\u00a0b", "\\h", "-", "a-b"],
    ["aéb", "\\u00e9", "-", "a-b"],
    ["a\r\nb\nc", "\\R", "-", "a-b-c"],
    ["ab1", "[\\p{Digit}b]", "-", "a--"],
  ])("'%s' with %s replaced by %s is %s", (text, pattern, replacement, expected) => {
    expect(compileRegularExpression(pattern).replace(text, replacement, Infinity)).toBe(expected);
  });

  it("replaces the first match only", () => {
    expect(compileRegularExpression("a").replace("aaa", "b", 1)).toBe("baa");
    expect(compileRegularExpression("[a]").replace("aaa", "b", 1)).toBe("baa");
  });
});

describe("splitting as Java does", () => {
  test.each([
    ["a,b,,c,,", ",", 0, ["a", "b", "", "c"]],
    ["a,b,,c,,", ",", -1, ["a", "b", "", "c", "", ""]],
    ["a,b,c", ",", 2, ["a", "b,c"]],
    ["abc", "", 0, ["a", "b", "c"]],
    ["", ",", 0, [""]],
    [",a", ",", 0, ["", "a"]],
    ["a1b22c", "\\d+", 0, ["a", "b", "c"]],
    ["abc", "x", 0, ["abc"]],
    [",", ",", 0, []],
  ])("'%s' at '%s' with the limit %d", (text, pattern, limit, expected) => {
    expect(compileRegularExpression(pattern).split(text, limit)).toEqual(expected);
  });
});

describe("a pattern that has no linear algorithm fails and is named", () => {
  test.each([
    ["a(?=b)", "(?="],
    ["(?<!a)b", "(?<!"],
    ["(a)\\1", "\\1"],
    ["a++b", "++"],
    ["(?>a)", "(?>"],
  ])("fails for %s", (pattern, part) => {
    expect(() => compileRegularExpression(pattern)).toThrow(
      `regular expression '${pattern}': '${part}' cannot be matched in linear time; write it without lookaround, backreferences, atomic groups and possessive quantifiers`,
    );
  });
});

it("fails for a flaw and for a group that is not there", () => {
  expect(() => compileRegularExpression("(")).toThrow("regular expression '(': cannot be compiled, got");
  expect(() => compileRegularExpression("a").replace("a", "$1", Infinity)).toThrow("replacement: No group 1");
  expect(() => compileRegularExpression("[a]").replace("a", "\\", Infinity)).toThrow(
    "replacement: character to be escaped is missing",
  );
});
