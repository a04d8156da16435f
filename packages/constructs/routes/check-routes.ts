import { Token } from "cdktf";
import { readModel } from "./check-model";
import { checkRouteKey, warnOfRouteKey } from "./check-route-key";
import { checkRouteOptions } from "./check-route-options";
import { checkTemplate, type RouteTemplate } from "./check-template";
import { readWorkflow } from "../workflows/check-workflow";
import { checkGivenRoles } from "../roles/given-roles";
import { isRecord } from "../options/refuse-value";
import { type RouteProps, TIMEOUT_MILLISECONDS, type WorkflowRouteProps } from "../options/route-props";
import { ACTION_SELECTS, checkSelectable } from "./route-selection";
import { requireNoProblems } from "../options/synthesis-error";
import { checkTarget } from "../integrations/target-integration";
import { dropUnknown } from "../options/unknown-values";
import type { ResolveText } from "../names/resolve-texts";
import { listGranted } from "../roles/workflow-permissions";

/** A route that AWS will accept and that can answer, with what its files hold. */
export type CheckedRoute = RouteProps & {
  readonly routeKey: string;
  /** The workflow's definition; empty for a route without one. */
  readonly definition: string;
  /** The model's JSON Schema. */
  readonly schema?: string;
  /** What AWS takes, and then does not do as it is meant. @default [] */
  readonly warnings?: readonly string[];
};

/** What is wrong with an API that nobody has given a route by synthesis. */
export const NO_ROUTE = "routes: no route is given, got {}; add one such as $default";

/** Where routes' files lie, and where what they describe is to run. */
export interface RoutesPlace {
  /** The project's directory. */
  readonly root: string;
  readonly region: string;
  /** @default - texts hold no tokens */
  readonly resolve?: ResolveText;
  /** What of a message is the key of its route. @default "$request.body.action" */
  readonly selection?: string;
  /** ARN of the policy that is to bound every role. @default - none */
  readonly permissionsBoundary?: string;
}

/**
 * The routes with their workflows and models, read from below `root`. Throws a SynthesisError that lists the problems of
 * all routes.
 */
export function checkRoutes(routes: Readonly<Record<string, RouteProps>>, place: RoutesPlace): readonly CheckedRoute[] {
  const { checked, problems } = readRoutes(routes, place);
  requireNoProblems(checked.length > 0 ? problems : [NO_ROUTE]);
  return checked;
}

/** Routes as far as they are right: one that is wrong does nothing. */
export interface ReadRoutes {
  readonly checked: readonly CheckedRoute[];
  /** What is wrong with the others. */
  readonly problems: readonly string[];
}

/** The routes with their workflows and models, and the problems of all routes. */
export function readRoutes(routes: Readonly<Record<string, RouteProps>>, place: RoutesPlace): ReadRoutes {
  const read = Object.entries(routes).map(([routeKey, route]) => readRoute(routeKey, route, place));
  return { checked: read.map(({ checked }) => checked), problems: read.flatMap(({ problems }) => problems) };
}

function readRoute(routeKey: string, route: RouteProps, place: RoutesPlace) {
  const selectable = checkSelectable(routeKey, place.selection ?? ACTION_SELECTS);
  const wrong = dropUnknown([...checkRouteKey(routeKey), ...selectable, ...checkRouteOptions(routeKey, route)], route);
  // A route whose options are wrong is not looked into: what follows would only repeat it.
  const files = wrong.length === 0 ? readFiles(routeKey, route, place) : { definition: "", problems: wrong };
  const { problems } = files;
  const warnings = [...warnOfRouteKey(routeKey), ...(files.warnings ?? [])];
  const checked: CheckedRoute =
    problems.length > 0
      ? doNothing(routeKey, route)
      : { ...route, routeKey, definition: files.definition, schema: files.schema, warnings };
  return { checked, problems };
}

/** A workflow of no use, for a route whose own is wrong: what an app says of its state machine still finds one. */
const PASS = '{"StartAt":"Pass","States":{"Pass":{"Type":"Pass","End":true}}}';

/** What stands for a route that is wrong. */
function doNothing(routeKey: string, route: unknown): CheckedRoute {
  const isWorkflow = isRecord(route) && "workflow" in route;
  return isWorkflow ? { workflow: "", routeKey, definition: PASS } : { mock: "", routeKey, definition: "" };
}

interface Files {
  readonly definition: string;
  readonly schema?: string;
  readonly problems: readonly string[];
  readonly warnings?: readonly string[];
}

function readFiles(routeKey: string, route: RouteProps, place: RoutesPlace): Files {
  const { definition, problems, warnings } = readDefinition(routeKey, route, place);
  const found = [
    ...dropUnknown(problems, route),
    ...checkTarget(routeKey, route, place),
    ...checkGivenRoles(routeKey, route, place),
    ...dropUnknown(listTemplates(routeKey, route).flatMap(checkTemplate), route),
  ];
  if (route.model === undefined) return { definition, warnings, problems: [...found, ...checkAnswer(routeKey, route)] };
  const model = readModel({ routeKey, kind: "model", path: route.model, root: place.root });
  const misplaced = /^\$(dis)?connect$/.test(routeKey)
    ? [`route '${routeKey}': model checks nothing, got '${route.model}'; only the other routes get messages`]
    : [];
  const wrong = [...found, ...checkAnswer(routeKey, route), ...model.problems, ...misplaced];
  return { definition, warnings, schema: model.schema, problems: wrong };
}

const EVERYTHING = [{ actions: ["*"], resources: [] }];

function readDefinition(routeKey: string, route: RouteProps, place: RoutesPlace): Files {
  if (!("workflow" in route)) return { definition: "", problems: [] };
  const { workflow: path, substitutions, permissions, workflowRoleArn } = route;
  if (Token.isUnresolved(path))
    return {
      definition: "",
      problems: [`route '${routeKey}': workflow is read at synthesis, got a reference; name a file`],
    };
  const { execution = "sync", timeoutMilliseconds = TIMEOUT_MILLISECONDS.longest } = route;
  // What a role may do that is there already is its owner's to say.
  const granted = workflowRoleArn === undefined ? listGranted(permissions, execution) : EVERYTHING;
  return readWorkflow({ routeKey, path, ...place, execution, timeoutMilliseconds, substitutions, granted });
}

/** The output of an asynchronous workflow is not there when its client is answered. */
function checkAnswer(routeKey: string, route: RouteProps): readonly string[] {
  const { execution, response, input, requestTemplate } = route as Partial<WorkflowRouteProps>;
  const problems: string[] = [];
  if (response === "none" && /^\$(dis)?connect$/.test(routeKey)) {
    problems.push(
      `route '${routeKey}': response is not the route's to leave out, got "none"; only messages are answered: remove it`,
    );
  }
  // Whether a client is let in is the integration's status, and an execution that failed is answered with 200.
  if (routeKey === "$connect" && "workflow" in route && execution !== "async") {
    problems.push(
      `route '$connect': a workflow that fails refuses nobody, got '${route.workflow}'; decide who may connect by authorization or a lambda, or give execution "async"`,
    );
  }
  if (execution === "async" && response === "output") {
    problems.push(
      `route '${routeKey}': response is not there when the client is answered, got "output" of an asynchronous workflow; give "execution" or { template: "..." }`,
    );
  }
  if (input !== undefined && requestTemplate !== undefined) {
    problems.push(
      `route '${routeKey}': input is said twice, got '${input}' and a requestTemplate; remove one of the two`,
    );
  }
  return problems;
}

/** The templates that the user wrote; ours have tests. */
function listTemplates(routeKey: string, route: RouteProps): readonly RouteTemplate[] {
  if ("mock" in route) return [{ routeKey, direction: "mock", text: route.mock }];
  if (!("workflow" in route)) {
    const response = "response" in route ? route.response : undefined;
    return typeof response === "object" ? [{ routeKey, direction: "mock", text: response.template }] : [];
  }
  const { execution, requestTemplate, response } = route;
  const templates: RouteTemplate[] = [];
  if (requestTemplate !== undefined) templates.push({ routeKey, direction: "request", text: requestTemplate });
  if (typeof response === "object") {
    templates.push({ routeKey, direction: "response", execution, text: response.template });
  }
  return templates;
}
