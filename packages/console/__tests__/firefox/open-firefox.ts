import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { startChild } from "@sfn-websocket/run/__tests__/start-child";
import { beginSession, type WebDriverSession } from "./webdriver-session";

/** Where distributions install Firefox; `FIREFOX` names another. */
const PLACES = [process.env.FIREFOX ?? "", "/usr/bin/firefox-esr", "/usr/bin/firefox"];

/** The program of a Firefox on this machine; undefined where there is none. */
export const findFirefox = (): string | undefined => PLACES.find((place) => place !== "" && existsSync(place));

/** Keys as WebDriver has them. @see https://www.w3.org/TR/webdriver2/#keyboard-actions */
export const KEYS = { Enter: "\uE007", Control: "\uE009", Delete: "\uE017" } as const;

/** Milliseconds for which something is waited for. */
const PATIENCE = 20_000;

const FIND = `
const find = (selector, text) =>
  [...document.querySelectorAll(selector)].find((each) => each.checkVisibility() && each.textContent.includes(text));
`;

export interface FirefoxPage {
  /** Waits until something is there, which holds a text, and resolves to all its text. */
  readonly see: (selector: string, text?: string) => Promise<string>;
  /** Clicks it with the mouse, as soon as it is there. */
  readonly click: (selector: string, text?: string) => Promise<void>;
  /** Presses keys one after the other; those in a list at once. */
  readonly press: (...keys: readonly (string | readonly string[])[]) => Promise<void>;
  /** What an expression of JavaScript gives, as JSON. */
  readonly read: (expression: string) => Promise<unknown>;
  /** Closes the window. */
  readonly leave: () => Promise<unknown>;
}

export interface Firefox {
  /** Opens a window at an address; all windows are one user's. */
  readonly open: (url: string) => Promise<FirefoxPage>;
  /** What pages wrote as an error or a warning. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts a Firefox without a screen, with a profile of its own. */
export async function openFirefox(executable: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), "sfn-websocket-firefox-"));
  const argv = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"];
  const child = startChild(executable, argv, { cwd: profile });
  const [, address = ""] = await child.prints(/WebDriver BiDi listening on (ws:\S+)/);
  const problems: string[] = [];
  const session = await beginSession(address, (_method, { level, text }) => {
    if (level === "error" || level === "warn") problems.push(String(text));
  });
  await session.send("session.subscribe", { events: ["log.entryAdded"] });
  const close = async () => {
    session.end();
    child.end("SIGKILL");
    await child.ended;
    rmSync(profile, { recursive: true, force: true });
  };
  return { open: (url) => openWindow(session, url), problems, close };
}

async function openWindow(session: WebDriverSession, url: string): Promise<FirefoxPage> {
  const { context = "" } = await session.send("browsingContext.create", { type: "window" });
  await session.send("browsingContext.setViewport", { context, viewport: { width: 1440, height: 900 } });
  await session.send("browsingContext.navigate", { context, url, wait: "complete" });
  const read = (expression: string) =>
    evaluate(session, { context, expression: `(() => { ${FIND} return ${expression}; })()` });
  const see = async (selector: string, text = "") => {
    const found = `find(${JSON.stringify(selector)}, ${JSON.stringify(text)})`;
    return String(await read(waitFor(`${found}?.textContent`)));
  };
  const act = (source: JsonObject) => session.send("input.performActions", { context, actions: [source] });
  const press = async (...keys: readonly (string | readonly string[])[]) => {
    await act({ type: "key", id: "keyboard", actions: keys.flatMap(pressKeys) });
  };
  const click = async (selector: string, text = "") => {
    await see(selector, text);
    const found = `find(${JSON.stringify(selector)}, ${JSON.stringify(text)})`;
    const place = await read(`(${FIND_MIDDLE})(${found})`);
    const [x, y] = place as readonly [number, number];
    const down = [
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await act({ type: "pointer", id: "mouse", actions: [{ type: "pointerMove", x, y }, ...down] });
  };
  const leave = () => session.send("browsingContext.close", { context });
  return { see, click, press, read, leave };
}

/** Brings an element into view, and gives its middle. */
const FIND_MIDDLE = `(element) => {
  element.scrollIntoView({ block: "center" });
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
}`;

/** What an expression gives as soon as it is neither undefined nor false. */
const waitFor = (expression: string): string => `new Promise((resolve, reject) => {
  const end = Date.now() + ${PATIENCE};
  const look = () => {
    const found = ${expression};
    if (found !== undefined && found !== false) resolve(found);
    else if (Date.now() > end) reject(new Error(${JSON.stringify(`never seen: ${expression}`)} + " in " + document.body.innerText));
    else setTimeout(look, 20);
  };
  look();
})`;

const pressKeys = (keys: string | readonly string[]): JsonObject[] => {
  const all = typeof keys === "string" ? [keys] : [...keys];
  const turn = (type: string) => (value: string) => ({ type, value });
  return [...all.map(turn("keyDown")), ...all.toReversed().map(turn("keyUp"))];
};

interface Evaluated {
  readonly context: JsonObject[string];
  readonly expression: string;
}

/** @throws Error with what the page threw */
async function evaluate(session: WebDriverSession, { context, expression }: Evaluated): Promise<unknown> {
  const answer = await session.send("script.evaluate", {
    expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
    target: { context },
    awaitPromise: true,
  });
  const { result, exceptionDetails } = answer as {
    readonly result?: { readonly value: string };
    readonly exceptionDetails?: { readonly text: string };
  };
  if (!result) throw new Error(exceptionDetails?.text);
  return JSON.parse(result.value);
}
