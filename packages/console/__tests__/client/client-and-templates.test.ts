import { PASS, type TestApi } from "@sfn-websocket/local/__tests__/configuration";
import type { Page } from "playwright-core";
import { checkAccessibility } from "../check-accessibility";
import { describeInChromium } from "../in-chromium";
import type { OpenPage } from "../open-browser";
import { readEditor, tabTo, typeInto } from "../type-into";

const HOSTILE = '<img src=x onerror="window.hacked=1">';
const mock = (template: string, response = '{"from":"$context.routeKey"}') => ({
  integration: { integration_type: "MOCK", request_templates: { $default: template } },
  responses: { $default: { response_templates: { $default: response } } },
});
const API: TestApi = {
  routes: {
    $connect: mock('{"statusCode":#if($input.params("x-api-key")=="right")200#{else}403#end}'),
    $default: { definition: PASS },
    silent: { definition: PASS, isTwoWay: false },
    failing: mock('{"statusCode":200}\n$input.path("$.").b'),
    [HOSTILE]: mock('{"statusCode":200}', HOSTILE),
  },
};
const MESSAGE = "Message to socket 1";
const KEY = "right";

/** Opens a socket with the key that `$connect` asks for. */
async function connect(page: Page, key = KEY): Promise<void> {
  await page.getByText("Query, headers, subprotocol, API key").click();
  await page.getByLabel("API key", { exact: true }).fill(key);
  await page.getByRole("button", { name: "Connect" }).click();
}

const frames = (page: Page) => page.getByRole("list", { name: "Frames of socket 1" });

const expectClean = ({ problems, foreign }: OpenPage) =>
  expect({ problems, foreign }).toEqual({ problems: [], foreign: [] });

describeInChromium("the Client and the Templates view", API, (get) => {
  it("shows what a message selects and renders, sends it, and leads to its trace, by the keyboard alone", async () => {
    const opened = await get().open("#/client");
    const { page } = opened;
    await page.getByRole("button", { name: "Connect" }).waitFor();
    await tabTo(page, "Query, headers, subprotocol, API key");
    await page.keyboard.press("Enter");
    await tabTo(page, "API key");
    await page.keyboard.insertText(KEY);
    await page.keyboard.press("Enter");
    await frames(page).getByText("open").waitFor();
    await tabTo(page, MESSAGE);
    await page.keyboard.insertText('{"action": "none", "text": "it\'s"}');
    const preview = page.getByRole("region", { name: "What it would select and render" });
    await preview.getByText("no route has the key 'none', so $default takes it").waitFor();
    expect(await preview.getByLabel("The rendered request").textContent()).toContain(
      String.raw`"input": "{\"action\": \"none\", \"text\": \"it's\"}"`,
    );
    await page.keyboard.press("Control+Enter");
    await frames(page).getByText('"status": "SUCCEEDED"').waitFor();
    await frames(page)
      .getByRole("link", { name: /^trace \d+$/ })
      .waitFor();
    await tabTo(page, "Send");
    await tabTo(page, "Indent");
    await page.keyboard.press("Enter");
    expect(await readEditor(page, MESSAGE)).toBe('{\n  "action": "none",\n  "text": "it\'s"\n}');
    expectClean(opened);
  });

  it("marks where a message is no JSON, shows no text as markup, and leads from an error to its cause", async () => {
    const { page } = await get().open("#/client");
    await connect(page);
    await frames(page).getByText("open").waitFor();
    await typeInto(page, MESSAGE, '{\n  "action": oops\n}');
    await page.getByText("line 2, column 13: is no JSON, got 'oops'").waitFor();
    await typeInto(page, MESSAGE, JSON.stringify({ action: HOSTILE }));
    await page.keyboard.press("Control+Enter");
    await frames(page).getByText(HOSTILE, { exact: true }).waitFor();
    expect(await page.evaluate("[typeof window.hacked, document.images.length]")).toEqual(["undefined", 0]);
    await typeInto(page, MESSAGE, '{"action":"failing"}');
    await page.getByText(/^the mapping template failed: template line 2, column \d+: /).waitFor();
    await page.keyboard.press("Control+Enter");
    await frames(page).getByText("API Gateway's error").waitFor();
    await frames(page).getByRole("link", { name: "why" }).click();
    expect(page.url()).toMatch(/#\/traces\?connection=[^&]+&outcome=failed$/);
  });

  it("keeps what was sent for other days, and neither keys nor headers; a trace's message is edited and sent again", async () => {
    const { page } = await get().open("#/client");
    await connect(page);
    await typeInto(page, MESSAGE, '{"again":1}');
    await frames(page).getByText("open").waitFor();
    await page.keyboard.press("Control+Enter");
    const link = frames(page).getByRole("link", { name: /^trace/ });
    const id = /id=(\d+)/.exec((await link.getAttribute("href")) ?? "")?.[1] ?? "";
    expect(await page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")).not.toContain(KEY);
    await page.goto(page.url().replace(/#.*/, `#/client?trace=${id}`));
    await page.reload();
    await page.getByText(`The message of trace ${id} is written when you connect.`).waitFor();
    await connect(page);
    await page.getByText("Sent before (1)").click();
    expect(await readEditor(page, MESSAGE)).toBe('{"again":1}');
    await page.getByRole("button", { name: "Forget them" }).click();
    await page.getByText("Sent before").waitFor({ state: "detached" });
    await typeInto(page, MESSAGE, "{}");
    for (const place of ["#/traces", `#/client?trace=${id}`]) await page.goto(page.url().replace(/#.*/, place));
    await page.getByRole("textbox", { name: MESSAGE }).getByText('{"again":1}').waitFor();
  });

  it("tells how a handshake is refused, pings, and says what a close code means", async () => {
    const { page } = await get().open("#/client");
    await connect(page, "wrong");
    await frames(page).getByText("the handshake is refused with 403").waitFor();
    await page.getByRole("button", { name: "Put away socket 1" }).click();
    await page.getByLabel("API key", { exact: true }).fill(KEY);
    await page.getByRole("button", { name: "Connect" }).click();
    const second = page.getByRole("region", { name: "Socket 2" });
    await second.getByRole("button", { name: "Ping" }).click();
    await second.getByText("pong").waitFor();
    await second.getByRole("button", { name: "Close" }).click();
    await second.getByText("closed: 1000 (closed on purpose, by the client or by DELETE @connections)").waitFor();
  });

  it("says of a route without a route response that it answers nothing, before and after", async () => {
    const { page } = await get().open("#/client");
    await connect(page);
    await frames(page).getByText("open").waitFor();
    await typeInto(page, MESSAGE, '{"action":"silent"}');
    await page
      .getByText("Nothing will be answered: the route has no route response (aws_apigatewayv2_route_response).")
      .waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("link", { name: "Traces", exact: true }).click();
    await page.getByRole("gridcell", { name: 'no answer · {"action":"silent"}' }).first().waitFor();
  });

  it("brings a new socket into view, and opens a closed one again in its place", async () => {
    const { page } = await get().open("#/client", { viewport: { width: 800, height: 500 } });
    await connect(page);
    await page.getByRole("button", { name: "Connect" }).click();
    const second = page.getByRole("region", { name: "Socket 2" });
    await second.getByText("open", { exact: true }).first().waitFor();
    expect(await page.locator("main").evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
    const first = page.getByRole("region", { name: "Socket 1" });
    await first.getByRole("button", { name: "Close" }).click();
    await first.getByRole("button", { name: "Open again" }).click();
    await page.getByRole("region", { name: "Socket 3" }).waitFor();
    const headings = await page.locator(".socket h2").allTextContents();
    expect(headings.map((heading) => heading.split(" ")[0])).toEqual(["3", "2"]);
  });

  it("renders a template while it is written, tells where it fails, and which samples break it", async () => {
    const opened = await get().open("#/templates");
    const { page } = opened;
    await page
      .getByRole("combobox", { name: "Template" })
      .selectOption({ label: "$default: request, template $default" });
    await page.getByLabel("Rendered text").getByText('"input": "{\\"text\\":\\"plain\\"').waitFor();
    await page.getByText("all 12 pass").waitFor();
    await typeInto(page, "Template", `{\n  "t": "$util.escapeJavaScript($input.path('$.text'))"\n}`);
    await page.getByText(/of 12 fail/).waitFor();
    await page.getByText("an apostrophe").first().click();
    await page
      .getByText(/^does not render JSON, got an apostrophe/)
      .first()
      .waitFor();
    await typeInto(page, "Template", `a\n$input.path("$.").b`);
    await page
      .getByRole("alert")
      .filter({ hasText: /^line 2, column \d+: / })
      .waitFor();
    await page.reload();
    await page
      .getByRole("alert")
      .filter({ hasText: /^line 2, column \d+: / })
      .waitFor();
    await page.getByRole("button", { name: "Undo all" }).click();
    await page.getByText("all 12 pass").waitFor();
    const link = `${page.url()}&message=${encodeURIComponent('{"linked":1}')}`;
    await page.goto(link);
    await page.getByLabel("Rendered text").getByText('"input": "{\\"linked\\":1}"').waitFor();
    expectClean(opened);
  });

  it("writes a template to its file when it is asked twice, and only its own lines", async () => {
    const { page } = await get().open();
    const saved: unknown[] = [];
    await page.route("**/api/template?*", (route) =>
      route.fulfill({ json: { text: "{\n}", prefix: "#set($stateMachineArn='a')\n", file: "templates/a.vtl" } }),
    );
    await page.route("**/api/save", (route) => {
      saved.push(route.request().postDataJSON());
      return route.fulfill({ json: { file: "templates/a.vtl", text: "{\n $oops.\n}" } });
    });
    await page.goto(page.url().replace(/#.*|$/, "#/templates"));
    await page
      .getByRole("combobox", { name: "Template" })
      .selectOption({ label: "$default: request, template $default" });
    await page.getByText("templates/a.vtl").waitFor();
    await typeInto(page, "Template", "{\n $oops.\n}");
    await page.getByRole("button", { name: "Save to templates/a.vtl …" }).click();
    await page.getByText("+ $oops.").waitFor();
    expect(saved).toEqual([]);
    await page.getByRole("button", { name: "Write the file" }).click();
    await page.getByText("Changed, not saved.").waitFor({ state: "detached" });
    expect(saved).toEqual([{ file: "templates/a.vtl", before: "{\n}", text: "{\n $oops.\n}" }]);
  });

  it("is accessible, and no wider than the window, in both themes", async () => {
    const { page } = await get().open("#/client");
    await connect(page);
    await typeInto(page, MESSAGE, '{"action":"failing"}');
    await page.getByText(/^the mapping template failed: template line 2, column \d+: /).waitFor();
    await page.keyboard.press("Control+Enter");
    await frames(page).getByText("API Gateway's error").waitFor();
    await checkLooks(page);
    await page.goto(page.url().replace(/#.*/, "#/templates"));
    await page.getByText(/all \d+ pass/).waitFor();
    await checkLooks(page);
  });
});

async function checkLooks(page: Page): Promise<void> {
  for (const [width, colorScheme] of [
    [360, "dark"],
    [1440, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    expect(await checkAccessibility(page)).toEqual([]);
    expect(await page.evaluate("document.querySelector('main').scrollWidth <= innerWidth")).toBe(true);
  }
}
