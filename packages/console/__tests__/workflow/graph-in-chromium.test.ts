import type { Page } from "playwright-core";
import { checkAccessibility } from "../check-accessibility";
import { describeInChromium } from "../in-chromium";

const EVIL = `<img src=x onerror="document.title='taken'">`;
const DEFINITION = {
  StartAt: "Ready?",
  States: {
    "Ready?": { Type: "Choice", Choices: [{ Variable: "$.n", NumericEquals: 1, Next: EVIL }], Default: "Each" },
    [EVIL]: { Type: "Pass", End: true },
    Each: { Type: "Map", ItemProcessor: { StartAt: "Keep", States: { Keep: { Type: "Pass", End: true } } }, End: true },
  },
};
const EACH = "/States/Each";

describeInChromium("the graph of a workflow", { routes: { $default: { definition: DEFINITION } } }, (get) => {
  let page: Page;
  let problems: readonly string[];
  const state = (name: string) => page.locator(".graph").getByRole("button", { name, exact: false });
  const transform = () => page.locator(".graph svg > g").getAttribute("transform");

  beforeAll(async () => {
    ({ page, problems } = await get().open());
    await page.locator('#sidebar a[href*="workflow="]').first().click();
    await page.locator(".graph").waitFor();
  });

  it("moves from state to state by arrows, opens one by Enter, and keeps it in the URL", async () => {
    await state("Ready?").focus();
    await page.keyboard.press("ArrowDown");
    const there = () => page.evaluate("document.activeElement.dataset.id");
    expect(await there()).toBe(`/States/${EVIL}`);
    const [evil, each] = await Promise.all(["onerror", "Each"].map((name) => state(name).first().boundingBox()));
    await page.keyboard.press((evil?.x ?? 0) < (each?.x ?? 0) ? "ArrowRight" : "ArrowLeft");
    expect(await there()).toBe(EACH);
    await page.keyboard.press("ArrowDown");
    expect(await there()).toBe(`${EACH}/ItemProcessor/States/Keep`);
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "State Keep" }).waitFor();
    expect(decodeURIComponent(page.url().replaceAll("+", " "))).toContain(`state=${EACH}/ItemProcessor/States/Keep`);
    await page.reload();
    await page.getByRole("region", { name: "State Keep" }).waitFor();
    expect(await page.locator(".graph .wf-selected").getAttribute("data-id")).toBe(`${EACH}/ItemProcessor/States/Keep`);
  });

  it("zooms by keys, buttons and the wheel, pans by dragging, and fits again", async () => {
    const seen = [await transform()];
    const see = async () => void seen.push(await transform());
    await state("Ready?").focus();
    await page.keyboard.press("+");
    await see();
    await page.getByRole("button", { name: "Smaller" }).click();
    await page.getByRole("button", { name: "Smaller" }).click();
    await see();
    const { x, y } = (await page.locator(".graph").boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.move(x + 20, y + 20);
    await page.mouse.wheel(0, -200);
    await see();
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 50, { steps: 3 });
    await page.mouse.up();
    await see();
    expect(new Set(seen).size).toBe(seen.length);
    await page.getByRole("button", { name: "Fit" }).click();
    const fitted = await transform();
    await page.keyboard.press("+");
    await state("Ready?").focus();
    await page.keyboard.press("0");
    expect(await transform()).toBe(fitted);
  });

  it("shows what a definition says as text, and axe-core finds nothing in either theme", async () => {
    await state("onerror").click();
    await page.getByRole("region", { name: `State ${EVIL}` }).waitFor();
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.title()).not.toContain("taken");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await checkAccessibility(page)).toEqual([]);
    }
    expect(problems).toEqual([]);
  });
});
