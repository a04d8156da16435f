import type { ConnectionCall } from "../apigateway/stage/connection-call";
import type { EventSteps } from "../apigateway/stage/event-steps";
import type { ExecutionTrail } from "../stepfunctions/execution-trail";
import type { CompactMessage } from "./compact-message";

/** What a trace is made of when somebody reads it. */
export type TraceSource =
  | CompactMessage
  | { readonly kind: "event"; readonly steps: EventSteps }
  | { readonly kind: "call"; readonly call: ConnectionCall }
  | { readonly kind: "execution"; readonly trail: ExecutionTrail };
