import { createStyle } from "@sfn-websocket/run/terminal";
import { printExecution } from "../../trace/print-execution";

it("prints the output's integers with all their digits", () => {
  const output = '{"id":9007199254740993,"list":[12345678901234567890,1.5]}';
  const drawn = printExecution({ states: [] }, { status: "SUCCEEDED", output }, createStyle({}, {}));
  expect(drawn).toContain(`{
  "id": 9007199254740993,
  "list": [
    12345678901234567890,
    1.5
  ]
}
`);
});

it("says how many events are not drawn", () => {
  const drawn = printExecution({ states: [], eventsLeftOut: 7 }, { status: "SUCCEEDED" }, createStyle({}, {}));
  expect(drawn).toContain("7 more events follow; --history prints them\n");
});
