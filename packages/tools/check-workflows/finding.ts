/** What is wrong with a file, and where. */
export interface Finding {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** `warning`: AWS takes it, and then does not do as it is meant. */
  readonly severity: "error" | "warning";
  /** `<what is wrong>, got <value>; <what to do>` */
  readonly message: string;
}

/** `file:line:column: message`, on one line; a warning says so. */
export function printFinding({ file, line, column, severity, message }: Finding): string {
  const text = message.replaceAll(/\s*\n\s*/g, " ");
  return `${file}:${line}:${column}: ${severity === "warning" ? "warning: " : ""}${text}\n`;
}
