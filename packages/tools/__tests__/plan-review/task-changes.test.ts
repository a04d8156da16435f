import type { Json } from "@sfn-websocket/languages/json";
import { compareMachines } from "../../plan-review/compare-definitions";
import { listLeaves } from "../../plan-review/list-leaves";
import { listStateChanges } from "../../plan-review/workflow-changes";

it("tells the innermost members that differ, of lists by their positions", () => {
  const before: Json = [{ MaxAttempts: 2, "a b": { c: 1 } }];
  const after: Json = [{ MaxAttempts: 4, "a b": { c: 1, d: null } }, { MaxAttempts: 1 }];
  expect(listLeaves({ name: "Retry", before, after })).toEqual([
    { name: "Retry[0].MaxAttempts", before: 2, after: 4 },
    { name: 'Retry[0]["a b"].d', after: null },
    { name: "Retry[1]", after: { MaxAttempts: 1 } },
  ]);
});

it("tells what a new task calls, and which of the states around it catches its errors", () => {
  const task = {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName: "charge" },
    End: true,
  };
  const group = { Type: "Parallel", Catch: [{ ErrorEquals: ["States.ALL"], Next: "Refuse" }], End: true };
  const machine = (states: Record<string, typeof task>) => ({
    StartAt: "Group",
    States: { Group: { ...group, Branches: [{ StartAt: "Charge", States: states }] } },
  });
  const changes = listStateChanges(compareMachines(machine({}), machine({ Charge: task })));
  expect(changes).toEqual([
    {
      path: ["Group", "Charge"],
      mark: "added",
      type: "Task",
      fields: [],
      calls: "lambda:invoke charge",
      catches: ["States.ALL to Refuse"],
    },
  ]);
});
