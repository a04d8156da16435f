import type { Clock } from "../../clock";
import { compileAccessLog, type WriteAccessLog } from "./access-log";
import type { Admission } from "./admission";
import type { Deployment } from "./deployment";
import type { Integrations } from "../integration";
import type { ConnectionCall } from "./connection-call";
import type { EventSteps } from "./event-steps";
import type { Api, RouteSettings, StageSettings } from "../resources";
import { createThrottle, type Throttle } from "./throttle";

/** What the gateway is handed of the world. */
export interface GatewayWorld {
  readonly clock: Clock;
  readonly region: string;
  readonly integrations: Integrations;
  /** What decides who may connect. */
  readonly admission: Admission;
  /** Writes one line for the developer; errors name the API, the stage and the route. */
  readonly log: (line: string) => void;
  /** Writes one line of a stage's access log. */
  readonly writeAccessLog: (destinationArn: string, line: string) => void;
  /** Is told how each event ended. @default nobody is */
  readonly report?: ((steps: EventSteps) => void) | undefined;
  /** Is told of each event when it begins, if somebody is told how it ended. @default nobody is */
  readonly begun?: ((steps: EventSteps) => void) | undefined;
  /** Is told of each call of the @connections API. @default nobody is */
  readonly called?: ((call: ConnectionCall) => void) | undefined;
}

/** A stage: what clients connect to. It serves the deployment that it names at the time of each event. */
export interface Stage {
  readonly api: Api;
  readonly settings: StageSettings;
  readonly deployment: Deployment;
  readonly world: GatewayWorld;
  /** Of the API's default endpoint. One text for all connections: each keeps it. */
  readonly domainName: string;
  readonly variables: Readonly<Record<string, string>>;
  /** What limits a route: its own settings, else the stage's. */
  readonly limits: (routeKey: string) => RouteSettings;
  /** The route's token bucket. */
  readonly throttle: (routeKey: string) => Throttle;
  readonly accessLog?: WriteAccessLog;
}

/** Writes a line for the developer that names the API, the stage and the route. */
export function logOfRoute({ api, settings, world }: Stage, routeKey: string, line: string): void {
  world.log(`${api.name}/${settings.stageName}: route '${routeKey}': ${line}`);
}

type StageParts = Pick<Stage, "api" | "settings" | "deployment" | "world">;

export function createStage({ api, settings, deployment, world }: StageParts): Stage {
  const throttles = new Map<string, Throttle>();
  const { accessLogSettings, routeSettings = {} } = settings;
  const ownLimits = new Map(Object.entries(routeSettings));
  const limits = (routeKey: string): RouteSettings => ({
    ...settings.defaultRouteSettings,
    ...ownLimits.get(routeKey),
  });
  return {
    api,
    settings,
    deployment,
    world,
    domainName: `${api.apiId}.execute-api.${world.region}.amazonaws.com`,
    variables: settings.stageVariables ?? {},
    limits,
    throttle(routeKey) {
      const known = throttles.get(routeKey);
      if (known) return known;
      const created = createThrottle(limits(routeKey), world.clock.elapsed);
      throttles.set(routeKey, created);
      return created;
    },
    accessLog:
      accessLogSettings &&
      compileAccessLog(accessLogSettings.format, (line) =>
        world.writeAccessLog(accessLogSettings.destinationArn, line),
      ),
  };
}
