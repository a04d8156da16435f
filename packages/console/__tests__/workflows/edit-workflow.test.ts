import { diffLines } from "../../components/diff-lines";
import { withLineEndsOf, withLineFeeds } from "../../components/line-ends";
import { lasting, passing } from "../../components/storage";
import { changeDraft, keepDraft, readDraft } from "../../workflows/draft";
import { findLine } from "../../workflows/find-line";
import { listTestCases, NEW_ATTEMPTS, readMockFile, writeMockFile, writeMocks } from "../../workflows/mocks";
import { listStates } from "../../workflows/states";

const TEXT = `{
  "StartAt": "A/B",
  "States": {
    "A/B": { "Type": "Parallel", "Branches": [
      { "StartAt": "C", "States": { "C": { "Type": "Succeed" } } },
      { "StartAt": "D", "States": {
        "D": { "Type": "Task", "Resource": "arn:x" } } }
    ] }
  }
}`;

describe("a definition's states", () => {
  it("are listed at whatever depth, with their locations", () => {
    expect(listStates(TEXT)).toEqual([
      { name: "A/B", type: "Parallel", location: "/States/A/B" },
      { name: "C", type: "Succeed", location: "/States/A/B/Branches[0]/States/C" },
      { name: "D", type: "Task", location: "/States/A/B/Branches[1]/States/D", resource: "arn:x" },
    ]);
    expect(listStates("{")).toEqual([]);
  });

  it("are found at their lines, though a name holds a slash", () => {
    expect(findLine(TEXT, "/States/A/B")).toBe(4);
    expect(findLine(TEXT, "/States/A/B/Branches[1]/States/D")).toBe(7);
    expect(findLine(TEXT, "/States/A/C")).toBeUndefined();
    expect(findLine("{ not", "/States/A")).toBeUndefined();
  });
});

describe("a draft", () => {
  const createStorage = (most = Infinity) => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      removeItem: (key: string) => void kept.delete(key),
      setItem(key: string, text: string) {
        if (text.length > most) throw new Error("full");
        kept.set(key, text);
      },
    };
  };

  it("is read as it was kept, and forgotten", () => {
    const storage = createStorage();
    const draft = { base: "a", text: "b" };
    expect(keepDraft(storage, "arn", draft)).toBeUndefined();
    expect(readDraft(storage, "arn")).toEqual(draft);
    keepDraft(storage, "arn", undefined);
    expect(readDraft(storage, "arn")).toBeUndefined();
  });

  it("is kept in the page's memory where there is no storage", () => {
    expect([lasting.getItem("a"), keepDraft(passing, "arn", { base: "a", text: "b" })]).toEqual([null, undefined]);
    expect(readDraft(passing, "arn")).toEqual({ base: "a", text: "b" });
    keepDraft(passing, "arn", undefined);
    expect(readDraft(passing, "arn")).toBeUndefined();
  });

  it("tells that it could not be kept, and takes for none what is none", () => {
    expect(keepDraft(createStorage(3), "arn", { base: "a", text: "b" })).toContain("does not survive a reload");
    const storage = createStorage();
    storage.setItem("console-workflow-draft arn", "{");
    expect(readDraft(storage, "arn")).toBeUndefined();
  });

  it("ends where the text is again what it was made of, but not where another version is served meanwhile", () => {
    expect(changeDraft(undefined, "a", "b")).toEqual({ base: "a", text: "b" });
    expect(changeDraft({ base: "a", text: "b" }, "a", "a")).toBeUndefined();
    expect(changeDraft({ base: "a", text: "b" }, "c", "c")).toEqual({ base: "a", text: "c" });
  });
});

describe("a difference", () => {
  const show = (before: string, after: string) => diffLines(before, after).map(({ kind, text }) => `${kind}: ${text}`);

  it("shows what is gone and new, and leaves out what is the same far from it", () => {
    const lines = Array.from({ length: 12 }, (_, index) => String(index));
    expect(show(lines.join("\n"), lines.map((line) => (line === "6" ? "six" : line)).join("\n"))).toEqual([
      "left out: 3 lines are the same",
      ...["same: 3", "same: 4", "same: 5", "gone: 6", "new: six", "same: 7", "same: 8", "same: 9"],
      "left out: 2 lines are the same",
    ]);
  });

  it("keeps the lines that both have in their order", () => {
    expect(show("a\nb\nc\nd", "b\nx\nd\ne")).toEqual(["gone: a", "same: b", "gone: c", "new: x", "same: d", "new: e"]);
    expect(show("", "")).toEqual(["left out: 1 line is the same"]);
  });

  it("does not compare each of thousands of lines with each", () => {
    const many = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`).join("\n");
    expect(diffLines(many("a"), many("b"))).toHaveLength(40_000);
  });
});

it("edits a file of another system without changing the line ends of what is not edited", () => {
  const file = "{\r\n}\r\n";
  expect(withLineFeeds(`${file}\r`)).toBe("{\n}\n\n");
  expect(withLineEndsOf(file, withLineFeeds(file))).toBe(file);
  expect(withLineEndsOf("{\n}", "{\n\n}")).toBe("{\n\n}");
});

describe("mocks", () => {
  const mocks = {
    Ask: [
      { ...NEW_ATTEMPTS, times: 2, kind: "error" as const, error: "Busy", cause: "later" },
      { ...NEW_ATTEMPTS, answer: '{\n  "n": 1\n}' },
    ],
  };

  it("are numbered by their invocations, as a mock file has them", () => {
    expect(writeMocks(mocks)).toEqual({
      Ask: { "0-1": { Throw: { Error: "Busy", Cause: "later" } }, "2": { Return: { n: 1 } } },
    });
  });

  it("come back from the file that was written of them", () => {
    const file = writeMockFile({ machine: "m", testCase: "t" }, mocks);
    expect(listTestCases(file)).toEqual([{ machine: "m", testCase: "t" }]);
    expect(readMockFile(file, { machine: "m", testCase: "t" })).toEqual({
      Ask: [{ ...mocks.Ask[0], answer: NEW_ATTEMPTS.answer }, mocks.Ask[1]],
    });
  });

  it.each([
    ["{", "mock file: is no JSON, got '{'; choose another"],
    ["[]", "mock file: expected StateMachines and MockedResponses"],
  ])("fails to read %s", (text, message) => expect(() => listTestCases(text)).toThrow(message));

  it("fails to read a gap, a response that is not there, and an answer that is no JSON", () => {
    const file = (response: object, name = "R") =>
      JSON.stringify({
        StateMachines: { m: { TestCases: { t: { Ask: name } } } },
        MockedResponses: { R: response },
      });
    const read = (text: string) => readMockFile(text, { machine: "m", testCase: "t" });
    expect(() => read(file({ "1": { Return: 1 } }))).toThrow("invocation 0 is missing, got '1'");
    expect(() => read(file({ "0-x": { Return: 1 } }))).toThrow("invocation 0 is missing, got '0-x'");
    expect(() => read(file({ "0": "text" }))).toThrow('neither returns nor throws, got "text"; write it as');
    expect(() => read(file({ "0": {} }))).toThrow("neither returns nor throws, got {}; write it as");
    expect(() => read(JSON.stringify({ StateMachines: { m: null }, MockedResponses: {} }))).toThrow("no test case 't'");
    expect(() => read(file({}, "S"))).toThrow("mock file: has no response, got 'S' of 'Ask'; add it");
    expect(() => writeMocks({ Ask: [{ ...NEW_ATTEMPTS, answer: "{" }] })).toThrow(
      "mock of 'Ask': the answer is no JSON, got '{'; correct it",
    );
  });
});
