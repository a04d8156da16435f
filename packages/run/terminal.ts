/** What of a stream decides how text is written to it. */
export interface Stream {
  readonly isTTY?: boolean;
  /** Characters of a line; 0 where the terminal does not know. */
  readonly columns?: number;
}

/** How text is written to a stream. */
export interface Style {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly label: (text: string) => string;
  /** Columns that sentences are broken to. */
  readonly columns: number;
}

/** What a terminal has that does not tell its width, and the least that text is broken to. */
const USUAL = 80;
const LEAST = 20;

/**
 * The style of a stream: colours and broken lines on a terminal, neither in a pipe or a file.
 * @see https://no-color.org
 */
export function createStyle(stream: Stream, environment: NodeJS.ProcessEnv): Style {
  const { isTTY = false } = stream;
  const isColored = isTTY && !environment.NO_COLOR && environment.TERM !== "dumb";
  const paint = (code: number) => (text: string) => (isColored ? `\u001b[${code}m${text}\u001b[0m` : text);
  const columns = isTTY ? readColumns(stream, {}) : Infinity;
  return { good: paint(32), bad: paint(31), label: paint(2), columns };
}

/** The columns of a terminal, else what the variable COLUMNS says, else 80; at least 20. */
export function readColumns({ isTTY = false, columns = 0 }: Stream, { COLUMNS }: NodeJS.ProcessEnv): number {
  const told = isTTY && columns > 0 ? columns : Number(COLUMNS);
  return told > 0 ? Math.max(Math.floor(told), LEAST) : USUAL;
}

/** Breaks a sentence between words where its lines, each indented, would be longer than the columns. */
export function wrap(sentence: string, columns: number, indent: number): string {
  const lines: string[] = [];
  let line = "";
  for (const word of sentence.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && indent + longer.length > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].join(`\n${" ".repeat(indent)}`);
}

/** `1 file`, `2 files`. */
export const count = (many: number, noun: string): string => `${many} ${noun}${many === 1 ? "" : "s"}`;

/** Where a terminal begins its line anew, without what stood there. */
export const CLEAR_LINE = "\r\u001b[K";

/** Characters of a bar. */
const BAR = 20;

/** A bar of which a share, 0 to 1, is full. */
export function drawBar(share: number): string {
  const full = Math.floor(Math.min(1, Math.max(0, share)) * BAR);
  return `[${"#".repeat(full)}${"-".repeat(BAR - full)}]`;
}
