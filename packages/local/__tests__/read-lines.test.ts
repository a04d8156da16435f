import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import { readLines } from "../read-lines";

async function read(chunks: readonly string[], longest: number, most = Infinity): Promise<string[]> {
  const stream = new PassThrough();
  const lines: string[] = [];
  const take = (line: string, isWhole: boolean) => void lines.push(`${line}${isWhole ? "" : "…"}`);
  readLines(stream, { longest, take, wants: () => lines.length < most });
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await finished(stream);
  return lines;
}

describe("the lines of a stream", () => {
  it.each([
    ["in one chunk", ["a\nb\n\nc"], 10, ["a", "b", "", "c"]],
    ["across chunks", ["a", "b\nc", "d", "\n"], 10, ["ab", "cd"]],
    ["as long as allowed", ["abc\nabc\n"], 3, ["abc", "abc"]],
    ["longer than allowed", ["abcdefgh\ni"], 3, ["abc…", "def…", "gh", "i"]],
    ["longer than allowed, across chunks", ["ab", "cdef", "g\n"], 3, ["abc…", "def…", "g"]],
    ["in very many chunks", [...Array.from({ length: 5_000 }, () => "x"), "\n"], 10_000, ["x".repeat(5_000)]],
  ])("are read %s", async (_, chunks, longest, lines) => {
    expect(await read(chunks, longest)).toEqual(lines);
  });

  it("are dropped once they are not wanted", async () => {
    expect(await read(["a\nb\nc\nd", "e\n", "f"], 2, 2)).toEqual(["a", "b"]);
  });
});
