/** Compares two numbers, or two strings, as JSONata does. */
export function compare(one: unknown, other: unknown): number {
  if (one === other) return 0;
  return (one as number) > (other as number) ? 1 : -1;
}
