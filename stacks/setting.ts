import type { Parse } from "./parse-setting";

/** One row of the configuration: where it comes from, what it is without either, and what it may be. */
export interface Setting<T> {
  /** The environment variable, which wins over the context of `cdktf.json`. */
  readonly variable: string;
  /** An environment variable of another tool's, looked at where neither is given. */
  readonly ambient?: string;
  /** The default as the documentation tells it. */
  readonly otherwise: string;
  readonly meaning: string;
  readonly parse: Parse<NonNullable<T>>;
  /** The value where nothing is given. */
  readonly fallback: T;
}

/** Fixes each row's type to its parser's. */
export function setting<T>(row: Setting<T>): Setting<T> {
  return row;
}
