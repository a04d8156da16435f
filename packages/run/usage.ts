import { wrap } from "./terminal";

/** How a command is used: what `--help` prints, whatever the width. */
export interface Usage {
  /** Ways to write the command: `npm run smoke -- [URL] [options]`. */
  readonly ways: readonly string[];
  /** What it does; a paragraph each. */
  readonly about: readonly string[];
  /** What each argument and option means, in the order in which they are printed; `--help` is added. */
  readonly options: Readonly<Record<string, string>>;
  /** What is to be known beyond the options; a paragraph each. */
  readonly notes?: readonly string[];
  /** What exit status 1 says of this command. @default it has none but 0 and 2 */
  readonly no?: string;
}

/** The widest that text is easily read at. */
const WIDEST = 100;
/**
 * The longest term beside which its meaning stands, and the part of a line that it may take; a longer one has a line of
 * its own.
 */
const TERM = 16;
const SHARE = 1 / 5;

/** The help of a command in lines of at most so many columns, as far as no word is longer. */
export function printUsage({ ways, about, options, notes = [], no }: Usage, columns: number): string {
  const width = Math.min(columns, WIDEST);
  const head = ways.map((way, index) => `${index === 0 ? "usage: " : "       "}${wrap(way, width, 9)}\n`);
  const paragraphs = (texts: readonly string[]) => texts.map((text) => `\n${wrap(text, width, 0)}\n`);
  const statuses = Object.entries(describeStatuses(no));
  return [
    ...head,
    ...paragraphs(about),
    "\n",
    ...printTerms({ ...options, "--help": "print this" }, width),
    ...paragraphs(notes),
    "\nExit status:\n",
    ...printTerms(Object.fromEntries(statuses), width),
  ].join("");
}

/** What each exit status says, the same for all commands; `no` is this one's. */
export function describeStatuses(no?: string): Readonly<Record<string, string>> {
  return {
    0: "done",
    ...(no !== undefined && { 1: no }),
    2: "could not be done: a wrong option, file or address, or something that it needs is missing",
  };
}

function printTerms(terms: Readonly<Record<string, string>>, width: number): readonly string[] {
  const names = Object.keys(terms);
  const most = Math.min(TERM, Math.floor(width * SHARE));
  const column = Math.max(0, ...names.map(({ length }) => length).filter((length) => length <= most));
  const indent = column + 4;
  return names.map((name) => {
    const meaning = wrap(terms[name] ?? "", width, indent);
    if (name.length <= column) return `  ${name.padEnd(column)}  ${meaning}\n`;
    return `  ${name}\n${" ".repeat(indent)}${meaning}\n`;
  });
}
