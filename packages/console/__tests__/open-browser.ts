import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Where distributions install Chromium; `CHROMIUM` names another. */
const PLACES = [process.env.CHROMIUM ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** It asks nothing of the network by itself. */
const ARGUMENTS = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** The program of a Chromium on this machine; undefined where there is none. */
export const findChromium = (): string | undefined => PLACES.find((place) => place !== "" && existsSync(place));

export interface OpenPage {
  readonly page: Page;
  /** What the page wrote as an error, could not load, or threw. */
  readonly problems: readonly string[];
  /** What the page asked for that is not on this machine. */
  readonly foreign: readonly string[];
}

export interface TestBrowser {
  /** A page with storage of its own, closed with the browser. */
  open(url: string, options?: BrowserContextOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

/** Starts one Chromium for a test file; each page of it is a new user's. */
export async function openBrowser(executablePath: string): Promise<TestBrowser> {
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  return { open: (url, options) => openPage(browser, url, options), close: () => browser.close() };
}

async function openPage(browser: Browser, url: string, options?: BrowserContextOptions): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const problems: string[] = [];
  const foreign: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("pageerror", ({ message }) => problems.push(message));
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (hostname !== "127.0.0.1" && protocol !== "data:" && protocol !== "blob:") foreign.push(request.url());
  });
  await page.goto(url);
  return { page, problems, foreign };
}
