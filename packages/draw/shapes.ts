import type { Box, DrawnEdge, DrawnKind, DrawnLabel, DrawnNode, Point } from "./drawing";
import { element, type Element } from "./element";
import { ICONS, RETRY_ICON, UNKNOWN_ICON } from "./icons";
import { MARK_ICONS, MARK_WORDS, type MarkStatus, type StateMark } from "./marks";
import { cutText, FONTS, measureText } from "./measure-text";
import { BOX, GROUP, RETRIES } from "./size-node";

type Draw = (node: DrawnNode) => readonly Element[];

/** What is drawn of a node, by its kind. */
const NODES: Readonly<Record<DrawnKind, Draw>> = {
  start: drawTerminal,
  end: drawTerminal,
  state: (node) => [drawOutline(node), ...drawTexts(node), drawIcon(node)],
  group: (node) => [drawFrame(node, 10), ...drawTexts(node), drawIcon(node)],
  branch: (node) => [drawFrame(node, 8)],
  missing: (node) => [drawFrame(node, 8), ...drawTexts(node), drawIcon(node)],
  reference: (node) => [drawFrame(node, node.height / 2), drawCentred(node)],
};

/** The elements of a node, at its place, with what became of it. */
export function drawNode(node: DrawnNode, mark?: StateMark): Element {
  const { x, y, kind, type = "" } = node;
  const known = Object.hasOwn(ICONS, type) ? ` wf-${type.toLowerCase()}` : "";
  const badge = mark === undefined || kind === "start" || kind === "end" ? [] : [drawBadge(node, mark)];
  return element(
    "g",
    { class: `wf-node wf-${kind}${known}${mark ? ` wf-${mark.status}` : ""}`, transform: `translate(${x} ${y})` },
    ...(kind === "branch" ? [] : [element("title", {}, titleNode(node, mark))]),
    ...NODES[kind](node),
    ...badge,
  );
}

/** What is told of a node: its whole name, and what the drawing cuts. */
function titleNode({ name, note, retries, kind }: DrawnNode, mark?: StateMark): string {
  const more = [
    note,
    retries === undefined ? "" : `tried again up to ${retries} times`,
    kind === "reference" ? "leads there" : "",
    mark === undefined ? "" : MARK_WORDS[mark.status],
    mark !== undefined && mark.visits > 1 ? `${mark.visits} visits` : "",
  ];
  return [name, ...more].filter((part) => part !== "").join(" · ");
}

function drawFrame({ width, height }: Box, radius: number): Element {
  return element("rect", { class: "wf-box", width, height, rx: radius });
}

/** A box, an end as a pill, a Choice with points at its sides. */
function drawOutline({ type, width, height }: DrawnNode): Element {
  if (type === "Succeed" || type === "Fail") return drawFrame({ x: 0, y: 0, width, height }, height / 2);
  if (type !== "Choice") return drawFrame({ x: 0, y: 0, width, height }, 8);
  const [slant, half] = [10, height / 2];
  const d = `M${slant} 0H${width - slant}L${width} ${half}L${width - slant} ${height}H${slant}L0 ${half}z`;
  return element("path", { class: "wf-box", d });
}

function drawTerminal({ width, height, lines }: DrawnNode): readonly Element[] {
  const box = drawFrame({ x: 0, y: 0, width, height }, height / 2);
  return lines.length === 0 ? [box] : [box, drawCentred({ width, height, lines })];
}

function drawCentred({ width, height, lines }: Pick<DrawnNode, "width" | "height" | "lines">): Element {
  return element(
    "text",
    { class: "wf-note", x: width / 2, y: height / 2 + 4, "text-anchor": "middle" },
    lines[0] ?? "",
  );
}

const TEXT = BOX.left + BOX.icon + BOX.gap;

function drawTexts({ lines, note, retries, width }: DrawnNode): readonly Element[] {
  const line = (index: number) => BOX.top + index * FONTS.name.line + FONTS.name.size;
  const names = lines.map((text, index) => element("text", { class: "wf-name", x: TEXT, y: line(index) }, text));
  const y = BOX.top + lines.length * FONTS.name.line + FONTS.note.size + 2;
  const noted = note === "" ? [] : [element("text", { class: "wf-note", x: TEXT, y }, note)];
  return [...names, ...noted, ...(retries === undefined ? [] : drawRetries(retries, { x: width - BOX.right, y }))];
}

/** The width of the sign of retries, with a gap. */
const ICON = 13;

function drawRetries(retries: number, { x, y }: Point): readonly Element[] {
  const count = cutText(`${retries}`, "note", RETRIES - ICON);
  const left = round(x - measureText(count, "note") - ICON);
  const icon = element("path", {
    class: "wf-retry",
    d: RETRY_ICON,
    transform: `translate(${left} ${y - 10}) scale(.7)`,
  });
  return [icon, element("text", { class: "wf-note", x, y, "text-anchor": "end" }, count)];
}

function drawIcon({ type = "", kind, height, lines }: DrawnNode): Element {
  const y = kind === "group" ? (GROUP.header - BOX.icon) / 2 : (height - BOX.icon) / 2;
  const x = type === "Succeed" || type === "Fail" || lines.length === 0 ? BOX.left + 2 : BOX.left;
  const d = (Object.hasOwn(ICONS, type) ? ICONS[type] : undefined) ?? UNKNOWN_ICON;
  return element(
    "g",
    { class: "wf-icon", transform: `translate(${x} ${y})` },
    element("rect", { width: BOX.icon, height: BOX.icon, rx: 6 }),
    element("path", { d, transform: "translate(6 6)" }),
  );
}

/** A disc at the box's corner, and how often the state was entered where it was more than once. */
function drawBadge({ width }: DrawnNode, { status, visits }: StateMark): Element {
  const disc = [element("circle", { r: 9 }), element("path", { d: MARK_ICONS[status], transform: "translate(-8 -8)" })];
  const count =
    visits > 1 ? [element("text", { class: "wf-visits", x: -13, y: 4, "text-anchor": "end" }, `×${visits}`)] : [];
  return element("g", { class: "wf-badge", transform: `translate(${width - 4} 2)` }, ...disc, ...count);
}

/** The elements of an edge: its line with an arrow's head, and its label. */
export function drawEdge({ kind, points, label }: DrawnEdge, status?: MarkStatus): Element {
  const line = element("path", { class: "wf-line", d: writeLine(points) });
  const head = element("path", { class: "wf-head", d: writeHead(points) });
  const labels = label === undefined ? [] : [drawLabel(label)];
  return element("g", { class: `wf-edge wf-${kind}${status ? ` wf-${status}` : ""}` }, line, head, ...labels);
}

function drawLabel({ x, y, width, height, lines, text }: DrawnLabel): Element {
  const line = (index: number) => round(y + FONTS.label.size + 1 + index * FONTS.label.line);
  const middle = round(x + width / 2);
  const texts = lines.map((each, index) =>
    element("text", { x: middle, y: line(index), "text-anchor": "middle" }, each),
  );
  const back = element("rect", { x, y, width, height, rx: 4 });
  return element("g", { class: "wf-label" }, element("title", {}, text), back, ...texts);
}

/** Straight down through rows; between them, a curve that leaves and arrives straight. */
function writeLine(points: readonly Point[]): string {
  const pieces = points.map(({ x, y }, index) => {
    const before = points[index - 1];
    if (before === undefined) return `M${x} ${y}`;
    if (before.x === x) return `V${y}`;
    if (before.y === y) return `H${x}`;
    const middle = round((before.y + y) / 2);
    return `C${before.x} ${middle} ${x} ${middle} ${x} ${y}`;
  });
  return pieces.join("");
}

function writeHead(points: readonly Point[]): string {
  const { x, y } = points.at(-1) ?? { x: 0, y: 0 };
  const before = points.at(-2) ?? { x, y: y - 1 };
  if (before.y === y) return `M${x} ${y}l${before.x < x ? -6 : 6} -4v8z`;
  const [tall, wide] = [before.y < y ? -7 : 7, 4];
  return `M${x} ${y}l${-wide} ${tall}h${2 * wide}z`;
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
