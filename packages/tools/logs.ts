import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { type LogsOptions, readLogsOptions, USAGE } from "./logs/options";
import { printEvent, readEvents } from "./logs/read-events";
import { UnreadEvents } from "./logs/unread-events";

/** Milliseconds between two looks. */
const PAUSE = 1_000;

void runCommand({
  name: "npm run logs",
  usage: USAGE,
  readOptions: (argv) => readLogsOptions(argv, process.env),
  run: printLogs,
});

async function printLogs(options: LogsOptions): Promise<number> {
  const unread = new UnreadEvents(options.since === undefined ? 0 : Date.now() - options.since);
  do {
    for (const event of unread.take(await readEvents(options, unread.from)))
      process.stdout.write(`${printEvent(event)}\n`);
    if (options.tail) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  } while (options.tail && process.stdout.writable);
  return STATUS.done;
}
