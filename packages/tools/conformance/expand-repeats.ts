/**
 * A reviver for `JSON.parse`: `{"repeat": "x", "times": 262145}` in a case is a text of that many, which no line of a file
 * could show.
 */
export function expandRepeats(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Object.keys(value).join() !== "repeat,times") return value;
  const { repeat, times } = value as { readonly repeat: unknown; readonly times: unknown };
  return typeof repeat === "string" && typeof times === "number" ? repeat.repeat(times) : value;
}
