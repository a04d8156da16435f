export { WebSocketApi } from "@sfn-websocket/constructs/websocket-api";
export type { WebSocketApiProps } from "@sfn-websocket/constructs/api/websocket-api-props";
export type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
