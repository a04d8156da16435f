import type { EventSteps } from "../apigateway/stage/event-steps";
import { compileSelectionExpression } from "../apigateway/templates/selection-expression";
import { cutLine } from "./cut-text";
import type { RouteSelection } from "./trace";

/** How the route of a message was chosen; undefined for a connection's own routes, which nothing selects. */
export function readSelection({ stage, event, routeKey, route, endedAt }: EventSteps): RouteSelection | undefined {
  if (event.eventType !== "MESSAGE") return undefined;
  const { routeSelectionExpression: expression } = stage.deployment;
  const value = compileSelectionExpression(expression)(event);
  const candidates = [...stage.deployment.routes.keys()];
  const chosen = route?.route.routeKey ?? (endedAt === undefined || routeKey === "-" ? undefined : routeKey);
  return {
    expression,
    value,
    candidates,
    chosen,
    why: explain({ expression, value, chosen, isJson: event.json() !== undefined }),
  };
}

interface Selected {
  readonly expression: string;
  readonly value: string | undefined;
  readonly chosen: string | undefined;
  readonly isJson: boolean;
}

function explain({ expression, value, chosen, isJson }: Selected): string {
  const found = describeValue({ expression, value, isJson });
  if (chosen === undefined) return `${found}, and there is no $default route`;
  if (chosen === value) return `${expression} is '${cutLine(value)}'`;
  return `${found}, so $default takes it`;
}

function describeValue({ expression, value, isJson }: Omit<Selected, "chosen">): string {
  if (value === undefined) return isJson ? `${expression} has no value` : "the message is no JSON object or array";
  if (value === "") return `${expression} is empty`;
  return `no route has the key '${cutLine(value)}'`;
}
