import { describeDefect } from "../guard";

/** What decides whether a process goes on after a failure that nobody has caught. */
export interface LastResort {
  /** Whether clients are served now. */
  readonly isServing: () => boolean;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** Ends the process with an exit status. */
  readonly exit: (status: number) => void;
}

/**
 * Logs each failure that nobody has caught. While clients are served that is all: it belongs to one event, whose client
 * may wait in vain, and costs no other client its connection. Before and after, it ends the process with status 1.
 */
export function catchUncaught({ isServing, log, exit }: LastResort): void {
  // An unhandled rejection comes as one, too.
  process.on("uncaughtException", (thrown: unknown) => {
    log(`a failure that nobody has caught: ${describeDefect(thrown)}`);
    if (!isServing()) exit(1);
  });
}
