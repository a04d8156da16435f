import { PASS } from "@sfn-websocket/local/__tests__/configuration";
import type { BrowserContext, Page } from "playwright-core";
import { describeInChromium } from "./in-chromium";

/** More than the connections that a browser holds to a server. */
const TABS = 8;
/** Tabs that may hold sockets. */
const HOLDERS = 4;
const MESSAGES = "#/traces?kind=MESSAGE";

describeInChromium("what the server tells", { routes: { $default: { definition: PASS } } }, (get) => {
  const isLive = (page: Page) => page.getByText("live", { exact: true }).waitFor();
  const hasRows = (page: Page, count: number) => page.getByText(`${count} of`, { exact: false }).waitFor();

  /** Further tabs of a user's browser. */
  async function openTabs(context: BrowserContext, url: string, count: number): Promise<Page[]> {
    const tabs: Page[] = [];
    for (let tab = 0; tab < count; tab++) {
      const page = await context.newPage();
      await page.goto(url);
      tabs.push(page);
    }
    return tabs;
  }

  it("is followed by eight tabs by one stream, which another one reads when its tab is closed or hidden", async () => {
    const { served, open } = get();
    const { page: first } = await open("#/inventory");
    await isLive(first);
    const context = first.context();
    const streams: string[] = [];
    context.on("request", (request) => request.url().endsWith("/events") && streams.push(request.url()));
    const tabs = await openTabs(context, first.url().replace(/#.*/, MESSAGES), TABS - 1);
    await Promise.all(tabs.map(isLive));
    expect(streams).toEqual([]);
    const client = await served.connect();
    await client.ask('{"first":1}');
    await Promise.all(tabs.map((page) => hasRows(page, 1)));
    await first.close();
    await client.ask('{"second":2}');
    await Promise.all(tabs.map((page) => hasRows(page, 2)));
    const [reader, ...others] = tabs;
    await reader?.evaluate(
      `Object.defineProperty(document, "hidden", { value: true }); document.dispatchEvent(new Event("visibilitychange"))`,
    );
    await client.ask('{"third":3}');
    await Promise.all(others.map((page) => hasRows(page, 3)));
    expect(streams).toHaveLength(2);
    client.socket.terminate();
  });

  it("makes a page ask again when a connection came and went, though their number is the same", async () => {
    const { served, open } = get();
    const { page } = await open("#/inventory");
    await isLive(page);
    await page.getByText("Connections 0").waitFor();
    const asked = page.waitForRequest("**/api/inventory");
    const { socket } = await served.connect();
    socket.close();
    await asked;
  });

  it("is heard in a tab more than may hold sockets, which is told so, and holds some when another has closed its own", async () => {
    const { page } = await get().open("#/client");
    const tabs = [page, ...(await openTabs(page.context(), page.url(), HOLDERS))];
    const connect = (tab: Page) => tab.getByRole("button", { name: "Connect" }).click();
    for (const tab of tabs.slice(0, HOLDERS)) {
      await connect(tab);
      await tab.locator(".frames").getByText("open").waitFor();
    }
    const last = tabs[HOLDERS]!;
    await connect(last);
    await last
      .getByText("sockets: other pages of this browser hold all that it can, got 4; close the sockets of one")
      .waitFor();
    await isLive(last);
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await page.locator(".frames").getByText("closed: 1000").waitFor();
    await last.getByRole("button", { name: "Open again" }).click();
    await last.locator(".frames").getByText("open").waitFor();
  });

  it("is read by each tab where the browser has no locks", async () => {
    const { page } = await get().open();
    const context = page.context();
    await context.addInitScript("delete Navigator.prototype.locks");
    const tabs = await openTabs(context, page.url(), 2);
    await Promise.all(tabs.map(isLive));
    expect(await Promise.all(tabs.map((tab) => tab.evaluate("'locks' in navigator")))).toEqual([false, false]);
  });

  it("ends for all tabs, and for the sockets of one, when the server has gone", async () => {
    const { served, open } = get();
    const { page } = await open("#/client");
    const others = await openTabs(page.context(), page.url(), 2);
    await Promise.all(others.map(isLive));
    await page.getByRole("button", { name: "Connect" }).click();
    await page.locator(".frames").getByText("open").waitFor();
    await served.close();
    await page.locator(".frames").getByText("closed: 1006 the server has stopped").waitFor();
    await Promise.all(others.map((tab) => tab.getByText("not connected").waitFor()));
  });
});
