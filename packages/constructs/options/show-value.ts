/** A value as a message shows it, on one line. */
export function show(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  return typeof value === "function" ? "a function" : (JSON.stringify(value) ?? "nothing");
}
