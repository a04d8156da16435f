/** Hands a value on, at once if it is there, later if it is promised: states that need not wait make no promises. */
export function andThen<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** The result of `run`, at once if it has not to wait; what it throws, or rejects with, `fail` makes a result of. */
export function orElse<T>(run: () => T | Promise<T>, fail: (error: unknown) => T): T | Promise<T> {
  try {
    const value = run();
    return value instanceof Promise ? value.catch(fail) : value;
  } catch (error) {
    return fail(error);
  }
}
