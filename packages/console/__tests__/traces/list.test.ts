import type { TraceSummary } from "@sfn-websocket/local/trace/trace";
import { printData } from "../../traces/data";
import { createFilter, listChoices, NO_FILTERS, readFilters } from "../../traces/filters";
import { formatDuration } from "../../traces/format";
import { findScrollTop, rememberPlace, type Rows } from "../../traces/kept-place";
import { findWindow, moveRow, scrollToRow, type Viewport } from "../../traces/row-window";
import { LONGEST, TraceLog } from "../../traces/trace-log";

/** Node reads no module of Preact, whose signals are those of their core. */
jest.mock("@preact/signals", () => jest.requireActual<object>("@preact/signals-core"));
const { TraceFeed } = jest.requireActual<typeof import("../../traces/trace-feed")>("../../traces/trace-feed");

function summaryOf(members: Partial<TraceSummary> = {}): TraceSummary {
  return { id: 1, kind: "MESSAGE", startedAt: 1000, status: 200, outcome: "ok", routeKey: "order", ...members };
}

const TRACES = [
  summaryOf({ id: 1, connectionId: "A=", excerpt: '{"name":"Jané"}' }),
  summaryOf({ id: 2, connectionId: "B=", status: 500, outcome: "failed", failure: "state 'Charge': Declined" }),
  summaryOf({ id: 3, kind: "EXECUTION", status: "SUCCEEDED", outcome: "caught", workflow: "orders" }),
  summaryOf({ id: 10, kind: "CONNECT", routeKey: "$connect", connectionId: "A=", isUnanswered: true }),
];

describe("the filters", () => {
  it.each([
    ["", [1, 2, 3, 10]],
    ["kind=CONNECT", [10]],
    ["route=order&outcome=failed", [2]],
    ["connection=A%3D", [1, 10]],
    ["status=SUCCEEDED", [3]],
    ["status=50", []],
    ["text=JAN%C3%89", [1]],
    ["text=declined", [2]],
    ["text=no+answer", [10]],
    ["text=%2310", [10]],
    ["text=+orders+", [3]],
    ["text=order&kind=MESSAGE", [1, 2]],
    ["another=1", [1, 2, 3, 10]],
  ])("narrow the list by %j to %j", (query, ids) => {
    const filter = createFilter(readFilters(new URLSearchParams(query)));
    expect(TRACES.filter(filter).map(({ id }) => id)).toEqual(ids);
  });

  it("offer the values that there are, and the chosen one", () => {
    expect(listChoices(TRACES, "status", "")).toEqual(["200", "500", "SUCCEEDED"]);
    expect(listChoices(TRACES, "connection", "gone")).toEqual(["A=", "B=", "gone"]);
    expect(listChoices([], "kind", NO_FILTERS.kind)).toEqual([]);
    const many = Array.from({ length: 10_000 }, (_, index) => summaryOf({ id: index, connectionId: `c${index}` }));
    const offered = listChoices(many, "connection", "c7");
    expect([offered.length, offered[0], offered[1], offered.at(-1)]).toEqual([101, "c7", "c9900", "c9999"]);
  });
});

describe("the rows that are drawn", () => {
  const viewport: Viewport = { scrollTop: 0, height: 280, rowHeight: 28, count: 10_000 };

  it.each([
    [0, { first: 0, end: 18 }],
    [14, { first: 0, end: 19 }],
    [28 * 5000, { first: 4992, end: 5018 }],
    [28 * 10_000 - 280, { first: 9982, end: 10_000 }],
    [28 * 20_000, { first: 10_000, end: 10_000 }],
  ])("are few, scrolled to %d", (scrollTop, expected) =>
    expect(findWindow({ ...viewport, scrollTop })).toEqual(expected),
  );

  it("are none of an empty list", () => expect(findWindow({ ...viewport, count: 0 })).toEqual({ first: 0, end: 0 }));

  it.each([
    ["ArrowDown", 3, 4],
    ["ArrowDown", -1, 0],
    ["ArrowDown", 9_999, 9_999],
    ["ArrowUp", 0, 0],
    ["PageDown", 3, 12],
    ["PageUp", 3, 0],
    ["Home", 500, 0],
    ["End", 0, 9_999],
    ["Enter", 3, undefined],
    ["toString", 3, undefined],
  ])("are moved through by %s from %d to %p", (key, row, expected) =>
    expect(moveRow(key, row, viewport)).toBe(expected),
  );

  it("has nowhere to move in an empty list", () =>
    expect(moveRow("End", -1, { ...viewport, count: 0 })).toBeUndefined());

  it.each([
    [0, 0],
    [9, 0],
    [10, 28],
    [500, 500 * 28 + 28 - 280],
  ])("show row %d when scrolled to %d", (row, expected) => expect(scrollToRow(row, viewport)).toBe(expected));

  it("scrolls back to a row above", () => expect(scrollToRow(3, { ...viewport, scrollTop: 1000 })).toBe(84));
});

describe("the log of traces", () => {
  function logOf(...ids: number[]): TraceLog {
    const log = new TraceLog();
    log.takeList(ids.map((id) => summaryOf({ id })));
    return log;
  }
  const ids = (log: TraceLog) => log.all.map(({ id }) => id);

  it("puts a trace in its place, once", () => {
    const log = logOf(1, 2, 4);
    for (const id of [5, 3, 4]) log.put(summaryOf({ id, status: 500 }));
    expect(ids(log)).toEqual([1, 2, 3, 4, 5]);
    expect(log.all[3]).toMatchObject({ status: 500 });
  });

  it("keeps what the server has dropped, and takes the list in between", () => {
    const log = logOf(1, 2);
    log.takeList([2, 3].map((id) => summaryOf({ id })));
    expect(ids(log)).toEqual([1, 2, 3]);
  });

  it.each([
    ["another trace of the same number", [summaryOf({ id: 1, startedAt: 2000 })], [1]],
    ["lower numbers only", [summaryOf({ id: 1 })], [1]],
    ["nothing", [], []],
  ])("forgets what a process told that is gone, when the new one lists %s", (_name, listed, expected) => {
    const log = logOf(1, 2);
    log.takeList(listed);
    expect(ids(log)).toEqual(expected);
  });

  it("says of what was running that it has ended, when the server does not list it any more", () => {
    const log = new TraceLog();
    for (const id of [1, 2, 3]) log.put(summaryOf({ id, outcome: id === 1 ? "ok" : "running", status: "running" }));
    log.takeList([summaryOf({ id: 3, outcome: "running", status: "running" })]);
    expect(log.all.map(({ outcome, status }) => [outcome, status])).toEqual([
      ["ok", "running"],
      ["gone", "ended"],
      ["running", "running"],
    ]);
  });

  it("keeps the newest", () => {
    const log = new TraceLog();
    for (let id = 1; id <= LONGEST + 5; id++) log.put(summaryOf({ id }));
    expect(log.all).toHaveLength(LONGEST);
    expect(log.all[0]?.id).toBe(6);
  });
});

describe("the feed of traces", () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it("lists what was not told, and puts no list over what was told while it was on its way", async () => {
    let tell: (trace: TraceSummary) => void = () => undefined;
    const asked: (number | undefined)[] = [];
    const feed = new TraceFeed({
      async list(after) {
        asked.push(after);
        const ids = after === undefined ? [1] : [2, 3, 4, 5];
        await Promise.resolve();
        if (after !== undefined) for (const id of [5, 9]) tell(summaryOf({ id }));
        return { traces: ids.map((id) => summaryOf({ id, outcome: "running" })), dropped: 0, isKept: true };
      },
      onTrace(listener) {
        tell = listener;
        return () => undefined;
      },
      onGap: () => () => undefined,
    });
    feed.start();
    await jest.advanceTimersByTimeAsync(0);
    tell(summaryOf({ id: 5, outcome: "running" }));
    await jest.advanceTimersByTimeAsync(1000);
    expect(feed.shown.value.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      ...["1 running", "2 running", "3 running", "4 running"],
      ...["5 ok", "9 ok"],
    ]);
    await jest.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([undefined, 1, 5]);
  });
});

describe("the place in a list that grows", () => {
  /** Rows named by their ids, the newest first; 10 of 20 pixels are seen. */
  const rowsOf = (newest: number, follow?: "top" | "bottom"): Rows => ({
    count: newest,
    rowHeight: 20,
    keyOf: (row) => newest - row,
    ...(follow && { follow }),
  });
  const scrollerOf = (scrollTop: number, { count }: Rows) => ({
    scrollTop,
    clientHeight: 200,
    scrollHeight: count * 20,
  });
  const grow = (scrollTop: number, before: Rows, after: Rows) =>
    findScrollTop(scrollerOf(scrollTop, after), rememberPlace(scrollerOf(scrollTop, before), before), after);

  it.each([
    ["follows the newest at the top", 0, "top", undefined],
    ["keeps the row that is seen first", 47, "top", 107],
    ["keeps the row at the top, too, where nothing is followed", 0, undefined, 60],
    ["follows the newest at the bottom", 800, "bottom", 860],
  ] as const)("%s", (_name, scrollTop, follow, expected) =>
    expect(grow(scrollTop, rowsOf(50, follow), rowsOf(53, follow))).toBe(expected),
  );

  it("stays where it is when nothing changed, and when what was seen is gone", () => {
    expect(grow(47, rowsOf(50), rowsOf(50))).toBeUndefined();
    expect(grow(47, rowsOf(50), { ...rowsOf(50), keyOf: (row) => `another ${row}` })).toBeUndefined();
    expect(rememberPlace(scrollerOf(0, rowsOf(0)), rowsOf(0))).toBeUndefined();
  });
});

it.each([
  [{ a: [1, "x", null], "b c": {} }, 200, '{"a": [1, "x", null], "b c": {}}'],
  [Array.from({ length: 1e6 }, () => 1), 10, "[1, 1, 1,…"],
  ["<b>", 200, '"<b>"'],
])("prints data on one line", (data, most, text) => expect(printData(data, most)).toBe(text));

it.each([
  [0.004, "< 0.01 ms"],
  [12.345, "12.3 ms"],
  [59_400, "59.4 s"],
  [119_600, "2 min 0 s"],
])("prints a duration of %d ms as %s", (duration, text) => expect(formatDuration(duration)).toBe(text));
