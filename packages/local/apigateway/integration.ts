import type { Integration } from "./resources";
import type { RouteEvent } from "./route-event";
import { internalServerError } from "./wire";

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

/** A status as AWS reads it, whose parser takes a name without quotes: aws-cdk's own mocks say `{ statusCode: 204 }`. */
const STATUS = /^\s*\{\s*(["']?)statusCode\1\s*:\s*(\d{3})\s*[,}]/;

/**
 * Answers `{"statusCode": <n>}` with that status and an empty body; what renders none is a fault of the configuration, whatever the
 * integration responses are: *assumed* from REST APIs, whose execution logs say `Unable to parse statusCode`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export const callMock: CallIntegration = ({ body }) => {
  const status = readStatus(body);
  if (status !== undefined) return { status, headers: {}, body: "" };
  const got = JSON.stringify(body.slice(0, LONGEST_SHOWN));
  throw internalServerError(
    `the request template of a MOCK integration renders no integer statusCode, got ${got}; write {"statusCode": 200}`,
  );
};

/** Characters of what a template has rendered that the developer sees. */
const LONGEST_SHOWN = 200;

function readStatus(body: string): number | undefined {
  try {
    const { statusCode } = JSON.parse(body) as { statusCode?: unknown };
    return Number.isInteger(statusCode) ? Number(statusCode) : undefined;
  } catch {
    const [, , status] = STATUS.exec(body) ?? [];
    return status === undefined ? undefined : Number(status);
  }
}
