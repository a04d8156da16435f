import type { DrawnNode, Drawing } from "@sfn-websocket/draw/drawing";
import { nameStart } from "@sfn-websocket/draw/machine-graph";

export type Direction = "up" | "down" | "left" | "right";

/** What a keyboard can reach. */
export const isState = ({ kind }: DrawnNode): boolean => kind === "state" || kind === "group";

/** The state to which an arrow key leads from another one: along the edges, in and out of groups; or the nearest one. */
export function findStep(drawing: Drawing, from: string, direction: Direction): string | undefined {
  const steps = listSteps(drawing);
  if (direction === "down") return steps.next(from)[0] ?? findNearest(drawing, from, direction);
  if (direction === "up") return steps.previous(from)[0] ?? findNearest(drawing, from, direction);
  const besides = steps.previous(from).flatMap((before) => steps.next(before));
  return findBeside(drawing, from, besides, direction) ?? findNearest(drawing, from, direction);
}

/** The first state. */
export function findFirst(drawing: Drawing): string | undefined {
  const start = drawing.edges.find(({ from }) => from === nameStart(""))?.target;
  return drawing.nodes.find((node) => isState(node) && node.id === start)?.id ?? drawing.nodes.find(isState)?.id;
}

interface Steps {
  readonly next: (id: string) => readonly string[];
  readonly previous: (id: string) => readonly string[];
}

function listSteps({ nodes, edges }: Drawing): Steps {
  const states = new Set(nodes.filter(isState).map(({ id }) => id));
  const groups = nodes.filter(({ kind }) => kind === "group").map(({ id }) => id);
  const locations = new Map(groups.map((id) => [id, listLocations(id, nodes)]));
  const around = (location: string) => groups.find((id) => locations.get(id)?.includes(location));
  const follow = (id: string): readonly string[] =>
    edges.filter(({ from }) => from === id).flatMap(({ target }) => resolve(target));
  const lead = (id: string): readonly string[] =>
    edges
      .filter(({ target }) => target === id)
      .flatMap(({ from }) => (from.endsWith("#start") ? (around(from.slice(0, -"#start".length)) ?? []) : [from]));
  const resolve = (id: string): readonly string[] => {
    if (states.has(id)) return [id];
    const group = id.endsWith("#end") ? around(id.slice(0, -"#end".length)) : undefined;
    return group === undefined ? [] : follow(group);
  };
  const enter = (id: string) => (locations.get(id) ?? []).flatMap((location) => follow(nameStart(location)));
  return {
    next: (id) => (groups.includes(id) ? enter(id) : [...new Set(follow(id))]),
    previous: (id) => [...new Set(lead(id))].filter((each) => states.has(each)),
  };
}

/** The machines directly in a group. */
function listLocations(group: string, nodes: readonly DrawnNode[]): readonly string[] {
  return nodes
    .filter(({ kind, id }) => kind === "start" && id.startsWith(`${group}/`))
    .map(({ id }) => id.slice(0, -"#start".length))
    .filter((location) => /^\/(Branches\[\d+\]|ItemProcessor|Iterator)$/.test(location.slice(group.length)));
}

const centre = ({ x, y, width, height }: DrawnNode) => ({ x: x + width / 2, y: y + height / 2 });

function findBeside(
  { nodes }: Drawing,
  from: string,
  besides: readonly string[],
  direction: "left" | "right",
): string | undefined {
  const sorted = nodes.filter(({ id }) => id === from || besides.includes(id)).toSorted((a, b) => a.x - b.x);
  const place = sorted.findIndex(({ id }) => id === from);
  return sorted[direction === "left" ? place - 1 : place + 1]?.id;
}

/** The nearest state on that side; what is aside of the way counts double. */
function findNearest({ nodes }: Drawing, from: string, direction: Direction): string | undefined {
  const node = nodes.find(({ id }) => id === from);
  if (node === undefined) return undefined;
  const own = centre(node);
  const isDownwards = direction === "up" || direction === "down";
  const sign = direction === "down" || direction === "right" ? 1 : -1;
  const measured = nodes
    .filter((other) => isState(other) && other.id !== from)
    .map((other) => {
      const [dx, dy] = [centre(other).x - own.x, centre(other).y - own.y];
      const [along, aside] = isDownwards ? [dy * sign, Math.abs(dx)] : [dx * sign, Math.abs(dy)];
      return { id: other.id, along, distance: along + 2 * aside };
    });
  return measured.filter(({ along }) => along > 1).toSorted((a, b) => a.distance - b.distance)[0]?.id;
}
