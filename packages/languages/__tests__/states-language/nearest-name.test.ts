import { leastWork } from "../least-work";
import { findNearestName, listNames, suggestName } from "../../nearest-name";

describe("the nearest name", () => {
  it.each([
    ["qoute", "quote"],
    ["Quot", "quote"],
    ["quotes", "quote"],
    ["wiat", "wait"],
    ["happypth", "HappyPath"],
  ])("of %s is %s", (name, nearest) => {
    expect(findNearestName(name, ["default", "quote", "wait", "HappyPath"])).toBe(nearest);
  });

  it.each([
    ["STAGE", "STAGE_NAME"],
    ["hosted", "hostedZoneId"],
    ["ST", undefined],
  ])("of %s, which begins another, is %s", (name, nearest) => {
    expect(findNearestName(name, ["TAGS", "STAGE_NAME", "hostedZoneId"])).toBe(nearest);
  });

  it("is none where too many letters differ", () => {
    expect(findNearestName("chat", ["default", "quote"])).toBeUndefined();
    expect(findNearestName("chat", [])).toBeUndefined();
  });

  it("is looked for in time, however long the names are, and found where one of them is long", () => {
    const [a, b] = ["a".repeat(8_000), `${"a".repeat(7_999)}b`];
    expect(findNearestName(a, [b])).toBeUndefined();
    expect(findNearestName("a".repeat(300), [`${"a".repeat(299)}b`])).toBe(`${"a".repeat(299)}b`);
    expect(findNearestName("STAGE", [`STAGE_${b}`])).toBe(`STAGE_${b}`);
    expect(leastWork(() => void findNearestName(a, [b, a.slice(1), "quote"]), 500)).toBeLessThan(500);
  });

  it("is suggested, or else what there is to say", () => {
    expect(suggestName("qoute", ["quote"], "name one")).toBe("did you mean 'quote'");
    expect(suggestName("chat", ["quote"], "name one")).toBe("name one");
  });
});

describe("a list of names", () => {
  it("quotes each, or says that there are none", () => {
    expect(listNames(["a", "b"])).toBe("'a', 'b'");
    expect(listNames([])).toBe("none");
  });
});
