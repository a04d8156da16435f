/** Resolves after the event loop has had a turn, in which timers, sockets and other executions go on. */
export function takeTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
