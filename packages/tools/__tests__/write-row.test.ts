import { writeRow } from "../write-row";

it.each([
  [30, "  handshakes a second       20\n"],
  [20, "  handshakes a\n  second          20\n"],
  [6, "  handshakes\n  a\n  second 20\n"],
])("a row of %d columns ends with its value, and breaks its name between words", (columns, row) => {
  expect(writeRow("  handshakes a second", "20", columns)).toBe(row);
});
