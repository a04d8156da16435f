import type { JsonObject } from "@sfn-websocket/languages/json";
import { compareMachines } from "../../plan-review/compare-definitions";
import { drawWorkflow } from "../../plan-review/draw-workflow";
import { compareWorkflow, listMachineFields, listStateChanges } from "../../plan-review/workflow-changes";
import { makePlan } from "./make-plan";

const pass = (more: JsonObject = {}): JsonObject => ({ Type: "Pass", End: true, ...more });
const machine = (states: JsonObject, more: JsonObject = {}): JsonObject => ({
  StartAt: Object.keys(states)[0] ?? "",
  States: states,
  ...more,
});

function listChanges(before: JsonObject, after: JsonObject): string[] {
  return listStateChanges(compareMachines(before, after)).map(
    ({ path, mark, fields }) => `${mark} ${path.join(" > ")}: ${fields.map(({ name }) => name).join(", ")}`,
  );
}

it("tells states that are added, changed and removed, with the fields that changed", () => {
  const before = machine({ a: pass(), b: pass({ Comment: "x", Result: 1 }), c: pass() });
  const after = machine({ b: pass({ Comment: "y", Output: 2 }), a: pass(), d: pass() });
  expect(listChanges(before, after)).toEqual(["changed b: Comment, Result, Output", "added d: ", "removed c: "]);
});

it("looks into branches and processors, each state by its place", () => {
  const outer = (branch: JsonObject, processor: JsonObject) =>
    machine({
      p: { Type: "Parallel", Branches: [machine({ x: pass() }), branch], End: true },
      m: { Type: "Map", ItemProcessor: processor, End: true },
    });
  const before = outer(machine({ x: pass() }), machine({ i: pass() }, { ProcessorConfig: { Mode: "INLINE" } }));
  const after = outer(
    machine({ x: pass({ Comment: "c" }) }),
    machine({ i: pass() }, { ProcessorConfig: { Mode: "DISTRIBUTED" } }),
  );
  expect(listChanges(before, after)).toEqual(["changed p > x: Comment"]);
  expect(listMachineFields(compareMachines(before, after)).map(({ path, field }) => [path, field.name])).toEqual([
    [["m"], "ProcessorConfig"],
  ]);
});

it("takes a Map's Iterator for what is called ItemProcessor today, and tells the states of a branch that goes", () => {
  const before = machine({ m: { Type: "Map", Iterator: machine({ i: pass() }), End: true } });
  const after = machine({ m: { Type: "Map", ItemProcessor: machine({ i: pass({ Comment: "c" }) }), End: true } });
  expect(listChanges(before, after)).toEqual(["changed m > i: Comment"]);
  const parallel = (...branches: JsonObject[]) => machine({ p: { Type: "Parallel", Branches: branches, End: true } });
  expect(
    listChanges(parallel(machine({ x: pass() }), machine({ y: pass() })), parallel(machine({ x: pass() }))),
  ).toEqual(["removed p > y: "]);
});

it("does not tell another order of members", () => {
  expect(listChanges(machine({ a: { Type: "Pass", End: true } }), machine({ a: { End: true, Type: "Pass" } }))).toEqual(
    [],
  );
});

it("looks no deeper than twenty machines", () => {
  const nest = (depth: number, comment: string): JsonObject =>
    machine({
      p:
        depth === 0
          ? pass({ Comment: comment })
          : { Type: "Parallel", Branches: [nest(depth - 1, comment)], End: true },
    });
  expect(listChanges(nest(30, "a"), nest(30, "b"))).toEqual([`changed ${Array(21).fill("p").join(" > ")}: Branches`]);
});

it("draws what is new with what is gone beside it", () => {
  const before = machine({ a: { Type: "Pass", Next: "b" }, b: { Type: "Pass", Next: "c" }, c: { Type: "Succeed" } });
  const after = machine({
    a: { Type: "Task", Resource: "arn", Next: "c", Catch: [{ ErrorEquals: ["States.ALL"], Next: "c" }] },
    c: { Type: "Succeed" },
  });
  expect(drawWorkflow(compareMachines(before, after))?.split("\n")).toEqual([
    "flowchart TD",
    '  s0["a"]',
    '  s1(["c"])',
    '  s2["b"]',
    '  s0b((" ")) --> s0',
    "  s0 --> s1",
    '  s0 -.->|"Catch States#46;ALL"| s1',
    '  s0 -.->|"before"| s2',
    "  s2 -.-> s1",
    "  classDef changed fill:#fff8c5,stroke:#9a6700,color:#6b4900,stroke-width:2px",
    "  class s0 changed",
    "  classDef removed fill:#ffebe9,stroke:#cf222e,color:#82071e,stroke-width:2px,stroke-dasharray:5 3",
    "  class s2 removed",
  ]);
});

it("names the condition of a rule, and the default", () => {
  const rule = { Condition: "{% $x > 1 %}", Next: "a" };
  const choice = machine({ c: { Type: "Choice", Choices: [rule], Default: "a" }, a: pass() });
  const graph = drawWorkflow(compareMachines(choice, choice));
  expect(graph).toContain('s0 -->|"#36;x #62; 1"| s1\n  s0 -->|"Default"| s1');
});

it.each([
  ["not JSON", "{", "not JSON"],
  ["not an object", "[]", "not JSON"],
])("tells a definition that is %s", (_, definition, opaque) => {
  const before = { name: "w", definition: JSON.stringify(machine({ a: pass() })) };
  const { changes } = makePlan({
    changes: [{ type: "aws_sfn_state_machine", before, after: { name: "w", definition } }],
  });
  expect(changes.map((change) => compareWorkflow(change)?.opaque)).toEqual([opaque]);
});

it("tells nothing of a definition that is only written differently", () => {
  const definition = machine({ a: pass() });
  const before = { name: "w", definition: JSON.stringify(definition) };
  const after = { name: "w", definition: JSON.stringify(definition, null, 2) };
  const { changes } = makePlan({ changes: [{ type: "aws_sfn_state_machine", before, after }] });
  expect(changes.map(compareWorkflow)).toEqual([undefined]);
});
