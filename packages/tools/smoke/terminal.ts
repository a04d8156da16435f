/** How text is written to a stream. */
export interface Style {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly label: (text: string) => string;
  /** Columns that sentences are broken to. */
  readonly columns: number;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * The style of a stream: colours and broken lines on a terminal, neither in a pipe or a file.
 * @see https://no-color.org
 */
export function createStyle({ isTTY = false, columns = 80 }: Stream, environment: NodeJS.ProcessEnv): Style {
  const isColored = isTTY && !environment.NO_COLOR && environment.TERM !== "dumb";
  const paint = (code: number) => (text: string) => (isColored ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { good: paint(32), bad: paint(31), label: paint(2), columns: isTTY ? Math.max(columns, 20) : Infinity };
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

/** Writes control characters as escapes: what a server sends must not steer the terminal. */
export function escapeControls(text: string): string {
  return text.replace(
    // C0 without tab and line feed, DEL and C1, and what reverses the direction of writing.
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Replaces secrets by asterisks, also where they stand inside JSON; one that is very short would hit other words. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= 8)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
}

/** The URL without the values of its query string, which may be tokens or a signature. */
export function hideQuery(text: string): string {
  const url = new URL(text);
  const names = [...url.searchParams.keys()].map((name) => `${encodeURIComponent(name)}=***`);
  return `${url.protocol}//${url.host}${url.pathname}${names.length > 0 ? `?${names.join("&")}` : ""}`;
}
