import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export interface Checked {
  /** Selects what is not looked at. @default all is */
  readonly without?: string;
  /** The one rule to check. @default all of them */
  readonly rule?: string;
}

/** What axe-core finds on a page, a line each: the rule, and the element. */
export async function checkAccessibility(page: Page, { without = "[data-none]", rule }: Checked = {}) {
  // As a debugger evaluates it, which the page's own policy does not forbid.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  const options = { resultTypes: ["violations"], ...(rule !== undefined && { runOnly: [rule] }) };
  const { violations }: AxeResults = await page.evaluate(
    `axe.run(${JSON.stringify({ exclude: [[without]] })}, ${JSON.stringify(options)})`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = "" }) => `${id}: ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`,
    ),
  );
}
