/** What one route runs and how, the value of a `routes` map whose keys are the route keys. */
export interface RouteProps {
  /**
   * Path of the workflow's definition, an Amazon States Language file, relative to the project's root:
   * `workflows/wait.asl.json`.
   */
  readonly workflow: string;
  /**
   * How long API Gateway waits for the workflow, in milliseconds, 50 to 29,000.
   * @default 29000
   */
  readonly timeoutMilliseconds?: number;
  /**
   * The mapping template that makes the StartSyncExecution request of a message; `$stateMachineArn` holds the
   * workflow's ARN.
   * @default - the whole message is the workflow's input, byte for byte
   */
  readonly requestTemplate?: string;
  /**
   * What the workflow's Task states may do, beside tracing and logging.
   * @default - nothing: AWS denies what a Task state asks of a service
   */
  readonly permissions?: readonly Permission[];
  /**
   * What the client gets.
   * @default "execution"
   */
  readonly response?: RouteResponse;
  /**
   * Which of the workflow's events go to its log group.
   * @default "ERROR"
   */
  readonly logLevel?: WorkflowLogLevel;
  /**
   * Whether the workflow's log events hold inputs and outputs.
   * @default false
   */
  readonly logExecutionData?: boolean;
  /**
   * Level of API Gateway's execution log of this route. Anything but "OFF" needs the CloudWatch role in the account's
   * API Gateway settings, without which AWS refuses the stage.
   * @default "OFF"
   */
  readonly executionLogLevel?: ExecutionLogLevel;
  /**
   * The most messages that the route takes.
   * @default - the account's limits
   */
  readonly throttle?: Throttle;
}

/**
 * `"execution"`: StartSyncExecution's whole answer, as in AWS's pattern. `"output"`: the workflow's output, or
 * `{"error":...,"cause":...}` of one that failed or timed out. Or a mapping template, whose `$input` is
 * StartSyncExecution's answer.
 */
export type RouteResponse = "execution" | "output" | { readonly template: string };

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/cloudwatch-log-level.html documented */
export type WorkflowLogLevel = (typeof WORKFLOW_LOG_LEVELS)[number];
export const WORKFLOW_LOG_LEVELS = ["ALL", "ERROR", "FATAL", "OFF"] as const;

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html documented */
export type ExecutionLogLevel = (typeof EXECUTION_LOG_LEVELS)[number];
export const EXECUTION_LOG_LEVELS = ["OFF", "ERROR", "INFO"] as const;

/** Allows actions on resources, in IAM's own names. */
export interface Permission {
  /** `dynamodb:PutItem`, `lambda:InvokeFunction`. */
  readonly actions: readonly string[];
  /** ARNs, references to them included. */
  readonly resources: readonly string[];
}

/** A token bucket. Both numbers, always: API Gateway takes one that is not given for 0, which refuses every message. */
export interface Throttle {
  /** Messages a second in the long run. */
  readonly rateLimit: number;
  /** Messages at once. */
  readonly burstLimit: number;
}

/**
 * The account's own limits in most regions.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html documented
 */
export const ACCOUNT_THROTTLE: Throttle = { rateLimit: 10_000, burstLimit: 5_000 };

/** The longest and the shortest integration timeout, in milliseconds. @see the same page: documented */
export const TIMEOUT_MILLISECONDS = { shortest: 50, longest: 29_000 } as const;
