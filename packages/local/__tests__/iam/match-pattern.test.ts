import { leastWork } from "@sfn-websocket/languages/__tests__/least-work";
import { conditionOperators } from "../../iam/condition-operators";
import { compilePattern } from "../../iam/match-pattern";
import { parsePolicy } from "../../iam/policy-document";

const keysOf = (value: string) => ({ read: () => [value], knows: () => true });

describe("a pattern of a policy", () => {
  it.each([
    ["a?c", "abc", {}, true],
    ["a?c", "abc", { wildcards: false }, false],
    ["a*}", "a*}", { wildcards: false, variables: true }, true],
    ["a*}", "abc}", { wildcards: false, variables: true }, false],
    ["${*}${?}", "*?", { variables: true }, true],
    ["${*}", "b", { variables: true }, false],
    ["x-${a}", "x-${a}", {}, true],
    ["x-${a}", "x-Vé😀", { variables: true }, true],
    ["X-${A}", "x-vé😀", { variables: true, ignoreCase: true }, true],
    ["*${a}*", "1Vé😀2", { variables: true }, true],
    ["${a}${a}", "Vé😀", { variables: true }, false],
    ["${a", "${a", { variables: true }, true],
  ])("%j of %j with %j: %s", (pattern, value, options, expected) => {
    expect(compilePattern(pattern, options)(value, keysOf("Vé😀"))).toBe(expected);
  });
});

describe("a hostile policy", () => {
  it("is read in time, whatever is in the place of a partition", () => {
    const statement = { Effect: "Allow", Action: "*", Resource: `arn:${"$".repeat(40_000)}\n:a:b:c:d` };
    const text = JSON.stringify({ Statement: statement });
    expect(leastWork(() => void parsePolicy(text, "inline"), 500)).toBeLessThan(500);
  });

  it("is compiled in time, however many stars a text has", () => {
    const { compile } = conditionOperators["StringEquals"]!;
    const compileLong = () => void compile("*".repeat(40_000), true);
    expect(leastWork(compileLong, 500)).toBeLessThan(500);
  });

  it("is decided in time, however often it names a long value", () => {
    const matches = compilePattern("*${aws:UserAgent}".repeat(2_000), { variables: true });
    const value = "a".repeat(8_000);
    expect(leastWork(() => void matches(value, keysOf(value)), 500)).toBeLessThan(500);
  });
});
