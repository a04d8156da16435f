import { leastWork } from "@sfn-websocket/languages/__tests__/least-work";
import { compilePathPattern } from "../../cloudfront/path-pattern";

describe("a path pattern", () => {
  it.each<[string, string, boolean]>([
    ["*", "/", true],
    ["/rooms/*", "/rooms/", true],
    ["rooms/*", "/rooms/7/a", true],
    ["/rooms/*", "/rooms", false],
    ["/rooms/*", "/Rooms/7", false],
    ["/a?c", "/abc", true],
    ["/a?c", "/ac", false],
    ["*.jpg", "/a/b.jpg", true],
    ["*.jpg", "/a/bjpg", false],
    ["/a*b*c", "/a1b2b3c", true],
    ["/a*b*c", "/a1b2b3", false],
    ["/[a](b)+$", "/[a](b)+$", true],
    ["/**", "/", true],
  ])("%s of the path %s: %s", (pattern, path, expected) => {
    expect(compilePathPattern(pattern)(path)).toBe(expected);
  });

  it("that is absent matches every path", () => {
    expect(compilePathPattern(undefined)("/a")).toBe(true);
  });

  it("is told from the longest path in time", () => {
    const matches = compilePathPattern("/*/rooms/*/users/*/end");
    const path = "/rooms/users".repeat(1_300);
    expect(matches(path)).toBe(false);
    expect(leastWork(() => void matches(path), 500)).toBeLessThan(500);
  });
});
