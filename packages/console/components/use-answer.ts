import { useEffect, useState } from "preact/hooks";

/** What a call answered last, and why it does not any more. */
export interface Answered<T> {
  readonly answer?: T;
  readonly problem?: string;
}

/**
 * Calls when what the call depends on has been the same for `pause` milliseconds; what is answered after that has changed
 * again is nobody's. Nothing while there is nothing to ask.
 */
export function useAnswer<T>(
  ask: ((signal: AbortSignal) => Promise<T>) | undefined,
  inputs: readonly unknown[],
  pause = 0,
): Answered<T> {
  const [answered, put] = useState<Answered<T>>({});
  useEffect(() => {
    if (!ask) return put({});
    const leaving = new AbortController();
    const start = () =>
      ask(leaving.signal).then(
        (answer) => leaving.signal.aborted || put({ answer }),
        (error: Error) => leaving.signal.aborted || put((before) => ({ ...before, problem: error.message })),
      );
    const timer = setTimeout(() => void start(), pause);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, inputs);
  return answered;
}
