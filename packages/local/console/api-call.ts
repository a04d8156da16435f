import type { HttpAnswer } from "../http/http-answer";
import type { ConsoleRequest } from "./console-request";
import type { ConsoleWorld } from "./console-world";

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
