import type { Stage } from "./apigateway/stage";
import type { Aws } from "./aws";

/** What a user sees when stages are served: their addresses, what each route runs, and a line to try. */
export function describeStages(aws: Aws, origin: string): string {
  const regions = aws.regions();
  const stages = regions.flatMap(({ apigateway }) => apigateway.stages());
  if (stages.length === 0) return "no stage to serve: the stacks have no aws_apigatewayv2_stage\n";
  const machines = new Map(
    regions.flatMap(({ stepfunctions }) =>
      stepfunctions.stateMachines().map(({ stateMachineArn, name }) => [stateMachineArn, name]),
    ),
  );
  return stages.map((stage) => describeStage(stage, stageUrl(stage, stages, origin), machines)).join("\n");
}

function describeStage({ api, deployment }: Stage, url: string, machines: ReadonlyMap<string, string>): string {
  const keys = [...deployment.routes.keys()];
  const width = Math.max(...keys.map((key) => key.length));
  const routes = [...deployment.routes.values()].map(({ route, target }) => {
    const templates = Object.values(target?.integration.requestTemplates ?? {}).join();
    const machine = [...machines].find(([arn]) => templates.includes(`"${arn}"`))?.[1];
    return `  ${route.routeKey.padEnd(width)}  ${machine ?? target?.integration.integrationUri ?? target?.integration.integrationType ?? "no integration"}`;
  });
  return [`${api.name}: ${url}`, ...routes, `  try  npx wscat -c ${url}`, ""].join("\n");
}

/** The short address where only one API has the stage. */
function stageUrl({ api, settings }: Stage, stages: readonly Stage[], origin: string): string {
  const twins = stages.filter((other) => other.settings.stageName === settings.stageName);
  return twins.length > 1 ? `${origin}/${api.apiId}/${settings.stageName}` : `${origin}/${settings.stageName}`;
}
