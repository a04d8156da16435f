import type { Integration } from "./resources";
import type { RouteEvent } from "./route-event";

/** What API Gateway sends to a backend. */
export interface IntegrationRequest {
  readonly integration: Integration;
  readonly event: RouteEvent;
  readonly routeKey: string;
  /** The rendered integration request. */
  readonly body: string;
  /** From `integration.request.*` request parameters. Header names as they were written. */
  readonly headers: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly path: Readonly<Record<string, string>>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** What a backend answered. */
export interface IntegrationResult {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the backend did, for the developer. @default nobody asked, or it cannot tell */
  readonly work?: Work | undefined;
}

/** What a backend did for one event; read after its answer only. */
export interface Work {
  /** One line without line feeds: its steps, and of each failure the cause. */
  describe(): string;
  /** How it ended, such as `SUCCEEDED`. */
  readonly outcome: string;
  /** Whether anything failed, a failure that was caught too. */
  readonly hasFailed: boolean;
}

/**
 * Calls a backend and gives its answer, whatever its status: at once if nothing has to wait. Throws or rejects with a
 * GatewayError where AWS's API Gateway gets no answer at all: a role that it cannot assume, a host that it cannot reach.
 */
export type CallIntegration = (request: IntegrationRequest) => IntegrationResult | Promise<IntegrationResult>;

/** One call for each integration type. */
export type Integrations = Readonly<Record<Integration["integrationType"], CallIntegration>>;

/** Answers `{"statusCode": <n>}` with that status and an empty body. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html */
export const callMock: CallIntegration = ({ body }) => {
  let status: unknown;
  try {
    status = (JSON.parse(body) as { statusCode?: unknown } | null)?.statusCode;
  } catch {
    status = undefined;
  }
  const isStatus = typeof status === "number" && Number.isInteger(status);
  return { status: isStatus ? (status as number) : 500, headers: {}, body: "" };
};
