export { WebSocketApi } from "@sfn-websocket/constructs/websocket-api";
export type { WebSocketApiProps } from "@sfn-websocket/constructs/websocket-api-props";
export type { RouteProps } from "@sfn-websocket/constructs/route-props";
