import { listMachinesOf, readFilled } from "../../stepfunctions/find-machine";
import type { StateMachine } from "../../stepfunctions/resources";

const machine = (definition: object): StateMachine =>
  ({ name: "m", definition: JSON.stringify(definition) }) as StateMachine;

const FILE = {
  StartAt: "A",
  States: { A: { Type: "Pass", Result: ["${Orders}", "arn:${Partition}:x:${Name}:z", "$${Kept}", 1], End: true } },
};
const filled = (...result: unknown[]) => ({ StartAt: "A", States: { A: { Type: "Pass", Result: result, End: true } } });

it.each([[["orders", "arn:aws:x:y:z", "${Kept}", 1]], [["", "arn:aws:x::z", "${Kept}", 1]]])(
  "finds the machine that the stacks filled with %j",
  (result) => expect(listMachinesOf(JSON.stringify(FILE), [machine(filled(...result))])).toHaveLength(1),
);

it.each([
  [["orders", "arn:aws:x:y", "${Kept}", 1]],
  [["orders", "arn:aws:x:y:z", "$${Kept}", 1]],
  [["orders", "arn:aws:x:y:z", "${Kept}", 2]],
  [["orders", "arn:aws:x:y:z", "${Kept}"]],
  [["orders", ["arn:aws:x:y:z"], "${Kept}", 1]],
])("finds none in one that has %j", (result) =>
  expect(listMachinesOf(JSON.stringify(FILE), [machine(filled(...result))])).toEqual([]),
);

it("finds the machine, however deep its definition nests", () => {
  const deep = (text: string) => `{"a":${"[".repeat(10_000)}"${text}"${"]".repeat(10_000)}}`;
  const machines = [{ definition: deep("orders") }] as StateMachine[];
  expect(listMachinesOf(deep("${Orders}"), machines)).toHaveLength(1);
  expect(listMachinesOf(deep("other"), machines)).toEqual([]);
});

it("finds none in a text that is no JSON", () => expect(listMachinesOf("{", [machine(FILE)])).toEqual([]));

it("reads what the stacks filled the placeholders with", () => {
  const of = (definition: object) => readFilled(JSON.stringify(FILE), machine(definition));
  expect(of(filled("orders", "arn:aws:x:y:z", "${Kept}", 1))).toEqual(
    new Map([
      ["Orders", "orders"],
      ["Partition", "aws"],
      ["Name", "y"],
    ]),
  );
  expect(of(filled("orders", "arn:aws:x:y", "${Kept}", 1))).toBeUndefined();
});
