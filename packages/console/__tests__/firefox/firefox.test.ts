import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configuration } from "@sfn-websocket/local/__tests__/configuration";
import { type Served, serve } from "@sfn-websocket/local/__tests__/serve";
import { TraceStore } from "@sfn-websocket/local/trace/trace-store";
import { type Firefox, type FirefoxPage, findFirefox, KEYS, openFirefox } from "./open-firefox";

const DEFINITION = { StartAt: "Answer", States: { Answer: { Type: "Pass", Result: { n: 1 }, End: true } } };
const TEXT = `${JSON.stringify(DEFINITION, null, 2)}\n`;
/** Pages of a browser that may hold sockets. */
const HOLDERS = 4;
/** The time that a test may take on a machine that does much else. */
const PATIENT = 180_000;

const EDITOR = '[aria-label="Message to socket 1"]';
const DEFINED = ".edit .cm-content";
const send = [KEYS.Control, KEYS.Enter];
const selectAll = [KEYS.Control, "a"];

const executable = findFirefox();
if (executable === undefined)
  process.stderr.write("not run: the console in Firefox (no Firefox on this machine; apt-get install firefox-esr)\n");

(executable === undefined ? describe.skip : describe)("the console in Firefox", () => {
  jest.setTimeout(PATIENT);
  const project = mkdtempSync(join(tmpdir(), "sfn-websocket-firefox-project-"));
  const file = join(project, "workflows", "answer.asl.json");
  let served: Served;
  let firefox: Firefox;
  beforeAll(async () => {
    mkdirSync(join(project, "workflows"));
    writeFileSync(file, TEXT);
    const api = configuration({ routes: { $default: { definition: DEFINITION } } });
    served = await serve(api, { traces: new TraceStore(), project });
    firefox = await openFirefox(executable ?? "");
  }, PATIENT);
  afterAll(async () => {
    await firefox?.close();
    await served?.close();
    rmSync(project, { recursive: true });
  }, PATIENT);
  const pages: FirefoxPage[] = [];
  const open = async (place: string) => {
    const page = await firefox.open(`http://127.0.0.1:${served.port}/_console/${place}`);
    pages.push(page);
    return page;
  };
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.leave();
  });

  it("sends a message, shows its trace, finds it by its text, and sends it again when it was changed", async () => {
    const page = await open("#/client");
    await page.click(".connect button", "Connect");
    await page.see(".frames", "open");
    await page.click(EDITOR);
    await page.press(...'{"first":"hello"}', send);
    await page.see(".frames", '"status": "SUCCEEDED"');
    await page.click(".frames a", "trace ");
    await page.see("#trace-title", "MESSAGE $default");
    await page.click("[role=tab]", "States");
    await page.see(".graph .wf-task, .graph .wf-pass");
    await page.see(".grid-visit", "Answer");
    await page.click(".filters input[type=search]");
    await page.press(..."hello");
    await page.see(".list-bar .count", "1 of");
    await page.click(".trace-detail a", "Edit and send again");
    await page.see(EDITOR, '{"first":"hello"}');
    await page.click(EDITOR);
    await page.press(selectAll, KEYS.Delete, ...'{"second":"hello"}', send);
    await page.see(".frames", '"second": "hello"');
    expect(firefox.problems).toEqual([]);
  });

  it("saves a workflow, after its difference was shown", async () => {
    const page = await open("#/workflows");
    await page.see(DEFINED, '"StartAt"');
    await page.click(DEFINED, '"StartAt"');
    await page.press(selectAll, KEYS.Delete, ...JSON.stringify({ ...DEFINITION, Comment: "typed" }));
    await page.see(".problems", "Nothing is wrong");
    await page.click(".edit-bar button", "Save…");
    await page.see(".difference .new", '"Comment":"typed"');
    await page.click(".save button", "Save to workflows/answer.asl.json");
    await page.see(".edit-bar button:disabled", "Save…");
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ ...DEFINITION, Comment: "typed" });
    expect(firefox.problems).toEqual([]);
  });

  it("holds sockets in as many windows as it can, and in another one when one has closed its own", async () => {
    const last = await open("#/client");
    for (let holder = 0; holder < HOLDERS; holder++) {
      const page = await open("#/client");
      await page.click(".connect button", "Connect");
      await page.see(".frames", "open");
    }
    await last.click(".connect button", "Connect");
    await last.see(".frames", "sockets: other pages of this browser hold all that it can, got 4");
    const holder = pages.at(-1)!;
    await holder.click(".socket button", "Close");
    await holder.see(".frames", "closed: 1000");
    await last.click(".socket button", "Open again");
    await last.see(".frames .told", "open");
  });
});
