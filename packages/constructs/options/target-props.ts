import type { CallingRouteOptions, WaitingRouteOptions } from "./route-props";

/** What a route may have that hands its messages on to something that answers later, or never. */
export interface HandingRouteOptions extends CallingRouteOptions {
  /**
   * What the client gets once the message is handed on: a mapping template such as `{ template: '{"type":"queued"}' }`, which
   * knows `$context` and not the message. `"none"`: nothing, but for what API Gateway says when it could not hand it on.
   * @default - the ids of the connection and of the request
   */
  readonly response?: HandedOnResponse;
}

/** A route that puts its messages, byte for byte, into an SQS queue, with the connection's id as the attribute `connectionId`. */
export interface SqsRouteProps extends HandingRouteOptions {
  /** The queue's ARN. */
  readonly sqs: string;
  /**
   * Whether the queue is a FIFO one, in which a connection's messages keep their order.
   * @default - what the name says, where it is known
   */
  readonly fifo?: boolean;
}

/** A route that publishes its messages, byte for byte, to an SNS topic, with the connection's id as the attribute `connectionId`. */
export interface SnsRouteProps extends HandingRouteOptions {
  /** The topic's ARN. */
  readonly sns: string;
  /**
   * Whether the topic is a FIFO one, in which a connection's messages keep their order.
   * @default - what the name says, where it is known
   */
  readonly fifo?: boolean;
}

/**
 * A route that puts an event on an EventBridge bus for each message: its `detail-type` is the route key, its `detail`
 * `{"connectionId":"...","data":...}` with the message as JSON.
 */
export interface EventsRouteProps extends HandingRouteOptions {
  /** The bus's ARN. */
  readonly events: string;
  /**
   * The events' `source`.
   * @default "websocket-api"
   */
  readonly source?: string;
}

/**
 * A route that posts its messages to an HTTP server, with the connection's id as the header `connectionId`; the client
 * gets its body.
 */
export interface HttpRouteProps extends WaitingRouteOptions {
  /** The server's URL, which API Gateway reaches over the internet. */
  readonly http: string;
  /**
   * `"none"`: the client gets nothing, but for what API Gateway says when it could not reach the server.
   * @default - the server's body
   */
  readonly response?: "none";
}

/** What the client of a route that hands its messages on gets. */
export type HandedOnResponse = "none" | { readonly template: string };

/** The routes whose messages an AWS service takes. */
export type HandingRouteProps = SqsRouteProps | SnsRouteProps | EventsRouteProps;
