import { listChecks, NAMES } from "../../faults/checks";
import { readFaultsOptions } from "../../faults/options";

const read = (...argv: string[]) => readFaultsOptions(argv, NAMES);

it("breaks a hundred applies, or as many as are given", () => {
  expect(read()).toEqual({ rounds: 100, only: [], json: false });
  expect(read("--rounds", "3", "--only", "disk", "--json")).toEqual({ rounds: 3, only: ["disk"], json: true });
});

it("has a check for each name", () => expect(Object.keys(listChecks(1))).toEqual(NAMES));

it.each([
  [["--rounds", "0"], "--rounds: not a whole number from 1 to 10000, got '0'; correct it"],
  [["--only", "nothing like it"], "--only: no check has this in its name, got 'nothing like it'; "],
])("rejects %j", (argv, message) => expect(() => read(...argv)).toThrow(message));
