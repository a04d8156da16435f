import { layOutWorkflow } from "@sfn-websocket/draw/lay-out-workflow";
import { stateOf } from "../traces/run-traced";
import { findFirst, findStep } from "../../workflow/graph-steps";
import { listVisits, markExecution } from "../../workflow/mark-execution";
import { fitDrawing, reveal, showStart, zoom } from "../../workflow/viewport";

const task = { Type: "Task", Resource: "x" };
const drawing = layOutWorkflow({
  StartAt: "Both",
  States: {
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Quote", States: { Quote: { ...task, End: true } } },
        {
          StartAt: "Each",
          States: {
            Each: { Type: "Map", Iterator: { StartAt: "Keep", States: { Keep: { ...task, End: true } } }, End: true },
          },
        },
      ],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Sorry" }],
      Next: "Again?",
    },
    "Again?": { Type: "Choice", Choices: [{ Variable: "$.n", NumericEquals: 1, Next: "Both" }], Default: "Sorry" },
    Sorry: { Type: "Fail" },
  },
});
const BOTH = "/States/Both";
const QUOTE = `${BOTH}/Branches[0]/States/Quote`;
const EACH = `${BOTH}/Branches[1]/States/Each`;
const KEEP = `${EACH}/Iterator/States/Keep`;

const iteration = (index: number, status: "succeeded" | "failed") =>
  stateOf({ name: "Each", type: "Iteration", index, status, children: [stateOf({ name: "Keep", status })] });
const branch = (index: number, ...children: ReturnType<typeof stateOf>[]) =>
  stateOf({ name: "Both", type: "Branch", index, children });
const execution = {
  states: [
    stateOf({
      name: "Both",
      status: "caught",
      next: "Sorry",
      children: [
        branch(0, stateOf({ name: "Quote", status: "aborted" })),
        branch(
          1,
          stateOf({ name: "Each", status: "failed", children: [iteration(0, "failed"), iteration(1, "succeeded")] }),
        ),
      ],
    }),
    stateOf({ name: "Sorry", status: "failed" }),
  ],
};

it("lists the visits of states with their places in the definition", () => {
  const visited = [BOTH, QUOTE, EACH, KEEP, KEEP, "/States/Sorry"];
  expect(listVisits(execution, drawing).map(({ id }) => id)).toEqual(visited);
});

it("marks the states by how they went, the worst visit of several, and the edges that were taken", () => {
  const { states, edges } = markExecution(execution, drawing);
  expect(Object.fromEntries(states)).toEqual({
    [BOTH]: { status: "caught", visits: 1 },
    [QUOTE]: { status: "aborted", visits: 1 },
    [EACH]: { status: "failed", visits: 1 },
    [KEEP]: { status: "failed", visits: 2 },
    "/States/Sorry": { status: "failed", visits: 1 },
    "#start": { status: "taken", visits: 1 },
    [`${BOTH}/Branches[0]#start`]: { status: "taken", visits: 1 },
    [`${BOTH}/Branches[1]#start`]: { status: "taken", visits: 1 },
    [`${EACH}/Iterator#start`]: { status: "taken", visits: 1 },
    [`${EACH}/Iterator#end`]: { status: "taken", visits: 1 },
  });
  expect([...edges].filter(([id]) => !id.includes("#start"))).toEqual([
    [`!${BOTH} > /States/Sorry`, "caught"],
    [`${KEEP} > ${EACH}/Iterator#end`, "taken"],
  ]);
});

it("moves along the edges by arrows, into groups and out of them", () => {
  expect(findFirst(drawing)).toBe(BOTH);
  expect(findStep(drawing, BOTH, "down")).toBe(QUOTE);
  expect(findStep(drawing, QUOTE, "right")).toBe(EACH);
  expect(findStep(drawing, EACH, "left")).toBe(QUOTE);
  expect(findStep(drawing, EACH, "down")).toBe(KEEP);
  expect(findStep(drawing, KEEP, "up")).toBe(EACH);
  expect(findStep(drawing, KEEP, "down")).toBe("/States/Again?");
  expect(findStep(drawing, QUOTE, "up")).toBe(BOTH);
  expect(findFirst(layOutWorkflow({}))).toBeUndefined();
});

it("shows all of a drawing that can be read, else its beginning", () => {
  const wide = { width: 4000, height: 3000 };
  expect(fitDrawing({ width: 100, height: 50 }, wide)).toEqual({ scale: 1, x: 1950, y: 1475 });
  const { scale, y } = showStart({ ...drawing, ...wide }, { width: 360, height: 600 });
  expect([scale > 0.5, y]).toEqual([true, 0]);
});

it("keeps what is at the pointer while it zooms, within bounds", () => {
  const zoomed = zoom({ x: 10, y: 20, scale: 1 }, 2, { x: 110, y: 70 });
  expect(zoomed).toEqual({ x: -90, y: -30, scale: 2 });
  expect(zoom(zoomed, 100, { x: 0, y: 0 }).scale).toBe(3);
});

it("moves as little as it must for a box to be seen", () => {
  const window = { width: 200, height: 200 };
  const seen = { x: 0, y: 0, scale: 1 };
  expect(reveal(seen, { x: 20, y: 20, width: 50, height: 50 }, window)).toEqual(seen);
  expect(reveal(seen, { x: 190, y: -30, width: 50, height: 50 }, window)).toEqual({ x: -48, y: 38, scale: 1 });
});
