import type { MessageTemplate } from "./message-template";
import type { Expectation } from "../smoke/options";

/** What a run does; times are milliseconds, counted from the first message on. */
export interface LoadPlan {
  readonly connections: number;
  /** Messages a second, of all connections together. */
  readonly rate: number;
  readonly duration: number;
  /** The time before the first message, in which connections are opened. */
  readonly ramp: number;
  /** They are sent in turn. */
  readonly messages: readonly MessageTemplate[];
  /** How long an answer is waited for, from when its message was due. */
  readonly timeout: number;
  /** What an answer must be. @default SUCCEEDED where it has a status, else no error */
  readonly expect: Expectation | undefined;
  /** When all connections are closed, and opened again at once. */
  readonly storms: readonly number[];
  /** How long a connection is kept before it is closed and opened again. @default as long as the run takes */
  readonly reconnectEvery: number | undefined;
  /** How long it takes at least until a connection is opened again that was lost or refused; at most twice that. */
  readonly reconnectAfter: number;
}
