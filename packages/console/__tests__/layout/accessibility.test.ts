import type { Page } from "playwright-core";
import { checkAccessibility } from "../check-accessibility";
import { describeServedInChromium } from "../in-chromium";
import { FAILURES, serveFailures } from "../serve-failures";
import { LOOKS, THEMES } from "./measure-views";
import { SHOWN_VIEWS, showView } from "./shown-views";

describeServedInChromium("for who sees or hears the page in another way", serveFailures, (get) => {
  let ids: Readonly<Record<string, number>>;
  let page: Page;

  beforeAll(async () => {
    ids = await get().served.sendAll();
    ({ page } = await get().open());
  });

  /** What axe-core finds, in windows of both widths and in both themes, which differ in nothing but colours. */
  async function checkLooks(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [look, size] of Object.entries(LOOKS)) {
      await page.setViewportSize(size);
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        const lines = await checkAccessibility(page, colorScheme === "dark" ? { rule: "color-contrast" } : {});
        found.push(...lines.map((line) => `${look}, ${colorScheme}: ${line}`));
      }
    }
    return found;
  }

  it.each(Object.keys(SHOWN_VIEWS))("axe-core finds nothing in the view %s", async (name) => {
    await page.setViewportSize(LOOKS.wide);
    await showView(page, SHOWN_VIEWS[name]!, ids);
    expect(await checkLooks()).toEqual([]);
  });

  it.each(FAILURES)("axe-core finds nothing in the trace of a message to %s, with all that it tells", async (name) => {
    await page.goto(page.url().replace(/#.*/, `#/traces?id=${ids[name]}`));
    await page.locator("#trace-title", { hasText: `#${ids[name]}` }).waitFor();
    await page.getByRole("region", { name: "Why it failed" }).waitFor();
    await page.evaluate("document.querySelectorAll('.trace-detail details').forEach((one) => (one.open = true))");
    expect(await checkLooks()).toEqual([]);
  });
});
