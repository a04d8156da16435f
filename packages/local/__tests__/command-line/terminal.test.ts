import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { log, printEntry } from "../../command-line/terminal";
import { escapeControls } from "../../terminal-text";

const ROOM = join(__dirname, "..", "..");

describe("what is written to the terminal", () => {
  it.each([
    ["\u001b]0;owned\u0007", "\\u001b]0;owned\\u0007"],
    ["a\rb\u0000\u007f\u009b31m", "a\\u000db\\u0000\\u007f\\u009b31m"],
    ["abc\u202egnp.exe\u2028", "abc\\u202egnp.exe\\u2028"],
    ["a\tb\nc 😀 é", "a\tb\nc 😀 é"],
  ])("holds no control of %j", (text, expected) => {
    expect(escapeControls(text)).toBe(expected);
  });

  it("is one entry of the log for each line that is logged", () => {
    expect(printEntry("a: got 'b\n12:00:00.000 forged'")).toBe("a: got 'b\n    12:00:00.000 forged'\n");
  });

  it("shows the time of day before a line", () => {
    const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    log("route 'a\u001b[2J'");
    const [[written] = []] = write.mock.calls;
    write.mockRestore();
    expect(written).toMatch(/^\d\d:\d\d:\d\d\.\d{3} route 'a\\u001b\[2J'\n$/);
  });

  it("is written in one place", () => {
    const files = readdirSync(ROOM, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && !file.startsWith("__tests__") && file !== "command-line/terminal.ts",
    );
    const writing = /\b(?:console\.\w+\(|std(?:out|err)\.write\()/;
    expect(files.filter((file) => writing.test(readFileSync(join(ROOM, file), "utf8")))).toEqual([]);
  });
});
