import { relative } from "node:path";
import { isPackage } from "@sfn-websocket/run/invocation";
import type { StageSettings } from "../apigateway/resources";
import type { Stage } from "../apigateway/stage/stage";
import type { Aws } from "../account/aws";
import { listStages, listStateMachines } from "../account/list-served";
import type { Distribution } from "../cloudfront/cloudfront";
import { listAddresses } from "../http/list-addresses";
import { compareNames } from "../compare-names";
import { NO_FORWARDS } from "../forward/forwards";
import type { Options } from "./options";
import { log, print } from "./terminal";

/** Loaded where it is asked for. */
const loadOpener = () => require("./open-browser") as typeof import("./open-browser");

/** Whether no other machine reaches an address. */
export const isLoopback = (host: string): boolean => /^(?:127\.|::1$)/.test(host);

/** What this machine itself calls an address that is listened on. */
export function nameHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

const NO_STAGE = "no stage to serve: there is no aws_apigatewayv2_stage\n";

/** What `npm start` and `npm run endpoint` print to standard output. */
export interface Banner {
  /** Prints what is served, where, and how to use it. */
  start(aws: Aws, port: number): void;
  /** Prints the stages again, if they are others than were printed last. */
  printStages(aws: Aws): void;
}

type BannerOptions = Pick<Options, "isEmpty" | "speed"> &
  Partial<Pick<Options, "host" | "isOpen" | "functions" | "mock" | "forwards">>;

export function createBanner(options: BannerOptions): Banner {
  const { isEmpty, speed, host = "127.0.0.1" } = options;
  const name = nameHost(host);
  let origin = "";
  let printed = "";
  const printStages = (aws: Aws) => {
    const text = [describeStages(aws, origin), ...(isEmpty ? [] : describeKeys(aws))].join("\n");
    if (text !== printed) print(text);
    printed = text;
  };
  return {
    printStages,
    start(aws, port) {
      origin = `ws://${name}:${port}`;
      if (isEmpty) print(describeEndpoint(`http://${name}:${port}`));
      if (isEmpty && aws.regions().length === 0) printed = NO_STAGE;
      else printStages(aws);
      print(describeModules(options));
      if (!isLoopback(host)) print(`${host} is listened on: ${EXPOSED}\n`);
      if (speed !== 1)
        print(
          `time passes ${speed} times as fast as real: waits, timeouts and limits are that much shorter; the console tells times of that clock, lines here real ones\n`,
        );
      const url = `http://${name}:${port}/_console/`;
      print(`console: ${url}\nCtrl-C stops\n`);
      if (options.isOpen) loadOpener().openBrowser({ url, log });
    },
  };
}

const EXPOSED =
  "whoever reaches this machine can call the APIs, run the functions and change what is deployed; there is no password";

/** What stands in for AWS's own: the modules of functions, the servers of services, and the mocked test case. */
function describeModules({ functions = new Map(), mock, forwards = NO_FORWARDS }: BannerOptions): string {
  const lines = [...functions].map(
    ([name, { module, handler }]) => `function ${name}: ${relative(process.cwd(), module)}, ${handler}\n`,
  );
  const sent = [...forwards.values()].map(({ service, url }) => `${service}: calls are sent to ${url.origin}\n`);
  return [...lines, ...sent].join("") + (mock ? `tasks are mocked: ${mock.file}, ${mock.testCase}\n` : "");
}

function describeEndpoint(url: string): string {
  return [
    `AWS endpoint: ${url}`,
    `  try  AWS_ENDPOINT_URL=${url} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 aws apigatewayv2 get-apis`,
    ...(isPackage ? [] : [`  or   npm run deploy:local -- --endpoint ${url}`]),
    "",
  ].join("\n");
}

/** What a user sees when stages are served: their addresses, what each route runs, and a line to try. */
function describeStages(aws: Aws, origin: string): string {
  const stages = listStages(aws);
  if (stages.length === 0) return describeUndeployed(aws) ?? describeWorkflows(aws) ?? NO_STAGE;
  const machines = new Map(listStateMachines(aws).map(({ stateMachineArn, name }) => [stateMachineArn, name]));
  const described = stages.map((stage) => describeStage(stage, listAddresses(aws, stage, origin), machines));
  const distributions = aws.distributions().map((each) => describeDistribution(aws, each, origin));
  return [...described, ...distributions].join("\n");
}

/** The workflows of who has no API: the console runs them, and the AWS CLI. */
function describeWorkflows(aws: Aws): string | undefined {
  const names = listStateMachines(aws).map(({ name }) => name);
  if (names.length === 0) return undefined;
  return `no stage to serve, which is an aws_apigatewayv2_stage; the console runs what there is:\n${names.map((name) => `  ${name}\n`).join("")}`;
}

/** Why stages that are there serve nobody. */
function describeUndeployed(aws: Aws): string | undefined {
  const names = aws
    .regions()
    .flatMap(({ apigateway }) =>
      apigateway
        .apis()
        .flatMap(({ apiId, name }) =>
          apigateway.stageSettings(apiId).map((stage) => describeUndeployedStage(name, stage)),
        ),
    );
  if (names.length === 0) return undefined;
  return `no stage to serve: ${names.join(", ")}\n`;
}

const describeUndeployedStage = (api: string, { stageName, autoDeploy }: StageSettings): string =>
  autoDeploy === true
    ? `${api}/${stageName} has no route to deploy`
    : `${api}/${stageName} has no deployment; make one, or set auto_deploy = true`;

/**
 * The API keys of `npm start`, which are drawn here and open nothing elsewhere: how else would a client know them? What
 * others make at the AWS endpoint they know themselves.
 */
function describeKeys(aws: Aws): readonly string[] {
  const keys = aws.regions().flatMap(({ apiKeys }) => apiKeys.apiKeys());
  const lines = keys.map(({ name, apiKeyId, value }) => `API key ${name ?? apiKeyId}: -H x-api-key:${value}\n`);
  return lines.length > 0 ? [lines.join("")] : [];
}

/** Where a distribution sends the requests of most paths, and what it runs before. */
function describeDistribution({ cloudfront }: Aws, { id, settings }: Distribution, origin: string): string {
  const behavior = settings.behaviors.at(-1);
  const target = settings.origins.find((each) => each.id === behavior?.targetOriginId);
  const run = behavior && cloudfront.viewerRequestFunction(behavior)?.name;
  const url = `${origin}/${id}`;
  return [
    `${settings.comment || id}: ${url}`,
    `  origin    ${target?.domainName}${target?.path}`,
    ...(run === undefined ? [] : [`  function  ${run}`]),
    `  try  npx wscat -c ${url}`,
    "",
  ].join("\n");
}

/** A function by its name, with its alias, and an action by its service, `dynamodb:action/PutItem`. */
const nameTarget = (uri?: string): string | undefined =>
  uri?.replace(/^arn:.*:function:([^/]+)(?:\/invocations)?$/, "$1").replace(/^arn:[\w-]+:apigateway:[\w-]+:/, "");

/** What clients are refused without, in API Gateway's words. */
function describeAsked({ routes }: Stage["deployment"]): readonly string[] {
  const { authorizer } = routes.get("$connect") ?? {};
  const asked = authorizer?.identitySource ?? [];
  return asked.length === 0 ? [] : [`  authorizer '${authorizer?.name}' asks for ${asked.join(", ")}`];
}

function describeStage(
  { api, deployment }: Stage,
  addresses: readonly string[],
  machines: ReadonlyMap<string, string>,
): string {
  const sorted = [...deployment.routes].sort(([one], [other]) => compareNames(one, other));
  const width = Math.max(...sorted.map(([key]) => key.length));
  const routes = sorted.map(([, { route, target }]) => {
    const templates = Object.values(target?.integration.requestTemplates ?? {}).join();
    const machine = [...machines].find(([arn]) => templates.includes(`"${arn}"`))?.[1];
    return `  ${route.routeKey.padEnd(width)}  ${machine ?? nameTarget(target?.integration.integrationUri) ?? target?.integration.integrationType ?? "no integration"}`;
  });
  const [first = "no address: its default endpoint is disabled, and no API mapping has the stage"] = addresses;
  const tries = addresses.map((each) => `  try  npx wscat -c ${each}`);
  return [`${api.name}: ${first}`, ...routes, ...describeAsked(deployment), ...tries, ""].join("\n");
}
