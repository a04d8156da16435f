import type { Style } from "@sfn-websocket/run/terminal";
import { escapeControls, printTime } from "../terminal-text";
import type { LineParts } from "./describe-line";

/** Characters of a connection's id: enough to tell the open ones from each other. */
const ID = 6;

/** What a line tells. */
export interface EventLine {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly isFailed: boolean;
  readonly parts: LineParts;
}

/**
 * One line: the time of day (UTC), the connection, the route, how it ended and how long it took, then whatever fits of why
 * and of what failed. It is cut at the terminal's width, and whole elsewhere.
 */
export function printEventLine({ time, isFailed, parts }: EventLine, style: Style): string {
  const { connectionId, route, outcome, milliseconds, about, way } = parts;
  const told = [about, way].filter((part) => part !== "").join(" ");
  const before = escapeControls(`${printTime(time)} ${connectionId.slice(0, ID).padEnd(ID)} ${route}  `);
  const ended = escapeControls(outcome);
  const after = escapeControls(` ${Math.round(milliseconds)} ms${told && `  ${told}`}`);
  const shown = cutLine(before + ended + after, style.columns);
  const paint = isFailed ? style.bad : style.good;
  const [start, end] = [before.length, before.length + ended.length];
  return `${shown.slice(0, start)}${paint(shown.slice(start, end))}${shown.slice(end)}`;
}

const cutLine = (line: string, columns: number): string =>
  line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
