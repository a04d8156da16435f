import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { type LogsOptions, readLogsOptions, USAGE } from "./logs/options";
import { printEvent, readEvents } from "./logs/read-events";

/** Milliseconds between two looks. */
const PAUSE = 1_000;

void runCommand({
  name: "npm run logs",
  usage: USAGE,
  readOptions: (argv) => readLogsOptions(argv, process.env),
  run: printLogs,
});

async function printLogs(options: LogsOptions): Promise<number> {
  let from = options.since === undefined ? 0 : Date.now() - options.since;
  const printed = new Set<string>();
  do {
    for (const event of await readEvents(options, from)) {
      const key = `${event.group} ${event.eventId ?? `${event.timestamp} ${event.message}`}`;
      if (printed.has(key)) continue;
      printed.add(key);
      from = Math.max(from, event.timestamp);
      process.stdout.write(`${printEvent(event)}\n`);
    }
    if (options.tail) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  } while (options.tail && process.stdout.writable);
  return STATUS.done;
}
