import type { RouteEvent } from "../route-event";

/** A Lambda function to invoke. */
export interface FunctionCall {
  readonly functionArn: string;
  /** JSON text */
  readonly event: string;
  /** what of API Gateway calls, as the function's resource policy names it */
  readonly source: { readonly apiId: string; readonly path: string };
  /** The role to call with. @default the function's resource policy decides */
  readonly credentialsArn?: string | undefined;
  /** Whose function it is. @default the integration's */
  readonly by?: "authorizer";
  /** What it is called for. */
  readonly routeEvent: RouteEvent;
}

/** What a function answered: JSON text, or its error. */
export interface FunctionAnswer {
  readonly payload: string;
  /** set when the function failed; `payload` is then its error */
  readonly functionError?: string;
}

/** Invokes a Lambda function; rejects with a GatewayError where API Gateway may not or cannot. */
export type InvokeFunction = (call: FunctionCall) => Promise<FunctionAnswer>;
