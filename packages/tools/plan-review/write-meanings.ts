import { cut, writeCode, writeDetails } from "./markdown-text";
import type { ReviewedPlan } from "./reviewed-plan";
import { isTold } from "./review";
import { labelResource } from "./resource-kinds";
import type { RouteMeaning } from "./route-meanings";
import type { Section } from "./section";
import { ACTION_WORDS, tellAction, writeLabel } from "./write-names";

/** Lines that are shown at most. */
const MOST_ROUTES = 100;
const MOST_ADDRESSES = 500;

/** What becomes of routes, a line each; none where no route comes, goes, or is answered by something else. */
export function writeMeanings({ meanings }: ReviewedPlan): string {
  return cut(meanings, MOST_ROUTES, writeMeaning)
    .map((line) => `- ${line}`)
    .join("\n");
}

function writeMeaning({ label, before, after, gone, come }: RouteMeaning): string {
  const notes = [
    ...(gone.length > 0 ? [`its ${join(gone)} ${gone.length > 1 || /^\d/.test(gone[0] ?? "") ? "go" : "goes"}`] : []),
    ...(come.length > 0
      ? [`with ${join(come.map((noun) => (/^\d/.test(noun) ? noun : `a ${noun}`)))} of its own`]
      : []),
  ];
  const [old, current] = [before, after].map((side) => side && writeLabel(side));
  const what =
    old === undefined
      ? `is new: ${current ?? ""}`
      : current === undefined
        ? `is gone: it was ${old}`
        : `${old} \u2192 ${current}`;
  return `${writeLabel(label)}${before && after ? ":" : ""} ${[what, ...notes].join("; ")}`;
}

function join(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/** Where each change of a plan stands in Terraform's configuration, behind a click. */
export function writeAddresses(plan: ReviewedPlan): Section[] {
  const told = plan.changes.filter(isTold);
  if (told.length === 0) return [];
  const lines = cut(told, MOST_ADDRESSES, (change) => {
    const action = tellAction(change);
    const word = action === undefined ? "" : `${ACTION_WORDS[action]} `;
    return `${word}${writeCode(change.address)}: ${writeLabel(labelResource(change, plan.find))}`;
  });
  const title = `${told.length} ${told.length === 1 ? "address" : "addresses"} in Terraform`;
  return [{ name: "Addresses", markdown: writeDetails(title, lines.map((line) => `- ${line}`).join("\n")) }];
}
