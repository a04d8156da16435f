import type { AuthorizeCaller } from "../../protocols/aws-request";
import type { Identity } from "../resources";
import type { LoggedRefusal } from "./access-log";
import type { Stage } from "./stage";

/** A call of the @connections API. */
export interface ConnectionsRequest {
  readonly method: string;
  readonly connectionId: string;
  readonly body: Buffer;
  readonly isSigned: boolean;
  /** What the caller may do. @default everything */
  readonly authorize?: AuthorizeCaller | undefined;
  /** Who calls. */
  readonly identity: Identity;
  /** The custom domain name that was called. @default the API's default endpoint */
  readonly domainName?: string | undefined;
}

export interface ConnectionsAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What the access log tells of a refusal; of a connection that is gone it tells nothing. */
  readonly refusal?: LoggedRefusal;
}

/** A call that was answered. */
export interface ConnectionCall {
  readonly stage: Stage;
  readonly request: Pick<ConnectionsRequest, "method" | "connectionId" | "body">;
  readonly answer: ConnectionsAnswer;
  readonly errorMessage: string | undefined;
  /** Epoch, milliseconds. */
  readonly at: number;
}
