import { configuration, PASS } from "@sfn-websocket/local/__tests__/configuration";
import type { Page } from "playwright-core";
import { checkAccessibility } from "./check-accessibility";
import { describeInChromium } from "./in-chromium";

const MARKUP = "<img src=x onerror=document.title='taken'>";
const API = {
  api: { name: `orders ${MARKUP}` },
  stage: { description: MARKUP },
  routes: {
    $default: { definition: PASS },
    [MARKUP]: {
      definition: { Comment: MARKUP, StartAt: "<img src=x>", States: { "<img src=x>": { Type: "Pass", End: true } } },
      responses: { $default: { response_templates: { $default: MARKUP } } },
      isTwoWay: false,
    },
  },
};
const LOOKS = (["light", "dark"] as const).flatMap((colorScheme) =>
  [1440, 360].map((width) => ({ colorScheme, width })),
);

/** The left side, which a narrow page opens by its button. */
const leftSide = (page: Page) => page.getByRole("navigation", { name: "What is served" });

describeInChromium("the console's frame", API, (get) => {
  it("leaves nothing to axe-core in both themes, wide and narrow, and nothing runs over the edge", async () => {
    const { page, problems, foreign } = await get().open();
    await leftSide(page).getByRole("link", { name: "r1" }).click();
    await page.getByRole("heading", { name: "Workflow r1" }).waitFor();
    await page.getByText("live", { exact: true }).waitFor();
    for (const { colorScheme, width } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      expect({ colorScheme, width, found: await checkAccessibility(page) }).toMatchObject({ found: [] });
    }
    await page.getByRole("button", { name: "What is served" }).click();
    await leftSide(page).waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
    expect({ problems, foreign }).toEqual({ problems: [], foreign: [] });
  });

  it("holds what goes wrong in a view to that view, and shows it anew", async () => {
    const { page } = await get().open();
    await page.route("**/_console/api/permissions", (route) => route.fulfill({ json: { rows: [null] } }));
    await page.getByRole("link", { name: "Permissions" }).click();
    await page.getByText("Permissions cannot show this; the browser's own console tells why").waitFor();
    await page.unroute("**/_console/api/permissions");
    await page.getByRole("button", { name: "Show it anew" }).click();
    await page.getByRole("heading", { name: "Who may do what" }).waitFor();
    expect(await page.getByText("cannot show this").count()).toBe(0);
  });

  it("shows names, templates and definitions as text, whatever markup they hold", async () => {
    const { page, problems } = await get().open();
    const links = await leftSide(page).getByRole("link").all();
    const headings = [
      "Stack stack",
      `API orders ${MARKUP}`,
      `Stage api of orders ${MARKUP}`,
      `Route $default of orders ${MARKUP}`,
      `Route ${MARKUP} of orders ${MARKUP}`,
      "Workflow r0",
      "Workflow r1",
    ];
    expect(links).toHaveLength(headings.length);
    for (const [index, name] of headings.entries()) {
      await links[index]?.click();
      await page.getByRole("heading", { level: 2, name, exact: true }).waitFor();
      expect(await page.locator("img").count()).toBe(0);
    }
    expect(await page.title()).toBe("Served - console");
    expect(problems).toEqual([]);
  });

  it("keeps its place when it is loaded again, and in the browser's history", async () => {
    const { page } = await get().open();
    await leftSide(page).getByRole("link", { name: "$default" }).click();
    await leftSide(page).getByRole("link", { name: "stage api" }).click();
    await page.reload();
    await page.getByRole("heading", { name: "Stage api" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Route $default" }).waitFor();
    await page.goForward();
    await page.getByRole("heading", { name: "Stage api" }).waitFor();
  });

  it("is used by the keyboard alone: past the links to the content, through the views, into what is served", async () => {
    const { page } = await get().open("#/inventory");
    await page.getByRole("heading", { level: 2 }).waitFor();
    const focused = () => page.evaluate("document.activeElement.textContent + document.activeElement.id");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await focused()).toMatch(/main$/);
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("api");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Stage api" }).waitFor();
  });

  it("keeps the theme that was chosen", async () => {
    const { page } = await get().open("", { colorScheme: "light" });
    const theme = page.getByRole("button", { name: "Theme: auto" });
    await theme.click();
    await page.getByRole("button", { name: "Theme: light" }).click();
    await page.reload();
    await page.getByRole("button", { name: "Theme: dark" }).waitFor();
    expect(await page.evaluate("getComputedStyle(document.documentElement).colorScheme")).toBe("dark");
  });

  it("follows another version and each connection without being loaded again", async () => {
    const { served, open } = get();
    const { page } = await open("#/inventory");
    await leftSide(page).getByText("Connections 0").waitFor();
    const client = await served.connect();
    await leftSide(page).getByText("Connections 1").waitFor();
    client.socket.close();
    await leftSide(page).getByText("Connections 0").waitFor();
    served.deploy(configuration({ ...API, routes: { ...API.routes, added: { definition: PASS } } }));
    await leftSide(page).getByRole("link", { name: "added" }).waitFor();
  });

  it("lets go of the server while nobody sees it, and shows what has happened when somebody does", async () => {
    const { served, open } = get();
    const { page } = await open();
    await page.getByText("live", { exact: true }).waitFor();
    const see = (hidden: boolean) =>
      page.evaluate(
        `Object.defineProperty(document, "hidden", { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event("visibilitychange"))`,
      );
    await see(true);
    const { socket, closed } = await served.connect();
    const { connectionId } = [...served.aws().connections.values()][0]!.connection;
    await see(false);
    await page.getByRole("link", { name: connectionId }).first().waitFor();
    socket.close();
    await closed;
  });

  it("is measured to its first paint, in the middle of ten new browsers", async () => {
    const paints: number[] = [];
    for (let opened = 0; opened < 10; opened++) {
      const { page } = await get().open();
      await page.getByText("live", { exact: true }).waitFor();
      paints.push(await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
      await page.context().close();
    }
    const middle = paints.sort((a, b) => a - b)[5] ?? 0;
    expect(middle).toBeGreaterThan(0);
    process.stdout.write(`console: first paint after ${Math.round(middle)} ms\n`);
  });

  it("says when it has lost the server", async () => {
    const { served, open } = get();
    const { page } = await open();
    await page.getByText("live", { exact: true }).waitFor();
    await served.close();
    await page.getByText("not connected").waitFor();
  });
});
