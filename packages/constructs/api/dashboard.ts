import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Lazy } from "cdktf";
import type { Construct } from "constructs";
import { MockIntegration } from "../integrations/mock-integration";
import { type Environment, nameResource } from "../names/resource-name";
import { escapeTerraform } from "../names/terraform-text";
import type { RoutedApi } from "./routed-api";

export interface DashboardProps {
  readonly environment: Environment;
  readonly api: RoutedApi;
}

/** A graph: its title, and its lines as CloudWatch writes them, namespace, metric, dimensions and options in one list. */
interface Graph {
  readonly title: string;
  readonly stat: string;
  readonly metrics: readonly (readonly unknown[])[];
}

/** Two graphs side by side, of the 24 columns that a dashboard has. */
const SIZE = { width: 12, height: 6 } as const;

/**
 * A dashboard of an API's messages and of its workflows' executions.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html documented
 */
export function createDashboard(scope: Construct, { environment, api }: DashboardProps): CloudwatchDashboard {
  return new CloudwatchDashboard(scope, "Dashboard", {
    dashboardName: nameResource("dashboard", environment),
    // Routes may be added to the API later.
    dashboardBody: Lazy.stringValue({ produce: () => JSON.stringify({ widgets: placeGraphs(api, environment) }) }),
  });
}

function placeGraphs(api: RoutedApi, { region }: Environment): readonly object[] {
  return [...graphApi(api), ...graphWorkflows(api)].map((graph, index) => ({
    type: "metric",
    x: (index % 2) * SIZE.width,
    y: Math.floor(index / 2) * SIZE.height,
    ...SIZE,
    properties: { ...graph, region, period: 60, view: "timeSeries" },
  }));
}

/**
 * The counts of connections are those of calls of `$connect`'s integration, and a MOCK integration has no latency.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html documented
 */
function graphApi({ api, routes, stage: { stage } }: RoutedApi): readonly Graph[] {
  const connects = routes.some(({ routeKey }) => routeKey === "$connect") ? ["ConnectCount"] : [];
  const isMeasured = routes.some(({ integration }) => !(integration instanceof MockIntegration));
  const line = (metric: string, options: object = {}) => [
    "AWS/ApiGateway",
    metric,
    "ApiId",
    api.id,
    "Stage",
    stage.name,
    options,
  ];
  return [
    {
      title: connects.length > 0 ? "Connections, messages in both directions" : "Messages in both directions",
      stat: "Sum",
      metrics: [...connects, "MessageCount"].map((name) => line(name)),
    },
    {
      title: "Errors",
      stat: "Sum",
      metrics: ["ClientError", "IntegrationError", "ExecutionError"].map((name) => line(name)),
    },
    ...(isMeasured
      ? [
          {
            title: "Integration latency (ms)",
            stat: "p50",
            metrics: ["p50", "p99"].map((stat) => line("IntegrationLatency", { stat, label: stat })),
          },
        ]
      : []),
  ];
}

function graphWorkflows({ routes }: RoutedApi): readonly Graph[] {
  return routes.flatMap(({ routeKey, workflow }) => {
    if (workflow === undefined) return [];
    const line = (metric: string, options: object = {}) => [
      "AWS/States",
      metric,
      "StateMachineArn",
      workflow.stateMachine.arn,
      options,
    ];
    const counts = ["ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut"];
    // State transitions are throttled, of which Express workflows may make as many as they like.
    const throttled = workflow.stateMachine.typeInput === "STANDARD" ? ["ExecutionThrottled"] : [];
    const name = escapeTerraform(routeKey);
    return [
      {
        title: `${name}: executions`,
        stat: "Sum",
        metrics: [...counts, ...throttled].map((each) => line(each)),
      },
      {
        title: `${name}: execution time (ms)`,
        stat: "p50",
        metrics: ["p50", "p99"].map((stat) => line("ExecutionTime", { stat, label: stat })),
      },
    ];
  });
}
