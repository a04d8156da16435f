import type { Parse } from "./parse-setting";

/** One row of the configuration: what it is without being given, and what it may be. Its name is the row's key. */
export interface Setting<T> {
  /** An environment variable of another tool's, looked at where neither is given. */
  readonly ambient?: string;
  /** The default as the documentation tells it. */
  readonly otherwise: string;
  readonly meaning: string;
  /** What it costs beside the messages and executions themselves, at us-east-1's prices. @default "nothing" */
  readonly costs?: string;
  readonly parse: Parse<NonNullable<T>>;
  /** The problems of an option of a stack that `parse` takes. @default - none */
  readonly check?: (value: string, region: string) => readonly string[];
  /** The value where nothing is given. */
  readonly fallback: T;
}

/** Fixes each row's type to its parser's. */
export function setting<T>(row: Setting<T>): Setting<T> {
  return row;
}

/** What the environment variables of settings begin with. */
export const VARIABLE_PREFIX = "WEBSOCKET_API_";

/** The environment variable of a setting, which wins over the context of `cdktf.json`: `WEBSOCKET_API_STAGE_NAME`. */
export function nameVariable(setting: string): string {
  return `${VARIABLE_PREFIX}${setting.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
