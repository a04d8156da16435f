import type { Page } from "playwright-core";
import { typeInto } from "../type-into";

/** A view to look at, and the parts of it that have a place. */
export interface ShownView {
  /** The hash, in which what was sent stands for its trace's id. @default where the link leads */
  readonly hash?: string;
  /** The title of a link on the left side. */
  readonly link?: string;
  /** Is there when the view is. */
  readonly awaited: string;
  readonly prepare?: (page: Page) => Promise<void>;
  /** Selectors of parts by their names. */
  readonly parts: Readonly<Record<string, string>>;
  /** Of those whose own text, or one beside it, makes them wide. @default none is */
  readonly texts?: Readonly<Record<string, string>>;
  /** @default false */
  readonly hasDrawing?: boolean;
}

const FRAME = { header: ".top" };
const FRAME_TEXTS = { views: ".top nav", "this view": ".top [aria-current]", state: ".top [role=status]" };
const TRACE = { trace: ".trace-detail", title: "#trace-title", facts: ".facts", failure: ".failure" };
const TABS = { tabs: "[role=tablist]" };
const TAB = { tab: "[role=tab][aria-selected=true]" };

export const SHOWN_VIEWS: Readonly<Record<string, ShownView>> = {
  route: {
    link: "order",
    awaited: "main pre",
    parts: { ...FRAME, "left side": "#sidebar", facts: ".fact-rows", template: "main pre" },
    texts: { ...FRAME_TEXTS, link: "main a" },
  },
  workflow: {
    link: "r0",
    awaited: "main .cm-content",
    parts: {
      "left side": "#sidebar",
      graph: ".graph",
      state: ".wf-task > .wf-box",
      line: ".wf-catch .wf-line",
      definition: "main .editor",
    },
    hasDrawing: true,
  },
  traces: {
    hash: "#/traces",
    awaited: ".grid-row",
    parts: { ...FRAME, filters: ".filters", bar: ".list-bar", list: ".grid-trace", failed: ".failed .cell-7" },
    texts: FRAME_TEXTS,
  },
  trace: {
    hash: "#/traces?id=denied",
    awaited: ".stage-body",
    parts: {
      list: ".trace-list",
      ...TRACE,
      ...TABS,
      way: ".stages",
      stage: ".stages .failed",
      needed: ".permission pre",
    },
    texts: TAB,
  },
  states: {
    hash: "#/traces?id=order&tab=states",
    awaited: ".graph .wf-caught",
    parts: {
      ...TRACE,
      ...TABS,
      graph: ".graph",
      caught: ".graph .wf-edge.wf-caught .wf-line",
      states: ".grid-visit",
      chosen: ".grid-visit [aria-selected=true]",
    },
    texts: { ...TAB, zoom: ".graph-zoom", state: ".state-detail" },
    hasDrawing: true,
  },
  timeline: {
    hash: "#/traces?id=order&tab=timeline",
    awaited: ".bar",
    parts: { ...TABS, chart: ".timeline", axis: ".axis", bar: ".bar", caught: ".bar.failed" },
    texts: TAB,
  },
  events: {
    hash: "#/traces?id=order&tab=events",
    awaited: ".grid-event .grid-row",
    parts: { ...TABS, list: ".grid-event", failed: ".grid-event .failed .cell-3" },
    texts: TAB,
  },
  client: {
    hash: "#/client",
    awaited: ".connect",
    prepare: sendMessage,
    parts: {
      socket: ".socket",
      frames: ".frames",
      sent: ".frame.sent",
      error: ".frame.error",
      message: ".composer .editor",
    },
    texts: { address: ".connect input", connect: ".connect .primary" },
  },
  templates: {
    hash: "#/templates",
    awaited: ".samples summary",
    parts: { template: ".source .editor", inputs: ".inputs", result: ".result", samples: ".samples" },
  },
  workflows: {
    hash: "#/workflows",
    awaited: ".problems .fine",
    parts: { editor: ".edit .editor", problems: ".problems", graph: ".graph", ...TABS },
    texts: { ...TAB, run: ".run-bar .primary" },
  },
  run: {
    hash: "#/workflows?tool=run&workflow=arn:aws:states:us-east-1:123456789012:stateMachine:r5",
    awaited: ".problems .fine",
    prepare: runWorkflow,
    parts: { input: ".run .editor", problem: ".run-result .problem", visits: ".visits", detail: ".state-detail" },
    texts: { status: ".run-result .FAILED", failed: ".visits .failed .status" },
  },
  mocks: {
    hash: "#/workflows?tool=mocks",
    awaited: ".tools fieldset",
    parts: { mocked: ".tools fieldset", legend: ".tools fieldset p" },
  },
  "one state": {
    hash: "#/workflows?tool=state",
    awaited: ".test-state",
    parts: { input: ".test-state .editor", result: ".test-state textarea" },
    texts: { test: ".test-state .primary" },
  },
  permissions: {
    hash: "#/permissions",
    awaited: ".refused",
    parts: { refused: ".refused", needed: ".refused pre", role: ".role", statements: ".role table" },
    texts: { filter: "main input", statement: ".role td", why: ".unexplained" },
  },
};

async function sendMessage(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Connect" }).click();
  await page.locator(".frames").getByText("open").waitFor();
  await typeInto(page, "Message to socket 1", '{"action":"throttled"}');
  await page.locator(".preview").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator(".frames .error").waitFor();
}

async function runWorkflow(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator(".visits").waitFor();
}

/** Goes to a view; `ids` are those of the traces. */
export async function showView(page: Page, view: ShownView, ids: Readonly<Record<string, number>>): Promise<void> {
  const { hash, link, awaited, prepare } = view;
  const there = hash?.replace(/id=(\w+)/, (_, name: string) => `id=${ids[name]}`) ?? (await findLink(page, link ?? ""));
  await page.goto(page.url().replace(/#.*|$/, there));
  await page.locator(awaited).first().waitFor();
  await prepare?.(page);
}

/** Of the left side, which a narrow page does not show. */
async function findLink(page: Page, title: string): Promise<string> {
  const link = page.locator("#sidebar a", { has: page.getByText(title, { exact: true }) }).first();
  return (await link.getAttribute("href")) ?? "";
}
