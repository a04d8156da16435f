export { WebSocketApi, type WebSocketApiProps } from "@sfn-websocket/constructs/websocket-api";
export type { RouteProps } from "@sfn-websocket/constructs/route-props";
export { SynthesisError } from "@sfn-websocket/constructs/synthesis-error";
