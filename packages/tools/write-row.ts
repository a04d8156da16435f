import { wrap } from "@sfn-websocket/run/terminal";

/** A name and its value, which ends where all values end; on a narrow terminal the name has several lines. */
export function writeRow(name: string, value: string, columns: number): string {
  const indent = name.length - name.trimStart().length;
  const text = `${" ".repeat(indent)}${wrap(name.trimStart(), columns - value.length - 1, indent)}`;
  const last = text.slice(text.lastIndexOf("\n") + 1);
  return `${text}${value.padStart(Math.max(columns - last.length, value.length + 1))}\n`;
}
