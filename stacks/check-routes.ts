import { checkTemplate, type RouteTemplate } from "./check-template";
import { readWorkflow, type Workflow } from "./check-workflow";
import { checkRouteKey, checkRouteOptions } from "./route-options";
import { type RouteProps, TIMEOUT_MILLISECONDS } from "./route-props";
import { refuseProblems } from "./synthesis-error";

/** A route that AWS will accept and that can answer, with its workflow's definition. */
export interface CheckedRoute extends RouteProps {
  readonly routeKey: string;
  readonly definition: string;
}

/**
 * The routes with their workflows, read from below `root`. Throws a SynthesisError that lists the problems of all
 * routes.
 */
export function checkRoutes(routes: Readonly<Record<string, RouteProps>>, root: string): readonly CheckedRoute[] {
  const problems: string[] = [];
  const checked = Object.entries(routes).map(([routeKey, route]) => {
    const wrong = [...checkRouteKey(routeKey), ...checkRouteOptions(routeKey, route)];
    // A route whose options are wrong is not looked into: what follows would only repeat it.
    const workflow = wrong.length === 0 ? readRoute(routeKey, route, root) : { definition: "", problems: wrong };
    problems.push(...workflow.problems);
    return { ...route, routeKey, definition: workflow.definition };
  });
  if (checked.length === 0) problems.push("routes: no route is given, got {}; add one such as $default");
  refuseProblems(problems);
  return checked;
}

function readRoute(routeKey: string, route: RouteProps, root: string): Workflow {
  const { workflow: path, timeoutMilliseconds = TIMEOUT_MILLISECONDS.longest } = route;
  const { definition, problems } = readWorkflow({ routeKey, path, root, timeoutMilliseconds });
  return { definition, problems: [...problems, ...listTemplates(routeKey, route).flatMap(checkTemplate)] };
}

/** The templates that the user wrote; ours have tests. */
function listTemplates(routeKey: string, { requestTemplate, response }: RouteProps): readonly RouteTemplate[] {
  const templates: RouteTemplate[] = [];
  if (requestTemplate !== undefined) templates.push({ routeKey, direction: "request", text: requestTemplate });
  if (typeof response === "object") templates.push({ routeKey, direction: "response", text: response.template });
  return templates;
}
