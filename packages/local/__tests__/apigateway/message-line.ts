import { describeMessage, type MessageReport } from "../../apigateway/stage/message-report";

/** What is told of an event, in one line. */
export function joinMessage(report: MessageReport): string {
  const { routeKey, about, answered, outcome } = describeMessage(report);
  return [about === "" ? routeKey : `${routeKey} ${about}`, answered, outcome].filter((part) => part !== "").join("  ");
}
