import { createTellNew } from "../../command-line/tell-change";

it("tells each line once, and again when it comes back", () => {
  const told: string[] = [];
  const tell = createTellNew((line) => told.push(line));
  for (const lines of [["a", "b"], ["a", "b"], ["b", "c"], [], ["a"]]) tell(lines);
  expect(told).toEqual(["a", "b", "c", "a"]);
});
