import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TraceAnswer } from "@sfn-websocket/local/console/api";
import type { Served } from "@sfn-websocket/local/__tests__/serve";
import { LOOKS, measureViews, THEMES } from "./layout/measure-views";
import { SHOWN_VIEWS, showView } from "./layout/shown-views";
import { listSteps } from "./list-steps";
import { findChromium, openBrowser, type TestBrowser } from "./open-browser";
import { serveFailures } from "./serve-failures";
import { DECLINED, sendOrders, serveOrders } from "./serve-orders";
import { writeAnimation } from "./write-animation";

/** Milliseconds until the page stands still. */
const SETTLES = 1_500;

const urlOf = ({ port }: Served): string => `http://127.0.0.1:${port}/_console/`;

/** The pictures of the README: the way of an order whose card was declined, still and moving. */
async function takeReadme(browser: TestBrowser, folder: string): Promise<void> {
  const served = await serveOrders();
  try {
    await sendOrders(served);
    for (const colorScheme of THEMES) {
      const look = { viewport: { width: 1440, height: 810 }, colorScheme };
      const { page } = await browser.open(`${urlOf(served)}#/traces?id=${DECLINED}&tab=states`, look);
      await page.waitForTimeout(SETTLES);
      await page.screenshot({ path: join(folder, `console-${colorScheme}.png`) });
    }
    const trace = await fetch(`${urlOf(served)}api/traces/${DECLINED}`);
    writeFileSync(join(folder, "message.svg"), writeAnimation(listSteps((await trace.json()) as TraceAnswer)));
  } finally {
    await served.close();
  }
}

/** Each view, narrow and wide, light and dark. */
async function takeViews(browser: TestBrowser, folder: string, names: readonly string[]): Promise<void> {
  const served = await serveFailures();
  try {
    const ids = await served.sendAll();
    const { page, problems } = await browser.open(urlOf(served));
    for (const [name, view] of Object.entries(SHOWN_VIEWS).filter(([each]) => !names[0] || names.includes(each))) {
      await showView(page, view, ids);
      for (const [look, size] of Object.entries(LOOKS)) {
        await page.setViewportSize(size);
        for (const colorScheme of THEMES) {
          await page.emulateMedia({ colorScheme });
          await page.waitForTimeout(SETTLES / 5);
          await page.screenshot({ path: join(folder, `${name}-${look}-${colorScheme}.png`) });
        }
      }
    }
    problems.forEach((problem) => console.error(problem));
  } finally {
    await served.close();
  }
}

/** What the test of the layout compares with. */
async function keepLayout(browser: TestBrowser, folder: string): Promise<void> {
  const served = await serveFailures();
  try {
    const { page } = await browser.open(urlOf(served));
    const { layout, faults } = await measureViews(page, await served.sendAll());
    writeFileSync(join(folder, "layout.json"), `${JSON.stringify(layout, undefined, 2)}\n`);
    faults.forEach((fault) => console.error(fault));
  } finally {
    await served.close();
  }
}

/**
 * `take-pictures.ts FOLDER [VIEW...]` writes pictures of the views to look at, `take-pictures.ts docs readme` those of the
 * README, `take-pictures.ts packages/console/__tests__/layout layout` the layout that its test compares with.
 */
async function main([folder = "console-pictures", ...names]: readonly string[]): Promise<void> {
  const executable = findChromium();
  if (executable === undefined) throw new Error("no Chromium on this machine; apt-get install chromium");
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser(executable);
  try {
    if (names.join() === "readme") await takeReadme(browser, folder);
    else if (names.join() === "layout") await keepLayout(browser, folder);
    else await takeViews(browser, folder, names);
  } finally {
    await browser.close();
  }
}

void main(process.argv.slice(2));
