import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { createStyle } from "@sfn-websocket/run/terminal";
import { describePrice } from "./load/price-run";
import { readLoadFigures } from "./load/metrics";
import { openChannel } from "./load/open-channel";
import { type LoadOptions, readLoadOptions, USAGE } from "./load/options";
import { printPage } from "./load/print-page";
import { printLoad } from "./load/print-load";
import { createProgress } from "./load/progress";
import type { LoadReport } from "./load/report";
import { runLoad } from "./load/run-load";
import { CLOCK } from "./smoke/exchange";
import { addQuery } from "./smoke/handshake-options";
import { isLocal } from "./smoke/sent";
import { signHandshake } from "./smoke/sign-handshake";
import { hideQuery } from "./smoke/terminal";
import { listExceeded } from "./thresholds";
import { requireWritable, writeOption } from "./write-option";

void runCommand({
  name: "npm run load",
  usage: USAGE,
  readOptions: (argv) => readLoadOptions(argv, process.env),
  run: load,
});

async function load(options: LoadOptions): Promise<number> {
  if (options.html !== undefined) requireWritable("--html", options.html);
  const report = await putLoad(options);
  if (options.html !== undefined) writeOption("--html", options.html, printPage(report));
  const exceeded = listExceeded(options.failIf, readLoadFigures(report));
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ ...report, exceeded }, null, 2)}\n`
      : printLoad(report, createStyle(process.stdout, process.env)),
  );
  for (const line of exceeded) process.stderr.write(`exceeded: ${line}\n`);
  const hasOpened = report.connect.opened > 0 || report.isInterrupted;
  if (!hasOpened)
    process.stderr.write("no connection was opened; 'npm run smoke -- URL' tells what may be the cause\n");
  return exceeded.length === 0 && hasOpened ? STATUS.done : STATUS.no;
}

async function putLoad({ plan, connectTimeout, protocols, ...options }: LoadOptions): Promise<LoadReport> {
  const url = addQuery(options.url, options.query);
  if (!isLocal({ url: new URL(url) })) process.stderr.write(`${describePrice(plan)}\n`);
  const headers = options.iam
    ? async () => ({ ...options.headers, ...(await signHandshake({ ...options, url, environment: process.env })) })
    : () => options.headers;
  // What is wrong with the credentials is told before the run.
  await headers();
  const interruption = new AbortController();
  // npm hands the terminal's Ctrl-C on, so that it comes twice: the second one must not end what prints the report.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interruption.abort());
  const progress = createProgress(process.stderr, plan);
  const startedAt = new Date().toISOString();
  const result = await runLoad(plan, {
    connect: (events) => openChannel({ url, protocols, headers, connectTimeout }, events),
    clock: CLOCK,
    random: Math.random,
    date: Date.now,
    signal: interruption.signal,
    progress: progress.tell,
  });
  progress.end();
  return { url: hideQuery(url), startedAt, ...result };
}
