import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Page } from "playwright-core";
import { configuration } from "@sfn-websocket/local/__tests__/configuration";
import { checkAccessibility } from "./check-accessibility";
import { describeInChromium } from "./in-chromium";

const EVIL = `<img src=x onerror="document.title='taken'">`;
const DEFINITION = {
  StartAt: "Ask",
  States: {
    Ask: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:getItem",
      Parameters: { TableName: "t", Key: { id: { S: "1" } } },
      Next: EVIL,
    },
    [EVIL]: { Type: "Wait", Seconds: 200, Next: "Say" },
    Say: { Type: "Pass", Parameters: { said: EVIL }, End: true },
  },
};
const TEXT = `${JSON.stringify(DEFINITION, null, 2)}\n`;
const project = mkdtempSync(join(tmpdir(), "sfn-websocket-view-"));
const file = join(project, "workflows", "ask.asl.json");
mkdirSync(join(project, "workflows"));
writeFileSync(file, TEXT);
afterAll(() => rmSync(project, { recursive: true }));

const api = (definition: JsonObject) => ({ routes: { $default: { definition } } });
const EDITOR = ".edit .cm-content";

/** Types another text in place of what a workflow's editor holds, by the keyboard alone. */
async function type(page: Page, text: string): Promise<void> {
  await page.locator(EDITOR).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

describeInChromium("the Workflows view", { ...api(DEFINITION), project }, (get) => {
  let page: Page;
  let problems: readonly string[];
  beforeAll(async () => {
    ({ page, problems } = await get().open("#/workflows"));
    await page.locator(EDITOR).waitFor();
  });
  beforeEach(() => writeFileSync(file, TEXT));
  afterEach(async () => {
    // Neither a script nor an image of what a workflow says.
    expect(await page.title()).not.toContain("taken");
    expect(await page.locator("img").count()).toBe(0);
  });

  it("takes the input of an execution that is to be run again, once", async () => {
    const client = await get().served.connect();
    await client.ask('{"again":1}');
    client.socket.terminate();
    const { page: other } = await get().open("#/traces?kind=MESSAGE");
    await other.getByRole("row", { name: "MESSAGE" }).click();
    await other.getByRole("link", { name: "Edit and run its workflow again" }).click();
    const input = other.getByRole("textbox", { name: "Input of the run" });
    await input.getByText('"again": 1').waitFor();
    await other.waitForURL(/#\/workflows\?workflow=[^&]+$/);
    await other.getByRole("button", { name: "Run", exact: true }).click();
    await other.getByLabel("The last run").getByText("FAILED", { exact: true }).waitFor();
  });

  it("runs the workflow with a mock in faster time, and lights up its way, by the keyboard alone", async () => {
    await page.getByRole("tab", { name: "Mocks" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("mocked", { exact: true }).focus();
    await page.keyboard.press("Space");
    await page.getByLabel("Answer, JSON: Ask, 1").fill('{"price":7}');
    await page.getByRole("tab", { name: "Mocks" }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.getByRole("slider").focus();
    await page.keyboard.press("End");
    await page.getByRole("button", { name: "Run", exact: true }).focus();
    await page.keyboard.press("Enter");
    const result = page.getByLabel("The last run");
    await result.getByText("SUCCEEDED", { exact: true }).waitFor();
    expect(await result.getByRole("list").first().getByRole("button").allInnerTexts()).toEqual([
      "Ask succeeded",
      `${EVIL} succeeded`,
      "Say succeeded",
    ]);
    await result.getByRole("button", { name: "Ask succeeded" }).click();
    await result.getByText("by a mock").waitFor();
  });

  it("tells what is wrong at its line, survives a reload, and saves only when it is asked", async () => {
    const wrong = TEXT.replace('"Next": "Say"', '"Next": "Sya"');
    await type(page, wrong);
    await page.getByText("Missing 'Next' target: Sya").first().waitFor();
    await page.getByText("edited, not saved").waitFor();
    await page.reload();
    await page.getByText("Missing 'Next' target: Sya").first().waitFor();
    expect(await page.getByRole("combobox", { name: "Workflow" }).locator("option").first().innerText()).toContain(
      "(edited)",
    );
    await type(page, TEXT.replace("200", "201"));
    await page.getByText("Nothing is wrong").waitFor();
    expect(readFileSync(file, "utf8")).toBe(TEXT);
    await page.getByRole("button", { name: "Save…" }).click();
    const difference = page.getByLabel("The difference");
    expect(await difference.locator(".gone, .new").allInnerTexts()).toEqual([
      expect.stringContaining('"Seconds": 200'),
      expect.stringContaining('"Seconds": 201'),
    ]);
    await page.getByRole("button", { name: "Save to workflows/ask.asl.json" }).click();
    await page.getByRole("button", { name: "Save…" }).and(page.locator(":disabled")).waitFor();
    expect(readFileSync(file, "utf8")).toBe(TEXT.replace("200", "201"));
  });

  it("rejects to save over a file that changed, and keeps the edit", async () => {
    await page.reload();
    await page.locator(EDITOR).getByText('"Seconds"').waitFor();
    await type(page, TEXT.replace("200", "202"));
    writeFileSync(file, TEXT.replace("200", "203"));
    await page.getByRole("button", { name: "Save…" }).click();
    await page.getByRole("button", { name: "Save to workflows/ask.asl.json" }).click();
    await page.getByText("has changed since it was read").waitFor();
    expect(readFileSync(file, "utf8")).toContain("203");
    await page.getByRole("button", { name: "Throw the edit away" }).click();
  });

  it("tells that another version is served than the one that is edited", async () => {
    await page.reload();
    await page.locator(EDITOR).getByText('"Seconds"').waitFor();
    await type(page, TEXT.replace("200", "204"));
    writeFileSync(file, TEXT.replace("200", "205"));
    get().served.deploy(configuration(api(JSON.parse(TEXT.replace("200", "205")))));
    await page.reload();
    await page.getByText("Another version is served").waitFor();
    expect(await page.locator(EDITOR).innerText()).toContain("204");
    await page.getByRole("button", { name: "Take what is served" }).click();
    await page.locator(EDITOR).getByText("205").waitFor();
  });

  it("tests one state", async () => {
    await page.getByRole("tab", { name: "One state" }).click();
    await page.getByRole("combobox", { name: "State" }).selectOption({ label: "Say (Pass)" });
    await page.getByRole("button", { name: "Test the state" }).click();
    const answer = page.getByLabel("Answer of TestState");
    await answer.getByText("SUCCEEDED", { exact: false }).first().waitFor();
    await answer.getByText("onerror").first().waitFor();
  });

  it("has nothing that axe-core finds, in either theme, wide and narrow", async () => {
    const found: string[] = [];
    for (const [colorScheme, width, tab] of [
      ["light", 1440, "Run"],
      ["dark", 360, "Mocks"],
      ["light", 360, "One state"],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.getByRole("tab", { name: tab }).click();
      found.push(...(await checkAccessibility(page)));
    }
    expect(found).toEqual([]);
    const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(width).toEqual([360, 360]);
    expect(problems.filter((text) => !/ 409 /.test(text))).toEqual([]);
  });
});
