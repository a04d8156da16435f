import type { DeployedRoute } from "./deployment";
import type { EventSteps } from "./event-steps";
import type { RouteEvent } from "../route-event";

/** What is told of an event in a line. */
export type MessageReport = Pick<EventSteps, "stage" | "event" | "routeKey" | "status" | "error" | "cause" | "work">;

/** Whether anything of a message failed, what a workflow caught too. */
export function hasFailed({ error, status, work }: MessageReport): boolean {
  return error !== undefined || status >= 400 || work?.hasFailed === true;
}

/** Characters of a client's route key that are shown. */
const LONGEST_KEY = 64;

/** What a line tells of an event; without line feeds of its own. */
export interface MessageDescription {
  readonly routeKey: string;
  /** Why the route is `$default` and that it answers nobody, or whose connection opens or closes. @default "" */
  readonly about: string;
  /** What answered, and its way. @default "" */
  readonly answered: string;
  readonly outcome: string;
}

export function describeMessage(report: MessageReport): MessageDescription {
  const { stage, routeKey, status, error, cause, work } = report;
  const refusal = [status, error, cause && `(${cause})`].filter((part) => part !== undefined && part !== "").join(" ");
  const outcome = error === undefined ? (work?.outcome ?? String(status)) : refusal;
  const answered = work?.describe() ?? describeTarget(stage.deployment.routes.get(routeKey));
  const about = CONNECTIONS[report.event.eventType]?.(report.event) ?? describeWay(report);
  return { routeKey, about, answered, outcome };
}

/** What a line tells of a connection that opens or closes; where it comes from and, by its authorizer, whose it is. */
const CONNECTIONS: Readonly<Partial<Record<RouteEvent["eventType"], (event: RouteEvent) => string>>> = {
  CONNECT: ({ connection: { connectionId, identity, authorizer } }) => {
    const principal = authorizer?.principalId;
    return `(${connectionId} from ${identity.sourceIp}${principal === undefined ? "" : ` as '${principal}'`})`;
  },
  DISCONNECT: ({ connection: { connectionId }, disconnect }) => {
    const { statusCode, reason = "" } = disconnect ?? {};
    return `(${connectionId}${statusCode === undefined ? "" : ` closed ${[statusCode, reason].join(" ").trim()}`})`;
  },
};

/** A socket that stays silent is told why; errors are sent on one-way routes too. */
function describeWay(report: MessageReport): string {
  const route = report.stage.deployment.routes.get(report.routeKey);
  const isSilent = report.error === undefined && route?.isTwoWay === false;
  return [describeFall(report), isSilent ? "(one-way: no route response)" : ""].filter(Boolean).join(" ");
}

function describeFall({ stage, event, routeKey }: MessageReport): string {
  if (routeKey !== "$default") return "";
  const key = stage.deployment.selectRouteKey(event);
  if (key === undefined || key === "$default") return "";
  const { routeSelectionExpression } = stage.deployment;
  if (key === "") return `(${routeSelectionExpression} is empty)`;
  return `(${routeSelectionExpression} names no route, got '${key.slice(0, LONGEST_KEY)}')`;
}

/** What answers for a route that runs no workflow, or did not get so far. */
function describeTarget(route: DeployedRoute | undefined): string {
  const { integrationType, integrationUri = "" } = route?.target?.integration ?? {};
  if (integrationType === "MOCK") return "API Gateway itself";
  const [, name] = /(?:function:|:action\/)([\w-]+)(?:\/invocations)?$/.exec(integrationUri) ?? [];
  return name ?? integrationUri;
}
