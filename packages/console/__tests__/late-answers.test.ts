import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PASS } from "@sfn-websocket/local/__tests__/configuration";
import type { Page, Route } from "playwright-core";
import { describeInChromium } from "./in-chromium";
import { readEditor, typeInto } from "./type-into";

const MESSAGE = "Message to socket 1";
const DEFINITION = "Definition of the workflow";
const TEXT = `${JSON.stringify(PASS, null, 2)}\n`;
const project = mkdtempSync(join(tmpdir(), "sfn-websocket-late-"));
const file = join(project, "workflows", "pass.asl.json");
mkdirSync(join(project, "workflows"));
writeFileSync(file, TEXT);
afterAll(() => rmSync(project, { recursive: true }));

/** The page's next call of a kind, which is not answered before it is told to be. */
const hold = (page: Page, url: string): Promise<Route> =>
  new Promise((resolve) => void page.route(url, resolve, { times: 1 }));

const goTo = (page: Page, place: string) => page.goto(page.url().replace(/#.*|$/, place));

describeInChromium(
  "what is typed before an answer comes",
  { routes: { $default: { definition: PASS } }, project },
  (get) => {
    it("is not written over by the message of a trace", async () => {
      const { page } = await get().open("#/client");
      await page.getByRole("button", { name: "Connect" }).click();
      const frames = page.getByRole("list", { name: "Frames of socket 1" });
      await frames.getByText("open").waitFor();
      await typeInto(page, MESSAGE, '{"first":1}');
      await page.keyboard.press("Control+Enter");
      const link = await frames.getByRole("link", { name: /^trace/ }).getAttribute("href");
      const [, id = ""] = /id=(\d+)/.exec(link ?? "") ?? [];
      const asked = hold(page, "**/traces/*?longest=0");
      for (const place of ["#/traces", `#/client?trace=${id}`]) await goTo(page, place);
      await typeInto(page, MESSAGE, '{"second":2}');
      await (await asked).continue();
      const late = `socket 1: keeps what was written before the message came, got the message of trace ${id}; follow its link again to take it`;
      await page.getByText(late, { exact: true }).waitFor();
      expect(await readEditor(page, MESSAGE)).toBe('{"second":2}');
    });

    it("cannot be an input that the input of a trace would be written over", async () => {
      const client = await get().served.connect();
      await client.ask('{"again":1}');
      client.socket.terminate();
      const { page } = await get().open("#/traces?kind=MESSAGE");
      const asked = hold(page, "**/traces/*?longest=0");
      await page.getByRole("row", { name: '"again"' }).click();
      await page.getByRole("link", { name: "Edit and run its workflow again" }).click();
      const run = page.getByRole("button", { name: "Run", exact: true });
      await run.and(page.locator(":disabled")).waitFor();
      const input = page.getByRole("textbox", { name: "Input of the run" });
      expect(await input.count()).toBe(0);
      await (await asked).continue();
      await input.getByText('"again": 1').waitFor();
      await run.and(page.locator(":enabled")).waitFor();
    });

    it("stays an edit of the workflow that is saved meanwhile", async () => {
      const { page } = await get().open("#/workflows");
      const [saved, typed] = ["saved", "typed"].map((Comment) => JSON.stringify({ ...PASS, Comment })) as [
        string,
        string,
      ];
      await typeInto(page, DEFINITION, saved);
      await page.getByRole("button", { name: "Save…" }).click();
      const asked = hold(page, "**/api/save");
      await page.getByRole("button", { name: "Save to workflows/pass.asl.json" }).click();
      await asked;
      await typeInto(page, DEFINITION, typed);
      await (await asked).continue();
      await page.getByLabel("What would be saved").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Save…" }).click();
      const lines = page.getByLabel("The difference").locator(".gone, .new");
      expect(await lines.allInnerTexts()).toEqual([expect.stringContaining("saved"), expect.stringContaining("typed")]);
      expect(await readEditor(page, DEFINITION)).toBe(typed);
      expect(readFileSync(file, "utf8")).toBe(saved);
      expect(await page.getByRole("alert").count()).toBe(0);
    });

    it("shows what came of the last of two tests of a state, though that of the first comes after it", async () => {
      const { page } = await get().open("#/workflows");
      await page.getByRole("tab", { name: "One state" }).click();
      const test = page.getByRole("button", { name: "Test the state" });
      const input = "Input of the state";
      const asked = hold(page, "**/api/test-state");
      await typeInto(page, input, '"first"');
      await test.click();
      const first = await asked;
      await typeInto(page, input, '"second"');
      await test.click();
      const answer = page.getByLabel("Answer of TestState");
      await answer.getByText("second").first().waitFor();
      const came = page.waitForResponse("**/api/test-state");
      await first.continue();
      await (await came).finished();
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      expect(await answer.getByText("first").count()).toBe(0);
    });

    it("is of another template than the one that is saved meanwhile", async () => {
      const { page } = await get().open();
      const json = { text: "{\n}", prefix: "", file: "templates/a.vtl" };
      await page.route("**/api/template?*", (route) => route.fulfill({ json }));
      await goTo(page, "#/templates");
      const choose = (label: string) => page.getByRole("combobox", { name: "Template" }).selectOption({ label });
      await choose("$default: request, template $default");
      await page.getByText("templates/a.vtl", { exact: true }).waitFor();
      await typeInto(page, "Template", "{}");
      await page.getByRole("button", { name: "Save to templates/a.vtl …" }).click();
      const asked = hold(page, "**/api/save");
      await page.getByRole("button", { name: "Write the file" }).click();
      await asked;
      await choose("one of your own");
      await page.getByText("templates/a.vtl", { exact: true }).waitFor({ state: "detached" });
      json.text = "{}";
      await (await asked).fulfill({ json });
      await choose("$default: request, template $default");
      await page.getByText("templates/a.vtl", { exact: true }).waitFor();
      expect(await page.getByText("Changed, not saved.").count()).toBe(0);
      expect(await readEditor(page, "Template")).toBe("{}");
      await choose("one of your own");
      await page.getByText("templates/a.vtl", { exact: true }).waitFor({ state: "detached" });
      expect(await page.getByText("Changed, not saved.").count()).toBe(0);
    });
  },
);
