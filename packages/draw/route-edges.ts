import type { Box, Point } from "./drawing";
import type { PlacedEdge } from "./place-nodes";

/** An edge whose ends are boxes of the same drawing. */
export interface UnroutedEdge {
  readonly from: Box;
  readonly to: Box;
  readonly placed: PlacedEdge;
  readonly label?: Box;
}

/** How far a row reaches. */
interface Row {
  readonly top: number;
  readonly bottom: number;
}

/** Where an edge touches a box. */
interface End {
  readonly edge: number;
  readonly which: keyof EdgeEnds;
  readonly wanted: number;
}

interface EdgeEnds {
  from: number;
  to: number;
}

/** From a box's corner to the first line, and from line to line, at least where there is room. */
const INSET = 28;
const APART = 14;

/**
 * The points through which each edge leads. Between two rows it goes aside, and through a row it goes straight down
 * where nothing else stands, so that it crosses no box and no label of another edge.
 */
export function routeEdges(edges: readonly UnroutedEdge[], boxes: readonly Box[]): readonly (readonly Point[])[] {
  const rows = listRows([...boxes, ...edges.flatMap(({ label }) => label ?? [])]);
  const ends = spreadEnds(edges);
  return edges.map((edge, index) => {
    const { from: start, to: end } = ends[index] ?? { from: middle(edge.from), to: middle(edge.to) };
    if (!isUpwards(edge)) return leadDown(edge, { start, end, rows });
    const { from, to, placed } = edge;
    const turned = { from: to, to: from, placed: { turns: placed.turns.toReversed() } };
    return leadDown(turned, { start: end, end: start, rows }).toReversed();
  });
}

const centre = ({ y, height }: Box): number => y + height / 2;
const isUpwards = ({ from, to }: UnroutedEdge): boolean => centre(from) > centre(to);
/** Boxes of one row have their centres at one height. */
const nameRow = (y: number): string => y.toFixed(1);

function listRows(boxes: readonly Box[]): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  for (const box of boxes) {
    const { top, bottom } = rows.get(nameRow(centre(box))) ?? { top: Infinity, bottom: -Infinity };
    const row = { top: Math.min(top, box.y), bottom: Math.max(bottom, box.y + box.height) };
    rows.set(nameRow(centre(box)), row);
  }
  return rows;
}

interface Way {
  readonly start: number;
  readonly end: number;
  readonly rows: ReadonlyMap<string, Row>;
}

function leadDown({ from, to, placed }: UnroutedEdge, { start, end, rows }: Way): readonly Point[] {
  const row = (y: number): Row => rows.get(nameRow(y)) ?? { top: y, bottom: y };
  const points = [
    { x: start, y: from.y + from.height },
    { x: start, y: row(centre(from)).bottom },
    ...placed.turns.flatMap(({ x, y }) => [
      { x, y: row(y).top },
      { x, y: row(y).bottom },
    ]),
    { x: end, y: row(centre(to)).top },
    { x: end, y: to.y },
  ];
  return points.filter(({ x, y }, index) => index === 0 || x !== points[index - 1]?.x || y !== points[index - 1]?.y);
}

/** Where each edge touches its boxes: as near as may be to where it is straight, none upon another. */
function spreadEnds(edges: readonly UnroutedEdge[]): readonly EdgeEnds[] {
  const places = edges.map(({ from, to }): EdgeEnds => ({ from: middle(from), to: middle(to) }));
  for (const [box, ends] of listSides(edges)) {
    const sorted = ends.toSorted((a, b) => a.wanted - b.wanted || a.edge - b.edge);
    spread(
      sorted.map(({ wanted }) => wanted),
      box,
    ).forEach((x, index) => {
      const { edge, which } = sorted[index] ?? {};
      const place = edge === undefined ? undefined : places[edge];
      if (place && which) place[which] = x;
    });
  }
  return places;
}

const middle = ({ x, width }: Box): number => x + width / 2;

/** The ends at each side of each box. */
function listSides(edges: readonly UnroutedEdge[]): readonly (readonly [Box, readonly End[]])[] {
  const sides = { top: new Map<Box, End[]>(), bottom: new Map<Box, End[]>() };
  edges.forEach((unrouted, edge) => {
    for (const which of ["from", "to"] as const) {
      const box = unrouted[which];
      const side = sides[(which === "from") === isUpwards(unrouted) ? "top" : "bottom"];
      const wanted = unrouted.placed.turns.at(which === "from" ? 0 : -1)?.x ?? middle(box);
      side.set(box, [...(side.get(box) ?? []), { edge, which, wanted }]);
    }
  });
  return [...sides.top, ...sides.bottom];
}

/** The wanted places, in order, moved as far as they are beside the box or too near to one another. */
function spread(wanted: readonly number[], { x, width }: Box): readonly number[] {
  const inset = Math.min(INSET, width / 2);
  const [least, most] = [x + inset, x + width - inset];
  const apart = wanted.length > 1 ? Math.min(APART, (most - least) / (wanted.length - 1)) : 0;
  const places: number[] = [];
  wanted.forEach((place, index) => {
    const after = index === 0 ? least : (places[index - 1] ?? least) + apart;
    const room = most - (wanted.length - 1 - index) * apart;
    places.push(Math.max(after, Math.min(place, room)));
  });
  return places;
}
