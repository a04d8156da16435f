import type { StatementChange } from "./compare-permissions";
import { cut, writeCode, writeDetails } from "./markdown-text";
import type { Policy } from "./policy-sources";
import type { ReviewedPlan } from "./reviewed-plan";
import type { Section } from "./section";
import { writeLabel } from "./write-names";

/** Lines, and items of one, that are shown at most. */
const MOST_LINES = 100;
const MOST_ITEMS = 20;

interface Line {
  readonly word: string;
  readonly text: string;
  /** Whether whose it was, or the policy, is destroyed: what it may do no more is no surprise. */
  readonly isFolded: boolean;
}

const ORDER = ["gained", "changes", "lost"];

/**
 * The statements that are gained and lost, a line each, the gained ones first; those that go with a destroyed resource
 * behind a click. None where there are none.
 */
export function writePermissions({ permissions, find }: ReviewedPlan): Section[] {
  const isGone = (policy: Policy) =>
    policy.change.action === "destroy" &&
    (policy.kind !== "identity" || find.byAddress(policy.key.replace(/ identity$/, ""))?.action === "destroy");
  const lines = permissions
    .flatMap(({ statements, opaque }) => [
      ...statements.map((one) => writeStatement(one, one.direction === "lost" && isGone(one.policy))),
      ...opaque.map((policy) => writeOpaque(policy, isGone(policy))),
    ])
    .sort((one, other) => ORDER.indexOf(one.word) - ORDER.indexOf(other.word));
  const [shown, folded] = [lines.filter(({ isFolded }) => !isFolded), lines.filter(({ isFolded }) => isFolded)];
  const title = `${folded.length} lost with what is destroyed`;
  const parts = [
    ...(shown.length > 0 ? [writeLines(shown)] : []),
    ...(folded.length > 0 ? [writeDetails(title, writeLines(folded))] : []),
  ];
  return parts.length === 0 ? [] : [{ name: "Statements", markdown: parts.join("\n\n") }];
}

function writeLines(lines: readonly Line[]): string {
  return cut(lines, MOST_LINES, ({ word, text }) => `${word}: ${text}`)
    .map((line) => `- ${line}`)
    .join("\n");
}

function writeStatement({ direction, statement, policy }: StatementChange, isFolded: boolean): Line {
  const { effect, actions, resources, principals, conditions } = statement;
  const what = [
    writeWho(policy, principals),
    effect === "Deny" ? "**Deny**" : effect,
    writeList(actions),
    ...(policy.kind === "trust" || resources.length === 0 ? [] : ["on", writeList(resources)]),
    ...(conditions.length === 0 ? [] : ["if", writeList(conditions)]),
  ];
  return { word: direction, text: what.join(" "), isFolded };
}

function writeOpaque(policy: Policy, isFolded: boolean): Line {
  const { change, after, before } = policy;
  const words: Partial<Record<string, string>> = { create: "gained", destroy: "lost" };
  const text = `${writeWho(policy, [])} ${after.opaque ?? before.opaque ?? ""}`;
  return { word: words[change.action] ?? "changes", text, isFolded };
}

/** Who may do it: the role, whoever may assume it, or whoever may use the resource. */
function writeWho({ kind, who }: Policy, principals: readonly string[]): string {
  const label = writeLabel(who);
  if (kind === "identity") return label;
  const word = kind === "trust" ? "may assume" : "may use";
  return principals.length === 0 ? `trust of ${label}` : `${writeList(principals)} ${word} ${label}:`;
}

function writeList(items: readonly string[]): string {
  return cut(items, MOST_ITEMS, (item) => writeCode(item)).join(", ");
}
