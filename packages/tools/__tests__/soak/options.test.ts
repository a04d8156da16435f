import { LONG, SHORT } from "../../soak/amounts";
import { CHECKS } from "../../soak/checks";
import { readSoakOptions } from "../../soak/options";

const NAMES = Object.keys(CHECKS);
const read = (...argv: string[]) => readSoakOptions(argv, NAMES);

it("runs all that there is for long, or as much as is given", () => {
  expect(read()).toEqual({ amounts: LONG, only: [], json: false });
  expect(read("--short", "--messages", "5")?.amounts).toEqual({ ...SHORT, messages: 5 });
  expect(read("--only", "1001")?.only).toEqual(["1001"]);
});

it.each([
  [["--messages", "0"], "--messages: not a whole number from 1 to 1000000000, got '0'; correct it"],
  [["--only", "nothing like it"], "--only: no check has this in its name, got 'nothing like it'; "],
])("rejects %j", (argv, message) => expect(() => read(...argv)).toThrow(message));
