import { type Layout, type ViewLayout } from "./measure-views";
import { SHOWN_VIEWS } from "./shown-views";

/**
 * Pixels by which a part may be elsewhere on another machine, whose fonts are wider or narrower: to the side hardly,
 * unless its own text or one beside it makes it so; up and down where a text above it has another number of lines.
 */
const DRIFT = { side: 4, text: 48, line: 30, share: 0.1 } as const;

/** Tells what has changed since the layout that is kept, a line a part. */
export function compareLayout(kept: Layout, measured: Layout): readonly string[] {
  const names = new Set([...Object.keys(kept), ...Object.keys(measured)]);
  return [...names].flatMap((name) => compareView(name, kept[name], measured[name]));
}

function compareView(name: string, kept: ViewLayout | undefined, measured: ViewLayout | undefined): readonly string[] {
  if (!kept || !measured) return [`${name}: ${kept ? "is not looked at any more" : "is new"}`];
  const texts = Object.keys(SHOWN_VIEWS[name]?.texts ?? {});
  const parts = new Set([...Object.keys(kept.parts), ...Object.keys(measured.parts)]);
  const changed = [...parts].flatMap((part) => {
    const [before = "", now = ""] = [kept.parts[part], measured.parts[part]];
    const isSame = isPartSame(before.split(" | "), now.split(" | "), texts.includes(part));
    return isSame ? [] : [`${name}, ${part}: ${now}, where ${before} is kept`];
  });
  return [...changed, ...compareDrawing(name, kept.drawing ?? [], measured.drawing ?? [])];
}

function isPartSame(kept: readonly string[], measured: readonly string[], isText: boolean): boolean {
  const [wide = "", narrow = "", ...colours] = kept;
  const [nowWide = "", nowNarrow = "", ...nowColours] = measured;
  return isNear(wide, nowWide, isText) && isNear(narrow, nowNarrow, isText) && colours.join() === nowColours.join();
}

/** Whether a box is about where it was; one that is not there is near no other. */
function isNear(kept: string, measured: string, isText: boolean): boolean {
  if (kept === "" || measured === "") return kept === measured;
  const now = measured.split(" ").map(Number);
  return kept.split(" ").every((text, index) => {
    const value = Number(text);
    const side = isText ? DRIFT.text : DRIFT.side;
    return Math.abs(value - (now[index] ?? NaN)) <= (index % 2 === 0 ? side : DRIFT.line + DRIFT.share * value);
  });
}

function compareDrawing(name: string, kept: readonly string[], measured: readonly string[]): readonly string[] {
  const gone = kept.filter((line) => !measured.includes(line)).map((line) => `${name}: is not drawn any more: ${line}`);
  const drawn = measured.filter((line) => !kept.includes(line)).map((line) => `${name}: is drawn anew: ${line}`);
  return [...gone, ...drawn];
}
