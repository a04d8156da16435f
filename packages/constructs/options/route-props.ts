import type { Substitutions } from "./definition-substitutions";
import type { HandingRouteProps, HttpRouteProps } from "./target-props";

/**
 * What one route runs and how, the value of a `routes` map whose keys are the route keys: a workflow, an answer that API
 * Gateway gives by itself, a Lambda function, or what its messages are handed to.
 */
export type RouteProps = WorkflowRouteProps | MockRouteProps | LambdaRouteProps | HandingRouteProps | HttpRouteProps;

/** What every route may have. */
export interface RouteOptions {
  /**
   * Level of API Gateway's execution log of this route. Anything but "OFF" needs the CloudWatch role in the account's
   * API Gateway settings, without which AWS refuses the stage.
   * @default - the stack's
   */
  readonly executionLogLevel?: ExecutionLogLevel;
  /**
   * The most messages that the route takes.
   * @default - the stack's, else the account's limits
   */
  readonly throttle?: Throttle;
  /**
   * Whether CloudWatch gets API Gateway's metrics of this route, beside those of the stage.
   * @default - the stack's
   */
  readonly detailedMetrics?: boolean;
  /**
   * Path of a JSON Schema (draft 4), relative to the project's root: API Gateway answers a message that is not valid
   * with `Invalid request body`, and runs nothing. Not for Lambda functions, whose messages it does not look into.
   * @default - every message is taken
   */
  readonly model?: string;
}

/** What a route may have that waits for somebody. */
export interface WaitingRouteOptions extends RouteOptions {
  /**
   * How long API Gateway waits for the integration, in milliseconds, 50 to 29,000.
   * @default 29000
   */
  readonly timeoutMilliseconds?: number;
}

/** What a route may have that calls a service of AWS. */
export interface CallingRouteOptions extends WaitingRouteOptions {
  /**
   * ARN of the role that API Gateway calls as, one that is there already: the stack makes none, and gives it no policy.
   * @default - a role of the stack's, which may do nothing else
   */
  readonly integrationRoleArn?: string;
}

/** A route that runs a workflow. */
export interface WorkflowRouteProps extends CallingRouteOptions {
  /**
   * Path of the workflow's definition, an Amazon States Language file, relative to the project's root:
   * `workflows/wait.asl.json`.
   */
  readonly workflow: string;
  /**
   * `"sync"`: an Express workflow, whose result is the answer. `"async"`: a Standard workflow, which may run for a year;
   * the client gets the execution's ARN at once, and the workflow may post to the connection when it is done.
   * @default "sync"
   */
  readonly execution?: RouteExecution;
  /**
   * JSONPath of what the workflow gets of the message: `$.data`. A synchronous workflow gets that as its input, an
   * asynchronous one as the member `data` of it.
   * @default - the whole message, byte for byte; an asynchronous workflow gets it as JSON
   */
  readonly input?: string;
  /**
   * The mapping template that makes the StartSyncExecution or StartExecution request of a message; `$stateMachineArn`
   * holds the workflow's ARN.
   * @default - a template that makes of the message what `input` says
   */
  readonly requestTemplate?: string;
  /**
   * What the workflow's states may do instead of what its definition says that they call: no other statement is made for
   * these actions.
   * @default - each state may do what it calls, on the resource that it names; an asynchronous workflow may post to the
   * connections of its own API and stage
   */
  readonly permissions?: readonly Permission[];
  /**
   * ARN of the role that the workflow runs as, one that is there already: the stack makes none, and gives it no policy.
   * Synthesis tells what it must allow.
   * @default - a role of the stack's, which may do what the workflow calls
   */
  readonly workflowRoleArn?: string;
  /**
   * Values by the names that stand in the definition as `${Name}`, names and ARNs of one's own resources for example:
   * `{ OrdersTable: orders.name }`. `${Partition}`, `${Region}` and `${AccountId}` are always there.
   * @default {}
   */
  readonly substitutions?: Substitutions;
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
   * Publishes each definition as a version, and calls the workflow by an alias which shares the messages among two of
   * them.
   * @default - each definition is in force at once, for every message
   */
  readonly delivery?: Delivery;
}

/** A route that API Gateway answers by itself: a keep-alive `ping`, or a `$default` that says what it did not take. */
export interface MockRouteProps extends RouteOptions {
  /** What the client gets, a mapping template: `{"type":"pong"}`. `$context` is known to it, the message is not. */
  readonly mock: string;
}

/** A route that runs a Lambda function, whose body the client gets. */
export interface LambdaRouteProps extends CallingRouteOptions {
  /** The function's ARN, qualified or not. */
  readonly lambda: string;
  /**
   * `"none"`: the client gets nothing, but for what API Gateway says when it could not run the function.
   * @default - the function's body
   */
  readonly response?: "none";
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html documented */
export type RouteExecution = (typeof ROUTE_EXECUTIONS)[number];
export const ROUTE_EXECUTIONS = ["sync", "async"] as const;

/**
 * `"execution"`: the whole answer of StartSyncExecution or StartExecution, as in AWS's patterns. `"output"`: the
 * workflow's output, or `{"error":...,"cause":...}` of one that failed or timed out. `"none"`: nothing, a one-way route,
 * but for what API Gateway says when it could not run the workflow. Or a mapping template, whose `$input` is the answer.
 */
export type RouteResponse = "execution" | "output" | "none" | { readonly template: string };

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

/**
 * Which versions of a workflow the messages go to.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-alias.html documented
 */
export interface Delivery {
  /**
   * Number of the version that is known to be good, which gets the messages that the latest one does not get.
   * @default - none: all messages go to the latest version
   */
  readonly stableVersion?: number;
  /**
   * How many in a hundred messages go to the latest version while there is a stable one; 0 rolls back.
   * @default 0
   */
  readonly latestWeight?: number;
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
