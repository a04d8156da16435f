import { count, type Style, wrap } from "@sfn-websocket/run/terminal";
import { escapeControls } from "../smoke/terminal";
import type { Percentiles } from "./latencies";
import { type Counts, LATE_ANSWER, type LoadReport } from "./report";

/** Milliseconds that messages may be late before the report says so: more than a timer's own. */
export const LATE = 20;

const COLUMNS = ["count", "p50", "p90", "p99", "p999", "max"] as const;

/** The report as text; what a server says steers no terminal. */
export function printLoad(report: LoadReport, style: Style): string {
  const { latency, lateness } = report;
  const sentence = (text: string) => wrap(text, style.columns, 0);
  const lines = [
    style.label(escapeControls(report.url)),
    ...(report.isInterrupted ? [style.bad("interrupted: this is the run so far")] : []),
    ...summarize(report).map(sentence),
    "",
    ...printTable([
      ["milliseconds", ...COLUMNS],
      ["connect", ...cells(report.connect.latency)],
      ["answer", ...cells(latency)],
      ...(Object.keys(report.routes).length > 1
        ? Object.entries(report.routes).map(([name, route]) => [
            `  ${cut(escapeControls(name))}`,
            ...cells(route.latency),
          ])
        : []),
    ]),
    ...printCounts("messages failed", report.failures),
    ...printCounts("connections refused", report.refusals),
    ...printCounts("connections closed by the server", report.closes),
  ];
  if (report.unexpected > 0)
    lines.push("", sentence(`${count(report.unexpected, "text")} came that no message waited for`));
  if (lateness !== undefined && lateness.p99 > LATE)
    lines.push(
      "",
      style.bad(
        sentence(
          `one message of a hundred was sent more than ${round(lateness.p99)} ms late: this machine is the limit; lower --rate, or use several`,
        ),
      ),
    );
  if (latency !== undefined) lines.push("", sentence(describeMatching(report)));
  return `${lines.join("\n")}\n`;
}

/** How many messages and connections there were, in two lines. */
export function summarize(report: LoadReport): readonly string[] {
  const { sent, unsent, answered, failed, connect } = report;
  const untold = unsent > 0 ? `, ${unsent} of them not sent` : "";
  return [
    `${count(sent, "message")} sent in ${round(report.durationSeconds)} s, ${answered} answered (${round(report.messagesPerSecond)} a second), ${failed} failed${untold}`,
    `${count(connect.opened, "connection")} opened, ${connect.failed} refused, ${sum(report.closes)} lost`,
  ];
}

const LATE_IN_ORDER =
  " One that came too late counts for the message after its own, and makes it look fast: send a {{token}} where answers repeat it, or give more --timeout.";

/** How answers found their messages, in a sentence. */
export function describeMatching({ matchedBy, failures }: LoadReport): string {
  if (matchedBy === "token") return "Answers were matched by their tokens; times count from when a message was due.";
  const some = matchedBy === "both" ? ", those with a token by it" : "";
  const late = failures[LATE_ANSWER] === undefined ? "" : LATE_IN_ORDER;
  return `Answers were matched by their order on each connection${some}; times count from when a message was due.${late}`;
}

const LONGEST = 20;
const cut = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

function cells(latency: Percentiles | undefined): readonly string[] {
  return COLUMNS.map((name) => (latency === undefined ? "-" : round(latency[name])));
}

function printTable(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart((widths[column] ?? 0) + 2),
      )
      .join(""),
  );
}

function printCounts(title: string, counts: Counts): readonly string[] {
  const rows = listCounts(counts);
  if (rows.length === 0) return [];
  const width = Math.max(...rows.map(([, many]) => String(many).length));
  return ["", `${title}:`, ...rows.map(([kind, many]) => `  ${String(many).padStart(width)}  ${escapeControls(kind)}`)];
}

/** The most frequent first: an object has numbers, as the codes of closes are, in their own order. */
export const listCounts = (counts: Counts): readonly (readonly [kind: string, many: number])[] =>
  Object.entries(counts).sort(([, one], [, other]) => other - one);

const sum = (counts: Counts): number => Object.values(counts).reduce((total, many) => total + many, 0);

/** Three digits that count. */
export function round(value: number): string {
  if (value === 0) return "0";
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
