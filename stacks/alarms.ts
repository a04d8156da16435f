import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { type Environment, nameResource, nameRoute } from "./resource-name";
import { type RouteProps, TIMEOUT_MILLISECONDS } from "./route-props";
import { escapeTerraform } from "./terraform-text";
import type { WebSocketApi } from "./websocket-api";
import type { WebSocketRoute } from "./websocket-route";

export interface AlarmsProps {
  readonly environment: Environment;
  readonly api: WebSocketApi;
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

/** A metric of messages that failed. */
interface MessageErrors {
  readonly metricName: string;
  readonly what: string;
  readonly dimensions: { readonly ApiId: string; readonly Stage: string };
}

interface AlarmProps extends Metric {
  /** What tells the alarm from the stack's others. */
  readonly name: string;
  readonly description: string;
  /** Goes off above this. @default 0 */
  readonly threshold?: number;
  /** @default - the sum */
  readonly percentile?: string;
}

/** The metrics of a workflow that count what ought not to happen. @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html documented */
const WORKFLOW_ERRORS: Readonly<Record<string, string>> = {
  ExecutionsFailed: "failed",
  ExecutionsTimedOut: "ran into their timeout",
  ExecutionThrottled: "were throttled",
};

/**
 * The metrics of an API that count failed messages, those among them that a client made to fail: a workflow's input that
 * is no JSON is an error of the integration. @see
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html documented
 */
const API_ERRORS: Readonly<Record<string, string>> = {
  IntegrationError: "an integration refused them, failed, or did not answer in time",
  ExecutionError: "API Gateway could not call an integration",
};

/** How many in a hundred messages may fail. */
const FAILING = 5;

/** The alarms of an API and of its workflows. Minutes without a message are good ones. */
export class Alarms extends Construct {
  private readonly props: AlarmsProps;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.props = props;
    const { api } = props;
    const dimensions = { ApiId: api.api.id, Stage: api.stage.stage.name };
    for (const [metricName, what] of Object.entries(API_ERRORS)) this.watchMessages({ metricName, what, dimensions });
    for (const route of api.routes) this.watchWorkflow(route, props.routes[route.routeKey]);
  }

  /** Goes off when of the messages of three minutes in five more than a few fail. */
  private watchMessages({ metricName, what, dimensions }: MessageErrors): void {
    const count = (name: string) => ({
      namespace: "AWS/ApiGateway",
      metricName: name,
      dimensions,
      period: 60,
      stat: "Sum",
    });
    new CloudwatchMetricAlarm(this, metricName, {
      ...this.describe(metricName, `More than ${FAILING} in 100 messages: ${what}`),
      datapointsToAlarm: 3,
      threshold: FAILING,
      metricQuery: [
        { id: "failing", expression: "100 * errors / messages", label: "Failing messages (%)", returnData: true },
        { id: "errors", metric: count(metricName) },
        { id: "messages", metric: count("MessageCount") },
      ],
    });
  }

  /** Watches what a route runs, if that is a workflow. @param props the route's; undefined for one that is not the user's */
  watchWorkflow({ routeKey, workflow }: WebSocketRoute, props: RouteProps | undefined): void {
    if (workflow === undefined) return;
    const metric = { namespace: "AWS/States", dimensions: { StateMachineArn: workflow.stateMachine.arn } };
    const who = `Executions of route ${escapeTerraform(routeKey)}`;
    const name = (metricName: string) => `${nameRoute(routeKey)}-${metricName}`;
    for (const [metricName, what] of Object.entries(WORKFLOW_ERRORS)) {
      this.createAlarm({ ...metric, metricName, name: name(metricName), description: `${who} ${what}` });
    }
    if (props === undefined || !("workflow" in props) || props.execution === "async") return;
    const { timeoutMilliseconds = TIMEOUT_MILLISECONDS.longest } = props;
    this.createAlarm({
      ...metric,
      metricName: "ExecutionTime",
      name: name("ExecutionTime"),
      description: `${who} come near the ${timeoutMilliseconds} ms that API Gateway waits`,
      percentile: "p99",
      threshold: timeoutMilliseconds * LATE,
    });
  }

  private createAlarm({ name, description, threshold = 0, percentile, ...metric }: AlarmProps): void {
    new CloudwatchMetricAlarm(this, name, {
      ...this.describe(name, description),
      ...metric,
      ...(percentile === undefined ? { statistic: "Sum" } : { extendedStatistic: percentile }),
      period: 60,
      datapointsToAlarm: percentile === undefined ? 1 : 3,
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
