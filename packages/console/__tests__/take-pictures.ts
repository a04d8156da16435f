import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TraceAnswer } from "@sfn-websocket/local/console/api";
import { listSteps } from "./list-steps";
import { findChromium, openBrowser, type TestBrowser } from "./open-browser";
import { DECLINED, sendOrders, serveOrders } from "./serve-orders";
import { writeAnimation } from "./write-animation";

/** A place of the console by the picture's name; `ORDER` is the trace of an order whose card was declined. */
const PLACES: Readonly<Record<string, string>> = {
  traces: "#/traces",
  trace: "#/traces?id=ORDER",
  states: "#/traces?id=ORDER&tab=states",
  client: "#/client",
  templates: "#/templates",
  workflows: "#/workflows",
  permissions: "#/permissions",
  inventory: "#/inventory",
};
const WIDTHS = [360, 1440];
const THEMES = ["light", "dark"] as const;
/** Milliseconds until the page stands still. */
const SETTLES = 1_500;

interface Pictures {
  readonly url: string;
  readonly browser: TestBrowser;
  readonly folder: string;
}

interface Look {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: "light" | "dark";
}

async function takePicture({ url, browser, folder }: Pictures, name: string, look: Look): Promise<string> {
  const { width, height, colorScheme } = look;
  const place = (PLACES[name] ?? "").replace("ORDER", String(DECLINED));
  const { page, problems } = await browser.open(url + place, { viewport: { width, height }, colorScheme });
  await page.waitForTimeout(SETTLES);
  const path = join(folder, `${name}-${width}-${colorScheme}.png`);
  await page.screenshot({ path });
  console.log(path, ...problems);
  await page.context().close();
  return path;
}

/** The pictures of the README: the way of an order, still and moving. */
async function takeReadme(pictures: Pictures): Promise<void> {
  for (const colorScheme of THEMES) {
    const taken = await takePicture(pictures, "states", { width: 1440, height: 810, colorScheme });
    renameSync(taken, join(pictures.folder, `console-${colorScheme}.png`));
  }
  const traces = await fetch(`${pictures.url}api/traces/${DECLINED}`);
  const file = join(pictures.folder, "message.svg");
  writeFileSync(file, writeAnimation(listSteps((await traces.json()) as TraceAnswer)));
  console.log(file);
}

/** Each view, narrow and wide, light and dark. */
async function takeViews(pictures: Pictures, names: readonly string[]): Promise<void> {
  for (const name of names)
    for (const width of WIDTHS)
      for (const colorScheme of THEMES)
        await takePicture(pictures, name, { width, height: width < 900 ? 740 : 900, colorScheme });
}

/** `take-pictures.ts docs readme` writes the README's, `take-pictures.ts FOLDER [VIEW...]` those of the views to look at. */
async function main([folder = "console-pictures", ...names]: readonly string[]): Promise<void> {
  const executable = findChromium();
  if (executable === undefined) throw new Error("no Chromium on this machine; apt-get install chromium");
  mkdirSync(folder, { recursive: true });
  const [served, browser] = await Promise.all([serveOrders(), openBrowser(executable)]);
  try {
    await sendOrders(served);
    const pictures = { url: `http://127.0.0.1:${served.port}/_console/`, browser, folder };
    if (names.join() === "readme") await takeReadme(pictures);
    else await takeViews(pictures, names.length > 0 ? names : Object.keys(PLACES));
  } finally {
    await browser.close();
    await served.close();
  }
}

void main(process.argv.slice(2));
