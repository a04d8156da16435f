/** What is made when it is first asked for. */
export interface Lazy<Value> {
  /** The one value, which the first call makes. */
  make(): Value;
  /** Undefined where nobody has asked. */
  made(): Value | undefined;
}

export function createLazy<Value extends object>(create: () => Value): Lazy<Value> {
  let value: Value | undefined;
  return { make: () => (value ??= create()), made: () => value };
}
