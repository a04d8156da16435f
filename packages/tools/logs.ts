import { readLogsOptions, type LogsOptions, USAGE } from "./logs/options";
import { printEvent, readEvents } from "./logs/read-events";

/** Milliseconds between two looks. */
const PAUSE = 1_000;

main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode ??= 1;
});

async function main(): Promise<void> {
  const options = readCommandLine();
  if (options.help) return void process.stdout.write(USAGE);
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
  } while (options.tail);
}

function readCommandLine(): LogsOptions {
  try {
    return readLogsOptions(process.argv.slice(2), process.env);
  } catch (error) {
    process.exitCode = 2;
    throw error;
  }
}
