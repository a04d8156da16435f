import type { ApiKeys } from "../stage/api-keys";
import type { ApiGateway } from "../control/apigateway";
import type { EmptyMaps } from "./changes";

/** What the actions are handed. */
export interface ApiContext {
  readonly gateway: ApiGateway;
  readonly apiKeys: ApiKeys;
  readonly region: string;
  readonly partition: string;
  /** epoch, milliseconds */
  readonly now: () => number;
  /** Returns a new id of that many characters. */
  readonly createId: (length: number) => string;
  /** @default "clear" */
  readonly emptyMaps?: EmptyMaps;
  /**
   * Returns what keeps API Gateway from writing logs with the role, or undefined. It is asked when the account's role is
   * set. @default no role is refused
   */
  readonly refuseLoggingRole?: (roleArn: string) => string | undefined;
  /** Returns ACM's text for a certificate that no domain name may have yet, or undefined. @default no certificate is refused */
  readonly refuseCertificate?: (certificateArn: string) => string | undefined;
  /** Whether a stage may log though the account has no role for it. @default false */
  readonly logsWithoutRole?: boolean | undefined;
}

/** Returns the present moment as v2 of the API writes it: ISO 8601, whole seconds. */
export const isoNow = ({ now }: ApiContext): string => `${new Date(now()).toISOString().slice(0, 19)}Z`;
