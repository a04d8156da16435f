import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds on a page, but for what is within elements that `without` selects, a line each: the rule, and the element. */
export async function checkAccessibility(page: Page, without = "[data-none]"): Promise<readonly string[]> {
  // As a debugger evaluates it, which the page's own policy does not forbid.
  await page.evaluate(AXE);
  const { violations }: AxeResults = await page.evaluate(
    `axe.run({ exclude: [[${JSON.stringify(without)}]] }, { resultTypes: ['violations'] })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = "" }) => `${id}: ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`,
    ),
  );
}
