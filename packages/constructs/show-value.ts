/** A value as a message shows it, on one line. */
export function show(value: unknown): string {
  return typeof value === "function" ? "a function" : (JSON.stringify(value) ?? "nothing");
}
