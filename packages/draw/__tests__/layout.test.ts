import fc from "fast-check";
import type { Box, Drawing, DrawnNode, Point } from "../drawing";
import { layOutWorkflow } from "../lay-out-workflow";
import { describeDrawing } from "../write-svg";
import { definitions, longDefinition } from "./workflows";

/** Pixels that roundings may make of nothing. */
const ROUNDING = 0.3;

const overlap = (a: Box, b: Box): boolean =>
  a.x + a.width > b.x + ROUNDING &&
  b.x + b.width > a.x + ROUNDING &&
  a.y + a.height > b.y + ROUNDING &&
  b.y + b.height > a.y + ROUNDING;

const isAround = (outer: Box, inner: Box): boolean =>
  outer.x <= inner.x + ROUNDING &&
  outer.y <= inner.y + ROUNDING &&
  outer.x + outer.width >= inner.x + inner.width - ROUNDING &&
  outer.y + outer.height >= inner.y + inner.height - ROUNDING;

const isFrame = ({ kind }: DrawnNode): boolean => kind === "group" || kind === "branch";

/** Every pair of boxes that stand upon one another; a frame may be around what is in it. */
function listOverlaps({ nodes, edges }: Drawing): readonly string[] {
  const boxes = [
    ...nodes.map((node) => ({ box: node, name: node.id, isFrame: isFrame(node) })),
    ...edges.flatMap(({ id, label }) => (label ? [{ box: label, name: `label of ${id}`, isFrame: false }] : [])),
  ];
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => overlap(one.box, other.box))
      .filter(
        (other) => !(one.isFrame && isAround(one.box, other.box)) && !(other.isFrame && isAround(other.box, one.box)),
      )
      .map((other) => `${one.name} on ${other.name}`),
  );
}

/** Every straight piece of a line that leads through a box that is no frame, or through another line's label. */
function listCrossings({ nodes, edges }: Drawing): readonly string[] {
  const boxes = nodes.filter((node) => !isFrame(node));
  return edges.flatMap(({ id, points }) => {
    const pieces = points.slice(1).map((to, index) => pieceOf(points[index] ?? to, to));
    const labels = edges.flatMap((edge) =>
      edge.label && edge.id !== id ? [{ ...edge.label, id: `label of ${edge.id}` }] : [],
    );
    const crossed = [...boxes, ...labels].filter((box) => pieces.some((piece) => overlap(piece, box)));
    return crossed.map((box) => `${id} through ${box.id}`);
  });
}

/** What a piece of a line covers: a straight one with its width, a curve with all that is between its ends. */
function pieceOf(from: Point, to: Point): Box {
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  if (from.x === to.x) return { x: x - 0.5, y, width: 1, height: Math.abs(from.y - to.y) };
  return { x, y, width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
}

const options = { numRuns: 20, seed: 1, endOnFailure: true };

/** What leaves the drawing's own box. */
function listOutside({ width, height, nodes, edges }: Drawing): readonly Box[] {
  const whole = { x: 0, y: 0, width, height };
  const points = edges.flatMap((edge) => edge.points.map((point) => ({ ...point, width: 0, height: 0 })));
  const boxes: readonly Box[] = [...nodes, ...edges.flatMap(({ label }) => label ?? []), ...points];
  return boxes.filter((box) => !isAround(whole, box));
}

it.each([
  ["60 states with groups in groups", definitions(60, 2)],
  ["groups four deep", definitions(8, 4)],
])(
  "lets no box and no label of %s stand on another one, nor outside, and no line lead through one",
  (_, generated) => {
    fc.assert(
      fc.property(generated, (definition) => {
        const drawing = layOutWorkflow(definition);
        expect([...listOverlaps(drawing), ...listCrossings(drawing), ...listOutside(drawing)]).toEqual([]);
      }),
      options,
    );
  },
  60_000,
);

it("draws all states and all their ways, and the same for the same definition", () => {
  fc.assert(
    fc.property(definitions(60, 2), (definition) => {
      const drawing = layOutWorkflow(definition);
      const ids = new Set(drawing.nodes.map(({ id }) => id));
      expect(ids.size).toBe(drawing.nodes.length);
      expect(drawing.edges.filter(({ from, to, target }) => ![from, to, target].every((id) => ids.has(id)))).toEqual(
        [],
      );
      expect(layOutWorkflow(structuredClone(definition))).toEqual(drawing);
    }),
    { ...options, numRuns: 5 },
  );
}, 60_000);

it("lays out what is no picture any more one below the other: four thousand states, and three hundred that all lead to forty", () => {
  const name = (index: number) => `State ${index}`;
  const choose = (index: number) => ({
    Type: "Choice",
    Choices: Array.from({ length: 40 }, (_, to) => ({ Condition: `{% $n = ${index} %}`, Next: name(to) })),
    Default: name(index + 1),
  });
  const states = Array.from({ length: 300 }, (_, index) => [name(index), choose(index)]);
  for (const definition of [longDefinition(4000), { StartAt: name(0), States: Object.fromEntries(states) }]) {
    const drawing = layOutWorkflow(definition);
    expect(listOutside(drawing)).toEqual([]);
    const rows = drawing.nodes.filter(({ kind }) => kind === "state").toSorted((a, b) => a.y - b.y);
    expect(rows.filter((node, index) => index > 0 && overlap(node, rows[index - 1] ?? node))).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(300);
  }
}, 60_000);

it("lays out and tells a Choice of 3,000 rules, each to a state that is missing, and as many that lead to one", () => {
  const rules = (next: (index: number) => string) =>
    Array.from({ length: 3_000 }, (_, index) => ({ Condition: true, Next: next(index) }));
  const lead = (next: (index: number) => string) =>
    layOutWorkflow({ StartAt: "A", States: { A: { Type: "Choice", Choices: rules(next) } } });
  const apart = lead(String);
  expect(apart.edges).toHaveLength(3_001);
  expect(describeDrawing(apart)).toMatch(/^Start leads to A\. A leads to 0, 1, 2, .*, 2999\.$/);
  expect(
    lead(() => "B")
      .edges.at(-1)
      ?.label?.lines.at(-1),
  ).toBe("and 2997 more");
}, 60_000);

it("lays out a thousand states, whose errors all lead to one, with signs in place of long lines", () => {
  const drawing = layOutWorkflow(longDefinition(1000));
  expect(drawing.nodes.filter(({ kind }) => kind === "state")).toHaveLength(1000);
  expect(drawing.nodes.some(({ kind }) => kind === "reference")).toBe(true);
}, 60_000);
