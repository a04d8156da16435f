import { nameConsole, readTrace } from "../../smoke/read-trace";

const list = (ids: readonly number[], isKept = true) =>
  JSON.stringify({ traces: ids.map((id) => ({ id, startedAt: id * 10 })), isKept, dropped: 0 });

it("reads the latest trace that has the message's text and began since it was sent", async () => {
  const asked: string[] = [];
  const answers = [list([1, 2, 3]), "MESSAGE x\n"];
  const trace = await readTrace('{"a":1}', 20, async (path) => {
    asked.push(path);
    return answers.shift() ?? "";
  });
  expect(trace).toBe("MESSAGE x\n");
  expect(asked).toEqual(["traces?kind=MESSAGE&text=%7B%22a%22%3A1%7D", "traces/3?format=text"]);
});

it.each([
  [
    "no trace of the message",
    list([1]),
    "--explain: the server has no trace of the message, got none since it was sent; send it again",
  ],
  ["no traces at all", list([], false), "--explain: the server keeps no traces, got --no-trace; start it without"],
])("fails where the server keeps %s", async (_, answer, message) => {
  await expect(readTrace("{}", 20, async () => answer)).rejects.toEqual(new Error(message));
});

it("finds the console on the server of the address", () => {
  expect(nameConsole("ws://127.0.0.1:4566/api?token=x")).toBe("http://127.0.0.1:4566/_console/api/");
});
