import type { World } from "../world/world";

/** TestState's request. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */
export interface TestStateRequest {
  /** The definition of one state, or of a whole machine with `stateName`; JSON text. */
  readonly definition: string;
  /** The state of a whole machine's definition, within Parallel and Map states too. @default `definition` is the state */
  readonly stateName?: string;
  /** @default none, which a task that is not mocked does not take */
  readonly roleArn?: string;
  /** JSON text. @default "{}" */
  readonly input?: string;
  /** The workflow variables, the JSON text of an object. @default "{}" */
  readonly variables?: string;
  /** The context object, JSON text; only with a mock. @default one that AWS makes up */
  readonly context?: string;
  /** `DEBUG` and `TRACE` show what the state made of its input. @default "INFO" */
  readonly inspectionLevel?: "INFO" | "DEBUG" | "TRACE";
  /** @default false */
  readonly revealSecrets?: boolean;
  /** What the state's work results in. @default the work is done */
  readonly mock?: MockRequest;
  readonly stateConfiguration?: StateConfiguration;
}

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html */
export interface MockRequest {
  /** JSON text. */
  readonly result?: string;
  readonly errorOutput?: { readonly error?: string; readonly cause?: string };
  /** How closely a task's mocked result is compared with what its API responds. @default "STRICT" */
  readonly fieldValidationMode?: "STRICT" | "PRESENT" | "NONE";
}

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestStateConfiguration.html */
export interface StateConfiguration {
  /** How often the retrier of the failure has retried. @default 0 */
  readonly retrierRetryCount?: number;
  /** The state within a Map or Parallel state that the mocked error comes from. */
  readonly errorCausedByState?: string;
  /** How many iterations of a Map state have failed. @default 0 */
  readonly mapIterationFailureCount?: number;
  /** What the ItemReader of a Map state reads, as it is in its source. */
  readonly mapItemReaderData?: string;
}

/** What testing a state needs of the outside. A task runs only where it is not mocked. */
export interface TestStateWorld extends Omit<World, "record"> {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** Takes what the caller should know and AWS's answer has no place for. @default nothing is told */
  readonly note?: (text: string) => void;
  /** Aborts when nobody waits for the answer any more: what the state waits for is given up. @default it never does */
  readonly signal?: AbortSignal | undefined;
}

/** TestState's answer. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html#API_TestState_ResponseElements */
export interface TestStateAnswer {
  readonly status: "SUCCEEDED" | "FAILED" | "RETRIABLE" | "CAUGHT_ERROR";
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData?: InspectionData;
}

/** What the state made of its input: JSON text by stage, and the limits of a Map state. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html */
export type InspectionData = Readonly<Record<string, string | number | ErrorDetails>>;

/** Which entries of Retry and Catch saw the failure, counted from 0. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionErrorDetails.html */
export type ErrorDetails = Readonly<
  Partial<Record<"catchIndex" | "retryIndex" | "retryBackoffIntervalSeconds", number>>
>;

/** A request that AWS does not answer, with the code of its error. */
export class TestStateRefusal extends Error {
  override readonly name = "TestStateRefusal";

  constructor(
    readonly code: "ValidationException" | "InvalidDefinition" | "InvalidExecutionInput",
    message: string,
  ) {
    super(message);
  }
}

/** Refuses a request as AWS does what its model does not say. */
export function refuseRequest(message: string): TestStateRefusal {
  return new TestStateRefusal("ValidationException", message);
}
