/** What changes of files are gathered by. */
export interface SettlingOptions {
  /** Milliseconds without a change before one is told. */
  readonly settle: number;
  /** Milliseconds after the first change that is not told yet, when one is told though they go on. */
  readonly longest: number;
  /** Calls back after so many milliseconds; returns how to call that off. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
  /** Told the file that changed last, and whether there was quiet before. */
  readonly tell: (file: string, isQuiet: boolean) => void;
}

export interface Settling {
  changed(file: string): void;
  stop(): void;
}

/** Tells a change when things have been quiet for a moment, or, where a file is written without pause, after a longer one. */
export function createSettling({ settle, longest, after, tell }: SettlingOptions): Settling {
  let file = "";
  let endQuiet: (() => void) | undefined;
  let endLongest: (() => void) | undefined;
  const stop = (): void => {
    endQuiet?.();
    endLongest?.();
    endQuiet = endLongest = undefined;
  };
  const end = (isQuiet: boolean) => (): void => {
    stop();
    tell(file, isQuiet);
  };
  return {
    changed(last) {
      file = last;
      endQuiet?.();
      endQuiet = after(settle, end(true));
      endLongest ??= after(longest, end(false));
    },
    stop,
  };
}
