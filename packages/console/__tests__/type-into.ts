import type { Page } from "playwright-core";

/** The text of an editor, line by line as it is drawn. */
export const readEditor = async (page: Page, name: string): Promise<string> =>
  (await page.getByRole("textbox", { name, exact: true }).locator(".cm-line").allTextContents()).join("\n");

/** Replaces the text of an editor, as somebody who types. */
export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole("textbox", { name, exact: true }).focus();
  await page.keyboard.press("Control+a");
  // With the old text there Chromium would write its style into the new one, which the page's policy forbids.
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

/** What has the focus, as a screen reader names it. */
const NAME_FOCUSED = `(() => {
  const focused = document.activeElement;
  return focused?.getAttribute("aria-label") ?? focused?.labels?.[0]?.textContent.trim() ?? focused?.textContent.trim() ?? "";
})()`;

/** More than any view has. */
const MOST_STOPS = 80;

/** Presses Tab until the focus is on what is called so. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const seen: unknown[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    const focused: unknown = await page.evaluate(NAME_FOCUSED);
    if (focused === name) return;
    seen.push(focused);
  }
  throw new Error(`the Tab key never comes to '${name}', but to ${JSON.stringify(seen)}`);
}
