import { nameConsole, readLatest, readTrace } from "../../smoke/read-trace";

const list = (ids: readonly number[], isKept = true) =>
  JSON.stringify({ traces: ids.map((id) => ({ id })), isKept, dropped: 0 });

it("reads the latest trace that has the message's text, of those after what was there before it was sent", async () => {
  const asked: string[] = [];
  const answers = [list([1]), list([2, 3]), "MESSAGE x\n"];
  const ask = async (path: string) => {
    asked.push(path);
    return answers.shift() ?? "";
  };
  expect(await readTrace('{"a":1}', await readLatest(ask), ask)).toBe("MESSAGE x\n");
  expect(asked).toEqual([
    "traces?limit=1",
    "traces?kind=MESSAGE&after=1&text=%7B%22a%22%3A1%7D",
    "traces/3?format=text",
  ]);
});

it.each([
  ["no trace", async () => list([])],
  ["no console", () => Promise.reject(new Error("there is none"))],
  ["another server", async () => "<p>hello"],
])("begins with the first trace where %s is there", async (_, ask) => expect(await readLatest(ask)).toBe(0));

it.each([
  [
    "no trace of the message",
    list([]),
    "--explain: the server has no trace of the message, got none since it was sent; send it again",
  ],
  [
    "something else",
    "<p>hello",
    '--explain: no list of traces is there, got "<p>hello"; ask an API that npm start serves',
  ],
  ["no traces at all", list([], false), "--explain: the server keeps no traces, got --no-trace; start it without"],
])("fails where the server keeps %s", async (_, answer, message) => {
  await expect(readTrace("{}", 20, async () => answer)).rejects.toEqual(new Error(message));
});

it("finds the console on the server of the address", () => {
  expect(nameConsole("ws://127.0.0.1:4566/api?token=x")).toBe("http://127.0.0.1:4566/_console/api/");
});
