import { printDate } from "./wire";

/** What an answer is made of: JSON, with dates as numbers of their own form; what is undefined is left out. */
export type Printable =
  string | number | boolean | null | undefined | Date | readonly Printable[] | { readonly [name: string]: Printable };

/** Prints an answer as Step Functions does: members in alphabetical order, dates as Java prints a double of seconds. */
export function printAnswer(value: Printable): string {
  if (value instanceof Date) return printDate(value.getTime());
  if (Array.isArray(value)) return `[${value.map(printAnswer).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${printAnswer(member)}`).join(",")}}`;
}
