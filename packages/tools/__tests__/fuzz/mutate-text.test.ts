import { Random } from "../../differential/random";
import { mutateText } from "../../fuzz/mutate-text";

it("makes mistakes in some texts, the same for the same seed, and leaves others whole", () => {
  const text = '{"a": {"b": [1, "two", null]}, "c": true}';
  const mutate = (seed: number) => mutateText(new Random(seed), text);
  const mutated = Array.from({ length: 200 }, (_, seed) => mutate(seed));
  expect(mutated).toEqual(Array.from({ length: 200 }, (_, seed) => mutate(seed)));
  expect(new Set(mutated).size).toBeGreaterThan(100);
  expect(mutated).toContain(text);
  const isJson = (each: string) => {
    try {
      return JSON.parse(each) !== undefined;
    } catch {
      return false;
    }
  };
  expect(mutated.filter((each) => each !== text && isJson(each)).length).toBeGreaterThan(5);
});
