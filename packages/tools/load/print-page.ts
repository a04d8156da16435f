import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { escapeXml as escape } from "../escape-xml";
import type { Percentiles } from "./latencies";
import { describeMatching, LATE, listCounts, round, summarize } from "./print-load";
import type { Counts, LoadReport } from "./report";

/** What lies beside this file; in the published package uPlot's files do too. */
function readFile(name: string): string {
  const own = join(__dirname, "page", name);
  return readFileSync(existsSync(own) ? own : createRequire(__filename).resolve(`uplot/dist/${name}`), "utf8");
}

/** The report as a page: one file that asks for nothing, and whose tables say all that the plots show. */
export function printPage(report: LoadReport): string {
  const styles = [readFile("uPlot.min.css"), readFile("style.css")].join("\n");
  const scripts = [readFile("uPlot.iife.min.js"), readFile("plots.js")];
  const policy = [
    "default-src 'none'",
    `style-src ${hash(styles)}`,
    `script-src ${scripts.map(hash).join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Load on ${escape(report.url)}</title>
<style>${styles}</style>
</head>
<body>
<main>
${printBody(report)}
</main>
<script type="application/json" id="report">${JSON.stringify(report).replaceAll("<", "\\u003c")}</script>
${scripts.map((script) => `<script>${script}</script>`).join("\n")}
</body>
</html>
`;
}

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

function printBody(report: LoadReport): string {
  const { lateness, latency } = report;
  const warnings = [
    ...(report.isInterrupted ? ["The run was interrupted: this is what it was until then."] : []),
    ...(lateness !== undefined && lateness.p99 > LATE
      ? [
          `One message of a hundred was sent more than ${round(lateness.p99)} ms late: the machine that sent was the limit.`,
        ]
      : []),
  ];
  const plot = (id: string, title: string) =>
    `<h2>${title}</h2>\n<div class="plot" id="${id}" role="img" aria-label="${title}, for each second; the table below has the numbers"></div>`;
  return [
    `<h1>Load on ${escape(report.url)}</h1>`,
    `<p class="quiet">${escape(report.startedAt)}: ${report.connections} connections, ${round(report.rate)} messages a second asked for</p>`,
    ...warnings.map((warning) => `<p><strong class="bad">${escape(warning)}</strong></p>`),
    ...summarize(report).map((line) => `<p>${escape(line)}</p>`),
    "<h2>Milliseconds</h2>",
    printLatencies(report),
    ...(latency === undefined ? [] : [`<p class="quiet">${describeMatching(report)}</p>`]),
    printCounts("Messages failed", report.failures),
    printCounts("Connections refused", report.refusals),
    printCounts("Connections closed by the server", report.closes),
    plot("traffic", "Messages a second"),
    plot("latency", "Latency by second"),
    plot("connections", "Open connections"),
    "<h2>Each second</h2>",
    printSeconds(report),
  ].join("\n");
}

const FIGURES = ["count", "min", "mean", "p50", "p90", "p95", "p99", "p999", "max"] as const;

function printLatencies({ connect, latency, routes }: LoadReport): string {
  const row = (name: string, of: Percentiles | undefined) => [name, ...FIGURES.map((figure) => cell(of?.[figure]))];
  const names = Object.entries(routes).map(([name, route]) => row(`answer to ${name}`, route.latency));
  return printTable(["", ...FIGURES], [row("connect", connect.latency), row("answer", latency), ...names]);
}

function printSeconds({ seconds }: LoadReport): string {
  const names = ["second", "connections", "sent", "answered", "failed", "p50", "p99", "max"] as const;
  return printTable(
    names,
    seconds.map((second) => names.map((name) => cell(second[name]))),
  );
}

const cell = (value: number | undefined): string => (value === undefined ? "–" : round(value));

function printTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const print = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((text) => `<${tag}>${escape(text)}</${tag}>`).join("")}</tr>`;
  const body = rows.map((row) => print("td", row)).join("\n");
  return `<div class="wide" tabindex="0"><table>\n<thead>${print("th", head)}</thead>\n<tbody>\n${body}\n</tbody></table></div>`;
}

function printCounts(title: string, counts: Counts): string {
  const rows = listCounts(counts).map(
    ([kind, many]) => `<tr><td>${many}</td><td class="text">${escape(kind)}</td></tr>`,
  );
  return rows.length === 0 ? "" : `<h2>${title}</h2>\n<table><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}
