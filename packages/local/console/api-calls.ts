import type { Aws } from "../account/aws";
import type { HttpAnswer } from "../http/http-answer";
import type { ConsoleRequest } from "./answer-console";

/** What the console's calls are answered from. */
export interface ConsoleWorld {
  /** The AWS that is served now. */
  readonly aws: () => Aws;
  /** Counts the versions that this process has served, from 1. */
  readonly version: () => number;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
}

export interface ApiRequest extends ConsoleRequest {
  /** What follows the call's name in the path. */
  readonly id: string | undefined;
}

export interface ApiCall {
  readonly method: "GET" | "POST";
  /** Whether a path may go on with an id. @default false */
  readonly takesId?: true;
  readonly run: (world: ConsoleWorld, request: ApiRequest) => HttpAnswer | Promise<HttpAnswer>;
}

/** The calls by their names, as `api.ts` describes them; what answers one is loaded when it is first called. */
export const API_CALLS: Readonly<Record<string, ApiCall>> = {};
