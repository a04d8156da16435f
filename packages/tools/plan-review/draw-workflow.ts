import { readOwn } from "@sfn-websocket/languages/json";
import type { ComparedMachine, ComparedState, StateMark } from "./compare-definitions";
import { quoteLabel } from "./mermaid-text";
import { listTransitions } from "@sfn-websocket/draw/transitions";

/** Lines of a graph at most: Mermaid draws no more than 500 edges, and nobody reads them. */
const MOST_LINES = 400;

/** Colours that are told apart on a light and on a dark page, and by the line alone. */
const CLASSES: Readonly<Record<Exclude<StateMark, "same">, string>> = {
  added: "fill:#dafbe1,stroke:#1a7f37,color:#116329,stroke-width:2px",
  changed: "fill:#fff8c5,stroke:#9a6700,color:#6b4900,stroke-width:2px",
  removed: "fill:#ffebe9,stroke:#cf222e,color:#82071e,stroke-width:2px,stroke-dasharray:5 3",
};

/** The shapes of states by type, around the quoted label. */
const SHAPES: Readonly<Record<string, readonly [open: string, close: string]>> = {
  Choice: ["{", "}"],
  Succeed: ["([", "])"],
  Fail: ["([", "])"],
  Wait: ["[/", "/]"],
};

interface Drawing {
  readonly lines: string[];
  readonly marked: Record<Exclude<StateMark, "same">, string[]>;
  count: number;
}

/**
 * The Mermaid graph of the new definition with the removed states beside it; undefined for one that is too large to be
 * drawn.
 */
export function drawWorkflow(machine: ComparedMachine): string | undefined {
  const drawing: Drawing = { lines: ["flowchart TD"], marked: { added: [], changed: [], removed: [] }, count: 0 };
  drawMachine(machine, drawing, "  ");
  for (const [mark, style] of Object.entries(CLASSES)) {
    const ids = drawing.marked[mark as keyof typeof CLASSES];
    if (ids.length > 0) drawing.lines.push(`  classDef ${mark} ${style}`, `  class ${ids.join(",")} ${mark}`);
  }
  return drawing.lines.length > MOST_LINES ? undefined : drawing.lines.join("\n");
}

function drawMachine({ startAt, states }: ComparedMachine, drawing: Drawing, indent: string): void {
  const ids = new Map(states.map(({ name }) => [name, `s${drawing.count++}`]));
  for (const state of states) drawState(state, ids.get(state.name) ?? "", { drawing, indent });
  const first = startAt === undefined ? undefined : ids.get(startAt);
  if (first !== undefined) drawing.lines.push(`${indent}${first}b((" ")) --> ${first}`);
  for (const state of states) drawTransitions(state, ids, { drawing, indent });
}

interface Where {
  readonly drawing: Drawing;
  readonly indent: string;
}

function drawState({ name, mark, state, inner }: ComparedState, id: string, { drawing, indent }: Where): void {
  if (mark !== "same") drawing.marked[mark].push(id);
  const type = typeof state["Type"] === "string" ? state["Type"] : "";
  if (inner.every(({ states }) => states.length === 0)) {
    const [open, close] = readOwn(SHAPES, type) ?? ["[", "]"];
    drawing.lines.push(`${indent}${id}${open}${quoteLabel(name)}${close}`);
    return;
  }
  drawing.lines.push(`${indent}subgraph ${id}[${quoteLabel(`${type}: ${name}`)}]`);
  inner.forEach((machine, index) => {
    if (inner.length > 1)
      drawing.lines.push(`${indent}  subgraph ${id}p${index}[${quoteLabel(`branch ${index + 1}`)}]`);
    drawMachine(machine, drawing, `${indent}${inner.length > 1 ? "    " : "  "}`);
    if (inner.length > 1) drawing.lines.push(`${indent}  end`);
  });
  drawing.lines.push(`${indent}end`);
}

/** The transitions of now, and those of before that only a removed state explains. */
function drawTransitions(
  { name, mark, state, before }: ComparedState,
  ids: ReadonlyMap<string, string>,
  { drawing, indent }: Where,
): void {
  const from = ids.get(name) ?? "";
  const draw = (to: string | undefined, label: string, arrow: string) => {
    const target = to === undefined ? undefined : ids.get(to);
    if (target === undefined) return;
    drawing.lines.push(`${indent}${from} ${arrow}${label === "" ? "" : `|${quoteLabel(label)}|`} ${target}`);
  };
  const now = listTransitions(state);
  for (const { to, label, kind } of now) draw(to, label, kind === "catch" || mark === "removed" ? "-.->" : "-->");
  const gone = before
    ? listTransitions(before).filter(({ to }) => !now.some((transition) => transition.to === to))
    : [];
  for (const { to } of gone) draw(to, "before", "-.->");
}
