import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Trace, TraceSummary } from "@sfn-websocket/local/trace/trace";
import type { Page, Response } from "playwright-core";
import { checkAccessibility } from "../check-accessibility";
import { type ConsoleApi, describeInChromium } from "../in-chromium";

const HOSTILE = `<img src=x onerror="window.hacked=1">`;

/** Its names, its data and its error are what a page must never take for markup. */
const WORKFLOW: JsonObject = {
  StartAt: `Look at ${HOSTILE}`,
  States: {
    [`Look at ${HOSTILE}`]: { Type: "Pass", Result: { markup: HOSTILE, kept: 1 }, ResultPath: "$.seen", Next: "Each" },
    Each: {
      Type: "Map",
      ItemsPath: "$.items",
      ItemProcessor: { StartAt: "Item", States: { Item: { Type: "Pass", Assign: { last: HOSTILE }, End: true } } },
      ResultPath: "$.items",
      Next: "Which",
    },
    Which: {
      Type: "Choice",
      Choices: [{ Variable: "$.fail", BooleanEquals: true, Next: `Give up ${HOSTILE}` }],
      Default: "Done",
    },
    [`Give up ${HOSTILE}`]: { Type: "Fail", Error: `No${HOSTILE}`, Cause: `because of ${HOSTILE}` },
    Done: { Type: "Succeed" },
  },
};
const LONG: JsonObject = {
  StartAt: "Each",
  States: {
    Each: {
      Type: "Map",
      ItemsPath: "$.items",
      ItemSelector: { "note.$": "$.note" },
      ItemProcessor: { StartAt: "Item", States: { Item: { Type: "Pass", Result: 1, End: true } } },
      Next: "Full",
    },
    Full: { Type: "Fail", Error: "Full" },
  },
};
const PLAIN: JsonObject = { StartAt: "A", States: { A: { Type: "Pass", End: true } } };
const DENIED = "arn:aws:states:us-east-1:123456789012:stateMachine:r1";
const API: ConsoleApi = {
  speed: 10,
  routes: {
    order: { definition: WORKFLOW, route: { authorization_type: "NONE" } },
    denied: { definition: PLAIN },
    long: { definition: LONG },
  },
  policy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "states:*", NotResource: DENIED }],
  },
};

/** The call that reads a trace. */
const TRACE = /\/api\/traces\/\d+(\?|$)/;

const message = (members: JsonObject) => JSON.stringify({ items: [1, 2], fail: false, ...members, text: HOSTILE });

/** What is drawn has tests of its own. */
const GRAPH = ".graph";

/** Shows another view, which is there before the page goes back: else it might never have been drawn. */
async function leaveAndReturn(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Client" }).click();
  await page.getByRole("button", { name: "Connect" }).waitFor();
  await page.goBack();
}

const findText = (page: Page) => page.getByRole("searchbox", { name: "Text" });

/** What the page took for markup. */
const findMarkup = (page: Page) => page.evaluate("[window.hacked, document.images.length]");

describeInChromium("the Traces view", API, (get) => {
  beforeAll(async () => {
    const client = await get().served.connect();
    await client.ask(message({ action: "order" }));
    await client.ask(message({ action: "order", fail: true }).replace("{", '{"big":12345678901234567890,'));
    await client.ask(message({ action: "denied" }));
    await client.ask(message({ action: "nowhere" }));
    client.socket.terminate();
  });

  it("says first why a trace failed, and shows hostile names, data and causes as text", async () => {
    const { page, problems, foreign } = await get().open("#/traces?outcome=failed");
    await page.getByRole("row", { name: "Give up" }).click();
    const why = page.getByRole("region", { name: "Why it failed" });
    expect(await why.getByRole("heading").textContent()).toBe(`Failed: state 'Give up ${HOSTILE}'No${HOSTILE}`);
    expect(await why.textContent()).toContain(`because of ${HOSTILE}`);
    await why.getByRole("button", { name: "Show the state" }).click();
    await page.locator("[role=tab]:focus").getByText("States").waitFor();
    expect(await page.locator(".trace-detail").evaluate((detail) => detail.scrollTop)).toBeGreaterThan(0);
    await page.getByRole("row", { name: "Look at" }).click();
    expect(await page.getByRole("region", { name: "Look at" }).textContent()).toContain(
      `$.seen{"markup": ${JSON.stringify(HOSTILE)}, "kept": 1}`,
    );
    await page.getByRole("button", { name: "Give up" }).waitFor();
    for (const tab of ["Timeline", "Events", "Way"]) await page.getByRole("tab", { name: tab }).click();
    await page.evaluate("document.querySelectorAll('.stages details').forEach((one) => (one.open = true))");
    const told = await page.getByRole("tabpanel").textContent();
    expect(told).toContain(HOSTILE);
    expect(told).toContain("big: 12345678901234567890");
    await page.getByText("Copy as").click();
    expect(await page.locator(".copies pre").count()).toBe(4);
    expect(await findMarkup(page)).toEqual([undefined, 0]);
    expect([problems, foreign]).toEqual([[], []]);
  });

  it("names the statement that would have allowed a call", async () => {
    const { page } = await get().open("#/traces?route=denied");
    await page.locator(".grid-trace .grid-row").first().click();
    const why = page.getByRole("region", { name: "Why it failed" });
    expect(await why.getByRole("heading").textContent()).toContain("states:StartSyncExecution by role 'role'");
    expect(JSON.parse((await why.locator(".needed pre").textContent()) ?? "")).toEqual({
      Effect: "Allow",
      Action: "states:StartSyncExecution",
      Resource: DENIED,
    });
  });

  it("writes what a workflow's role lacked as its route's permissions", async () => {
    const { page } = await get().open("#/traces?route=denied");
    await page.route(TRACE, async (route) => {
      const trace = (await (await route.fetch()).json()) as Trace;
      const permissions = trace.permissions.map((check) => ({ ...check, principal: "states.amazonaws.com" }));
      await route.fulfill({ json: { ...trace, permissions } });
    });
    await page.locator(".grid-trace .grid-row").first().click();
    const why = page.getByRole("region", { name: "Why it failed" });
    expect(await why.getByLabel("As the route's permissions").textContent()).toBe(
      `permissions: [{ actions: ["states:StartSyncExecution"], resources: ["${DENIED}"] }],`,
    );
  });

  it("is used by the keyboard alone, and keeps its place in the URL", async () => {
    const { page } = await get().open("#/traces");
    await page.locator(".grid-trace .grid-row").first().waitFor();
    await findText(page).focus();
    await page.keyboard.type("GIVE UP");
    await page.locator(".list-bar .count").getByText("1 of").waitFor();
    for (let presses = 0; presses < 5 && !(await isFocused(page, ".grid-trace")); presses++)
      await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "MESSAGE order" }).waitFor();
    expect(await isFocused(page, "#trace-title")).toBe(true);
    await page.getByRole("tab", { name: "Way" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("grid", { name: "States" }).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.reload();
    expect(await page.getByRole("region", { name: "Each" }).getByRole("heading").first().textContent()).toBe("Each");
    expect(await findText(page).inputValue()).toBe("GIVE UP");
    await page.getByRole("tab", { name: "States" }).focus();
    await page.keyboard.press("Escape");
    await page.locator(".grid-trace:focus").waitFor();
  });

  it("finds a text that only the whole trace holds", async () => {
    const { page } = await get().open("#/traces?text=ResultPath%20is%20no%20such%20text");
    await page.getByText("No trace is like this.").waitFor();
    await findText(page).fill("kept");
    await page.locator(".list-bar .count").getByText("1 of").waitFor();
  });

  it("follows what happens, and stands still when it is paused", async () => {
    const { page } = await get().open("#/traces?kind=MESSAGE");
    const rows = page.locator(".grid-trace .grid-row");
    await rows.first().waitFor();
    const before = await rows.count();
    const client = await get().served.connect();
    await client.ask(message({ action: "order" }));
    await expectCount(page, before + 1);
    await page.getByRole("button", { name: "Pause" }).click();
    await client.ask(message({ action: "order" }));
    await page.getByRole("button", { name: "Paused, 1 new" }).click();
    await expectCount(page, before + 2);
    client.socket.terminate();
  });

  it("keeps what was read of a trace that the server has dropped, and says so; one that was not read is none", async () => {
    const { page } = await get().open("#/traces");
    const failed = page.getByRole("row", { name: "Give up" });
    await failed.click();
    await page.getByRole("heading", { name: "MESSAGE order" }).waitFor();
    const message = "traces: is not kept, got '3'; it is none, or older than those that are kept";
    await page.route(TRACE, (route) => route.fulfill({ status: 404, json: { message } }));
    await leaveAndReturn(page);
    await page.getByText("It is not in the server's memory any more, and stands here as it was read before.").waitFor();
    await page.getByRole("tab", { name: "Events" }).click();
    await page.getByRole("gridcell", { name: "ExecutionFailed" }).waitFor();
    await page.getByRole("row", { name: "denied" }).click();
    await page.getByText(message).waitFor();
    await failed.click();
    await page.unroute(TRACE);
    await leaveAndReturn(page);
    await page.getByText("It is not in the server's memory any more").waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "MESSAGE order" }).waitFor();
  });

  it("says of a clock that runs faster than the terminal's that it does, in the list and in a trace", async () => {
    const { page } = await get().open("#/traces");
    await page.getByText("; times are of a clock 10 × as fast as real").waitFor();
    await page.locator(".grid-trace .grid-row").last().click();
    await page.locator(".facts").getByText("10 × as fast as real").waitFor();
    expect(await page.locator(".facts time").getAttribute("title")).toBe("2022-05-13T20:00:14.974Z");
  });

  it("draws few of 10,000 rows, and reaches the last by a key", async () => {
    const { page, problems } = await get().open("#/client");
    const traces = Array.from({ length: 10_000 }, (_, index): TraceSummary => {
      return { id: index + 1, kind: "MESSAGE", startedAt: index, status: 200, outcome: "ok", routeKey: `r${index}` };
    });
    await page.route("**/api/traces", (route) => route.fulfill({ json: { traces, dropped: 0, isKept: true } }));
    await page.getByRole("link", { name: "Traces" }).click();
    await page.getByRole("gridcell", { name: "r9999", exact: true }).waitFor();
    await page.getByRole("grid", { name: "Traces" }).focus();
    await page.keyboard.press("End");
    await page.getByRole("gridcell", { name: "r0", exact: true }).waitFor();
    expect(await page.locator(".grid-row").count()).toBeLessThan(60);
    expect(await page.locator(".grid-row[aria-selected=true]").getAttribute("aria-rowindex")).toBe("10001");
    expect(problems).toEqual([]);
  });

  it.each([
    ["light", 1440],
    ["dark", 360],
  ] as const)(
    "is accessible in the %s theme at %d pixels, and no wider than the window",
    async (colorScheme, width) => {
      const { page } = await get().open("#/traces", { colorScheme, viewport: { width, height: 800 } });
      await page.locator(".grid-trace .grid-row").first().waitFor();
      expect(await checkAccessibility(page)).toEqual([]);
      await page.getByRole("row", { name: "Give up" }).click();
      await page.getByText("Copy as").click();
      for (const tab of ["Way", "States", "Timeline", "Events"]) {
        await page.getByRole("tab", { name: tab }).click();
        expect([tab, await checkAccessibility(page, { without: GRAPH })]).toEqual([tab, []]);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      }
    },
  );

  it("opens a trace with much data in outline, and reads the rest once, when somebody looks at it", async () => {
    const client = await get().served.connect();
    const items = Array.from({ length: 200 }, (_, item) => item);
    await client.ask(JSON.stringify({ action: "long", items, note: "n".repeat(5_000) }));
    client.socket.terminate();
    const { page } = await get().open("#/client");
    const read: Response[] = [];
    page.on("response", (response) => TRACE.test(response.url()) && read.push(response));
    const listQueries = () => read.map((response) => new URL(response.url()).search);
    await page.getByRole("link", { name: "Traces" }).click();
    await page.getByRole("row", { name: "Full" }).click();
    await page.getByRole("button", { name: "Show the state" }).waitFor();
    expect(listQueries()).toEqual(["?longest=500000"]);
    await page.getByRole("button", { name: "Show the state" }).click();
    await page.getByRole("region", { name: "Full" }).getByText("Input").waitFor();
    for (const tab of ["Events", "States", "Timeline"]) await page.getByRole("tab", { name: tab }).click();
    await page.getByRole("row", { name: "Full" }).waitFor();
    await page.getByText("Copy as").click();
    await page.getByText("Copy Conformance case").waitFor();
    expect(listQueries()).toEqual(["?longest=500000", ""]);
    const [outline = 0, whole = 0] = await Promise.all(read.map(async (response) => (await response.body()).length));
    expect(outline).toBeLessThan(whole / 10);
  });

  const isFocused = (page: Page, selector: string) =>
    page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`);
  const expectCount = async (page: Page, count: number) => {
    const rows = page.locator(".grid-trace .grid-row");
    await rows.nth(count - 1).waitFor();
    expect(await rows.count()).toBe(count);
  };
});
