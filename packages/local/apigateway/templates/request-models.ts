import type { Json } from "@sfn-websocket/languages/json";
import type { Check, Problem } from "@sfn-websocket/languages/json-schema/keyword";
import { compileModel } from "./model";
import type { ApiResources, Route } from "../resources";
import type { RouteEvent } from "../route-event";
import { compileSelectionExpression } from "./selection-expression";
import { RequestBodyError } from "../wire";

/** Throws a RequestBodyError where a message does not fit the model that is selected for it. */
export type CheckMessage = (event: RouteEvent) => void;

const DEFAULT = "$default";

/**
 * Prepares a route's request models: the one that the model selection expression names, else `$default`, else the message
 * is refused. Returns undefined where messages are not checked.
 *
 * @throws Error where a model or the expression is wrong.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
 */
export function compileRequestModels(route: Route, resources: ApiResources): CheckMessage | undefined {
  const selection = compileModelSelection(route);
  if (selection === undefined) return undefined;
  const names = Object.values(route.requestModels ?? {});
  const checks = new Map(names.map((name): [string, Check] => [name, compileModel(name, resources)]));
  return (event) => {
    const { key, name } = selection(event);
    const check = name === undefined ? undefined : checks.get(name);
    if (!check) throw new RequestBodyError(`no request model has the key '${key}'`, "[no model, and no $default]");
    const found = findProblem(event, check);
    if (found)
      throw new RequestBodyError(`the message does not fit the request model at '#${found.at}'`, `[${found.text}]`);
  };
}

/** Which of a route's models a message is held against: the key that was selected, and the name of the model that has it. */
interface SelectedModel {
  readonly key: string;
  /** @default no model has the key, nor `$default` */
  readonly name: string | undefined;
}

/** Returns what selects the model of a message; undefined where messages are not checked. */
export function compileModelSelection(route: Route): ((event: RouteEvent) => SelectedModel) | undefined {
  const { requestModels = {}, modelSelectionExpression: expression } = route;
  const names = new Map(Object.entries(requestModels));
  if (names.size === 0 || expression === undefined || findExemption(route)) return undefined;
  const select = compileSelectionExpression(expression === DEFAULT ? "\\$default" : expression);
  return (event) => {
    const key = select(event) ?? DEFAULT;
    return { key, name: names.get(key) ?? names.get(DEFAULT) };
  };
}

function findProblem(event: RouteEvent, check: Check): Problem | undefined {
  let json: Json;
  try {
    json = event.json() ?? (JSON.parse(event.body) as Json);
  } catch {
    return { at: "", text: "the message is not JSON" };
  }
  return check(json);
}

/** Why the request models of a route are not enforced; undefined where they are, and where it has none. */
export function findUnusedModels(route: Route): string | undefined {
  if (Object.keys(route.requestModels ?? {}).length === 0) return undefined;
  const cause =
    findExemption(route) ??
    (route.modelSelectionExpression === undefined
      ? `the route has no model_selection_expression; set it, to "$default" for one model`
      : undefined);
  return cause === undefined ? undefined : `its request_models are not enforced: ${cause}`;
}

/**
 * Why AWS does not check the events of a route: proxy integrations' are checked too. That `$connect` and `$disconnect` have
 * no body to check is *assumed*.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
 */
function findExemption({ routeKey }: Route): string | undefined {
  return routeKey === "$connect" || routeKey === "$disconnect" ? "the route gets no messages" : undefined;
}
