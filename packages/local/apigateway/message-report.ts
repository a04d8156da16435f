import type { DeployedRoute } from "./deployment";
import type { Work } from "./integration";
import type { RouteEvent } from "./route-event";
import type { Stage } from "./stage";

/** How a message was answered: references only, described when somebody reads it. */
export interface MessageReport {
  readonly stage: Stage;
  readonly event: RouteEvent;
  /** `-` where no route was found. */
  readonly routeKey: string;
  /** What the integration answered, or API Gateway in its place. */
  readonly status: number;
  /** API Gateway's own message where it refused or failed. */
  readonly error?: string;
  readonly work?: Work | undefined;
}

export type ReportMessage = (report: MessageReport) => void;

/** Whether anything of a message failed, what a workflow caught too. */
export function hasFailed({ error, status, work }: MessageReport): boolean {
  return error !== undefined || status >= 400 || work?.hasFailed === true;
}

/** Characters of a client's route key that are shown. */
const LONGEST_KEY = 64;

/** One line: the route, and why it is `$default`; what answered, its way and outcome. */
export function describeMessage(report: MessageReport): string {
  const { stage, routeKey, status, error, work } = report;
  const outcome = error === undefined ? (work?.outcome ?? String(status)) : `${status} ${error}`;
  const answered = work?.describe() ?? describeTarget(stage.deployment.routes.get(routeKey));
  return [`${routeKey}${describeFall(report)}`, answered, outcome].filter((part) => part !== "").join("  ");
}

function describeFall({ stage, event, routeKey }: MessageReport): string {
  if (routeKey !== "$default") return "";
  const key = stage.deployment.selectRouteKey({ body: event.json });
  if (key === undefined || key === "$default") return "";
  const { routeSelectionExpression } = stage.api;
  if (key === "") return ` (${routeSelectionExpression} is empty)`;
  return ` (${routeSelectionExpression} names no route, got '${key.slice(0, LONGEST_KEY)}')`;
}

/** What answers for a route that runs no workflow, or did not get so far. */
function describeTarget(route: DeployedRoute | undefined): string {
  const { integrationType, integrationUri = "" } = route?.target?.integration ?? {};
  if (integrationType === "MOCK") return "API Gateway itself";
  const [, name] = /(?:function:|:action\/)([\w-]+)(?:\/invocations)?$/.exec(integrationUri) ?? [];
  return name ?? integrationUri;
}
