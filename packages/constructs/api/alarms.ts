import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { type Environment, nameResource, nameRoute } from "../names/resource-name";
import { type RouteExecution, type RouteProps, TIMEOUT_MILLISECONDS } from "../options/route-props";
import { escapeTerraform } from "../names/terraform-text";
import type { RoutedApi } from "./routed-api";
import type { WebSocketRoute } from "../routes/websocket-route";

export interface AlarmsProps {
  readonly environment: Environment;
  readonly api: RoutedApi;
  readonly routes: Readonly<Record<string, RouteProps>>;
  /**
   * ARN of the SNS topic that is told when an alarm goes off, and when it is over.
   * @default - nobody is told: the alarms are to be looked at
   */
  readonly topicArn?: string;
}

/** The share of a route's timeout that the slowest hundredth of its executions may take. */
const LATE = 0.9;

type Metric = Pick<CloudwatchMetricAlarmConfig, "namespace" | "metricName" | "dimensions">;

interface AlarmProps extends Metric {
  /** What tells the alarm from the stack's others. */
  readonly name: string;
  readonly description: string;
  /** Goes off above this. @default 0 */
  readonly threshold?: number;
  /** How many minutes of five must be above it. @default 1 */
  readonly datapoints?: number;
  /** @default - the sum */
  readonly percentile?: string;
}

/**
 * The metrics of a workflow that count what ought not to happen. `ExecutionThrottled` is not one of a synchronous
 * workflow: it counts throttled state transitions, of which Express workflows may make as many as they like.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html documented
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html documented, as state transitions
 */
const WORKFLOW_ERRORS: Readonly<Record<RouteExecution, Readonly<Record<string, string>>>> = {
  sync: { ExecutionsFailed: "failed", ExecutionsTimedOut: "ran into their timeout" },
  async: {
    ExecutionsFailed: "failed",
    ExecutionsTimedOut: "ran into their timeout",
    ExecutionThrottled: "were slowed down: the account makes more state transitions than it may",
  },
};

/** A metric of what went wrong, and how many are too many. */
interface ApiError {
  readonly what: string;
  /** Goes off above this many in a minute, whatever else comes and goes: so it does where the rate cannot be told. */
  readonly most: number;
}

/**
 * The metrics of an API that count what failed, by their names. Those that a client makes to fail are among them: a
 * workflow's input that is no JSON is an error of the integration, and an error of the client is a message without a
 * route, an unsigned handshake, one too many a second.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html documented
 */
const API_ERRORS: Readonly<Record<string, ApiError>> = {
  IntegrationError: { what: "an integration answered with 4xx or 5xx, or not in time", most: 5 },
  ExecutionError: { what: "API Gateway could not call an integration", most: 0 },
  ClientError: { what: "API Gateway refused before an integration was called", most: 50 },
};

/** How many in a hundred calls of integrations may fail. */
const FAILING = 5;

/**
 * The share of calls that failed. `MessageCount` is no measure of it: it counts messages in both directions. Each call of
 * an integration, that of `$connect` too, leaves one sample of `IntegrationLatency`; *assumed*, since nobody tells, that
 * one which timed out need not, so that failures without any call are all there is. A missing count is none.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html documented
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html documented, as FILL and IF
 */
const SHARE = {
  failed: "FILL(errors, 0) + FILL(uncalled, 0)",
  asked: "FILL(calls, 0) + FILL(uncalled, 0)",
  failing: "IF(asked > 0, 100 * failed / asked, IF(failed > 0, 100, 0))",
} as const;

/** The alarms of an API and of its workflows. Minutes without an event are good ones. */
export class Alarms extends Construct {
  private readonly props: AlarmsProps;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.props = props;
    const { api } = props;
    const dimensions = { ApiId: api.api.id, Stage: api.stage.stage.name };
    for (const [metricName, { what, most }] of Object.entries(API_ERRORS)) {
      this.createAlarm({
        namespace: "AWS/ApiGateway",
        dimensions,
        metricName,
        name: metricName,
        description: `More than ${most} a minute, three minutes in five: ${what}`,
        threshold: most,
        datapoints: 3,
      });
    }
    this.watchShare(dimensions);
    for (const route of api.routes) this.watchWorkflow(route, props.routes[route.routeKey]);
  }

  /** Goes off when three minutes in five more than a few of the calls fail. */
  private watchShare(dimensions: { readonly ApiId: string; readonly Stage: string }): void {
    const metric = (id: string, metricName: string, stat = "Sum") => ({
      id,
      metric: { namespace: "AWS/ApiGateway", metricName, dimensions, period: 60, stat },
    });
    new CloudwatchMetricAlarm(this, "FailingCalls", {
      ...this.describe(
        "FailingCalls",
        `More than ${FAILING} in 100 calls of integrations fail, three minutes in five: those of $connect too, mocks not`,
      ),
      datapointsToAlarm: 3,
      threshold: FAILING,
      metricQuery: [
        { id: "failed", expression: SHARE.failed, label: "Failed calls" },
        { id: "asked", expression: SHARE.asked, label: "Calls" },
        { id: "failing", expression: SHARE.failing, label: "Failing calls (%)", returnData: true },
        metric("errors", "IntegrationError"),
        metric("uncalled", "ExecutionError"),
        metric("calls", "IntegrationLatency", "SampleCount"),
      ],
    });
  }

  /** Watches what a route runs, if that is a workflow. @param props the route's; undefined for one that is not the user's */
  watchWorkflow({ routeKey, workflow }: WebSocketRoute, props: RouteProps | undefined): void {
    if (workflow === undefined || props === undefined || !("workflow" in props)) return;
    const metric = { namespace: "AWS/States", dimensions: { StateMachineArn: workflow.stateMachine.arn } };
    const who = `Executions of route ${escapeTerraform(routeKey)}`;
    const name = (metricName: string) => `${nameRoute(routeKey)}-${metricName}`;
    const { execution = "sync", timeoutMilliseconds = TIMEOUT_MILLISECONDS.longest } = props;
    for (const [metricName, what] of Object.entries(WORKFLOW_ERRORS[execution])) {
      this.createAlarm({ ...metric, metricName, name: name(metricName), description: `${who} ${what}` });
    }
    if (execution === "async") return;
    this.createAlarm({
      ...metric,
      metricName: "ExecutionTime",
      name: name("ExecutionTime"),
      description: `${who} come near the ${timeoutMilliseconds} ms that API Gateway waits`,
      percentile: "p99",
      threshold: timeoutMilliseconds * LATE,
      datapoints: 3,
    });
  }

  private createAlarm({ name, description, threshold = 0, datapoints = 1, percentile, ...metric }: AlarmProps): void {
    new CloudwatchMetricAlarm(this, name, {
      ...this.describe(name, description),
      ...metric,
      ...(percentile === undefined ? { statistic: "Sum" } : { extendedStatistic: percentile }),
      period: 60,
      datapointsToAlarm: datapoints,
      threshold,
    });
  }

  /** What all alarms have in common: five minutes, and whom they tell. */
  private describe(name: string, alarmDescription: string) {
    const { environment, topicArn } = this.props;
    const actions = topicArn === undefined ? undefined : [topicArn];
    return {
      alarmName: nameResource("alarm", environment, name),
      alarmDescription,
      evaluationPeriods: 5,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      alarmActions: actions,
      okActions: actions,
    };
  }
}
