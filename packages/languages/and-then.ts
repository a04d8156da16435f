/** Hands a value on, at once if it is there, later if it is promised: states that need not wait make no promises. */
export function andThen<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}
