/** What the page itself measures: bundled and evaluated there. */

/** Where a part is, in pixels: left, top, width, height. */
export type Box = readonly [number, number, number, number];

export interface Measured {
  /** By the parts' names, without those that are not there. */
  readonly boxes: Readonly<Record<string, Box>>;
  /** The colour of its text, the one behind it, and that of its left border; of a shape, within and around. */
  readonly colours: Readonly<Record<string, string>>;
  /** The drawing's elements, in the order in which they are painted; what stands where hangs on no font. */
  readonly drawing: readonly string[];
  /** What runs over an edge, is cut, or lies over something else. */
  readonly faults: readonly string[];
}

/** Drawings and editors place and scroll their content by themselves. */
const OWN = ".graph-window, .cm-editor, .skip";
/** Pixels by which texts of neighbours may lie over each other: fonts have more height than letters. */
const SLACK = 3;

export function measure(parts: Readonly<Record<string, string>>): Measured {
  const found = Object.entries(parts).flatMap(([part, selector]) => {
    const element = [...document.querySelectorAll(selector)].find((each) => each.checkVisibility());
    return element ? [[part, element] as const] : [];
  });
  const seen = [...document.body.querySelectorAll("*")].filter(isSeen);
  return {
    boxes: Object.fromEntries(found.map(([part, element]) => [part, boxOf(element)])),
    colours: Object.fromEntries(found.map(([part, element]) => [part, coloursOf(element)])),
    drawing: [...document.querySelectorAll(".graph svg > g > *")].map(describeShape),
    faults: [...findWide(), ...seen.flatMap(findCut), ...findCovered(seen)],
  };
}

const isSeen = (element: Element): boolean =>
  element.checkVisibility() &&
  element.closest(OWN) === null &&
  // What is there for who listens alone.
  ![element, ...listAncestors(element)].some((each) => getComputedStyle(each).clipPath !== "none");

function listAncestors(element: Element): Element[] {
  const { parentElement } = element;
  return parentElement ? [parentElement, ...listAncestors(parentElement)] : [];
}

function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left), Math.round(top), Math.round(width), Math.round(height)];
}

function coloursOf(element: Element): string {
  const behind = [element, ...listAncestors(element)].map((each) => getComputedStyle(each).backgroundColor);
  const { color, borderLeftColor, fill, stroke } = getComputedStyle(element);
  if (element instanceof SVGElement) return [fill, stroke].map(toHex).join(" ");
  return [color, behind.find((each) => !each.endsWith(", 0)")) ?? "", borderLeftColor].map(toHex).join(" ");
}

function toHex(colour: string): string {
  const parts = colour.match(/[\d.]+/g)?.slice(0, 3) ?? [];
  const digits = parts.map((part) => Math.round(Number(part)).toString(16).padStart(2, "0"));
  return digits.length > 0 ? `#${digits.join("")}` : colour;
}

function describeShape(shape: Element): string {
  const title = shape.querySelector("title")?.textContent.slice(0, 30);
  const place = shape.getAttribute("transform") ?? shape.querySelector("path")?.getAttribute("d");
  return [shape.getAttribute("class"), place, title].filter(Boolean).join(" ");
}

/** An element's name for who reads a fault. */
function nameOf(element: Element): string {
  const text = (element.textContent ?? "").trim().slice(0, 30);
  return `${[element.localName, ...element.classList].join(".")} '${text}'`;
}

const hides = (element: Element): boolean => getComputedStyle(element).overflowX !== "visible";

const findWide = (): string[] =>
  document.documentElement.scrollWidth > innerWidth ? ["the page is wider than the window"] : [];

function findCut(element: Element): string[] {
  const { left, right } = element.getBoundingClientRect();
  const { overflowX, overflowY, textOverflow, display } = getComputedStyle(element);
  const isOver = (left < -1 || right > innerWidth + 1) && !listAncestors(element).some(hides);
  const isWide = element.scrollWidth > element.clientWidth + 1 && display !== "inline";
  const isHigh = element.scrollHeight > element.clientHeight + 2;
  const isText = element.childElementCount === 0 && element.localName !== "input";
  const faults: readonly (readonly [boolean, string])[] = [
    [isOver, "over the edge"],
    [isWide && overflowX === "hidden" && textOverflow !== "ellipsis", "cut at its side"],
    [isWide && overflowX === "visible" && isText, "wider than its box"],
    [isHigh && overflowY === "hidden", "cut at its end"],
  ];
  return faults.filter(([is]) => is).map(([, what]) => `${what}: ${nameOf(element)}`);
}

/** Texts and controls that lie over each other. */
function findCovered(elements: readonly Element[]): string[] {
  const drawn = elements.map((element) => ({ element, rects: listDrawn(element) })).filter(({ rects }) => rects[0]);
  return drawn.flatMap((one, index) =>
    drawn
      .slice(index + 1)
      .filter(({ element }) => !one.element.contains(element) && !element.contains(one.element))
      .filter(({ rects }) => one.rects.some((a) => rects.some((b) => isOver(a, b))))
      .map(({ element }) => `over each other: ${nameOf(one.element)} and ${nameOf(element)}`),
  );
}

const isOver = (a: DOMRect, b: DOMRect): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;

/** What is seen of an element's own text, line by line, and of a control. */
function listDrawn(element: Element): DOMRect[] {
  const rects = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).flatMap(listLines);
  if (/^(input|select|textarea|button)$/.test(element.localName)) rects.push(element.getBoundingClientRect());
  const windows = [element, ...listAncestors(element)].filter(hides).map((each) => each.getBoundingClientRect());
  return rects.flatMap((rect) => cutTo(rect, windows));
}

function listLines(text: ChildNode): DOMRect[] {
  const range = document.createRange();
  range.selectNodeContents(text);
  return text.textContent?.trim() ? [...range.getClientRects()] : [];
}

function cutTo(rect: DOMRect, windows: readonly DOMRect[]): DOMRect[] {
  const left = Math.max(rect.left, ...windows.map((each) => each.left));
  const top = Math.max(rect.top, ...windows.map((each) => each.top));
  const right = Math.min(rect.right, ...windows.map((each) => each.right));
  const bottom = Math.min(rect.bottom, ...windows.map((each) => each.bottom));
  return right > left && bottom > top ? [new DOMRect(left, top, right - left, bottom - top)] : [];
}
