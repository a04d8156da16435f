import { configuration, type TestApi } from "@sfn-websocket/local/__tests__/configuration";
import { type Served, serve } from "@sfn-websocket/local/__tests__/serve";
import { TraceStore } from "@sfn-websocket/local/trace/trace-store";
import type { BrowserContextOptions } from "playwright-core";
import { findChromium, openBrowser, type OpenPage, type TestBrowser } from "./open-browser";

/** A served API and a Chromium that looks at its console: what a test of a view needs. */
export interface ConsoleTest<S extends Served = Served> {
  readonly served: S;
  /** Opens the console at a place, such as `#/traces`. */
  open(place?: string, options?: BrowserContextOptions): Promise<OpenPage>;
}

export interface ConsoleApi extends TestApi {
  /** The directory whose files the console shows and saves. @default none */
  readonly project?: string;
  /** @default 1 */
  readonly speed?: number;
}

/** The time that a page is waited for on a machine that does much else. */
const PATIENT = 180_000;

/**
 * Describes a view in a real Chromium, one for all tests of a file. Where this machine has none, it says so, and the tests
 * count as not run.
 */
export function describeInChromium(
  what: string,
  { project, speed = 1, ...api }: ConsoleApi,
  tests: (get: () => ConsoleTest) => void,
): void {
  const start = () => serve(configuration(api), { traces: new TraceStore(), project, speed });
  describeServedInChromium(what, start, tests);
}

/** As `describeInChromium`, of what the test serves by itself. */
export function describeServedInChromium<S extends Served>(
  what: string,
  start: () => Promise<S>,
  tests: (get: () => ConsoleTest<S>) => void,
): void {
  const executable = findChromium();
  if (executable === undefined) {
    process.stderr.write(`not run: ${what} (no Chromium on this machine; apt-get install chromium)\n`);
    return;
  }
  describe(what, () => {
    jest.setTimeout(PATIENT);
    let served: S;
    let browser: TestBrowser;
    beforeAll(async () => {
      [served, browser] = await Promise.all([start(), openBrowser(executable)]);
    }, PATIENT);
    afterAll(async () => {
      await browser?.close();
      await served?.close();
    }, PATIENT);
    const open = (place = "", options?: BrowserContextOptions) =>
      browser.open(`http://127.0.0.1:${served.port}/_console/${place}`, options);
    tests(() => ({ served, open }));
  });
}
