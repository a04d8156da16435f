import { writeCode, writeHtmlCode, writeProse } from "./markdown-text";
import type { ResourceChange } from "./plan";
import type { Label } from "./resource-kinds";
import { isTold } from "./review";

/** The label of a resource in Markdown. */
export const writeLabel = (label: Label): string => write(label, (name) => writeCode(name));

/** The label of a resource in HTML. */
export const writeHtmlLabel = (label: Label): string => write(label, writeHtmlCode);

function write(label: Label, writeName: (name: string) => string): string {
  return label.map((part) => (typeof part === "string" ? writeProse(part) : writeName(part.name))).join(" ");
}

/** How a change is told, in the order in which changes are: the gravest first. */
export const ACTION_WORDS = {
  replace: "replaced",
  destroy: "destroyed",
  forget: "forgotten",
  update: "changed",
  create: "created",
  import: "imported",
  move: "moved",
} as const;

export type ToldAction = keyof typeof ACTION_WORDS;

/** What a change is told as; undefined for what stays as it is. */
export function tellAction(change: ResourceChange): ToldAction | undefined {
  if (!isTold(change)) return undefined;
  if (change.action !== "no-op") return change.action;
  return change.importing === undefined ? "move" : "import";
}

/** How many changes there are of each kind. */
export type Counts = Readonly<Record<ToldAction, number>>;

/** Counts changes; what is imported or moved counts as that besides what else becomes of it. */
export function countChanges(changes: readonly ResourceChange[]): Counts {
  const count = (holds: (change: ResourceChange) => boolean) => changes.filter(holds).length;
  const of = (action: ToldAction) => count((change) => change.action === action);
  return {
    create: of("create"),
    update: of("update"),
    replace: of("replace"),
    destroy: of("destroy"),
    forget: of("forget"),
    import: count(({ importing }) => importing !== undefined),
    move: count(({ previousAddress }) => previousAddress !== undefined),
  };
}

/** `1 created, 0 changed, **1 replaced**, 0 destroyed`, and the rarer kinds where there are some. */
export function writeCounts(counts: Counts): string {
  const write = (action: ToldAction) => `${counts[action]} ${ACTION_WORDS[action]}`;
  const replaced = counts.replace > 0 ? `**${write("replace")}**` : write("replace");
  const rare = (["forget", "import", "move"] as const).filter((action) => counts[action] > 0).map(write);
  return [write("create"), write("update"), replaced, write("destroy"), ...rare].join(", ");
}
