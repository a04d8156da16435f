import { findJsonObject, type JsonObject } from "@sfn-websocket/languages/json";
import type { ApiState } from "../apigateway/control/gateway-state";
import type { Route } from "../apigateway/resources";
import type { RouteEntry } from "./api";

/** The routes of an API as they are configured now; `arns` are those of the state machines that there are. */
export function describeRoutes(state: ApiState, arns: readonly string[]): readonly RouteEntry[] {
  return state.routes.map((route) => describeRoute(route, state, arns));
}

function describeRoute(route: Route, state: ApiState, arns: readonly string[]): RouteEntry {
  const { routeKey, routeId, target, authorizationType = "NONE", authorizerId, ...settings } = route;
  const integration = state.integrations.find(({ integrationId }) => target === `integrations/${integrationId}`);
  const authorizer = state.authorizers.find((each) => each.authorizerId === authorizerId);
  const {
    integrationId,
    integrationType,
    integrationUri,
    credentialsArn,
    requestTemplates = {},
    ...others
  } = integration ?? {};
  const stateMachineArn = findMachine(requestTemplates, arns);
  const model = findModel(route, state);
  return {
    routeKey,
    isTwoWay: state.routeResponses.some((response) => response.routeId === routeId),
    authorization: authorizer ? `${authorizationType} (${authorizer.name})` : authorizationType,
    ...(integrationType && { integrationType }),
    ...(integrationUri && { integrationUri }),
    ...(credentialsArn && { credentialsArn }),
    ...(stateMachineArn && { stateMachineArn }),
    ...(model && { model }),
    requestTemplates,
    responses: state.integrationResponses
      .filter((response) => response.integrationId === integrationId)
      .map(({ integrationResponseKey, responseTemplates = {} }) => ({
        key: integrationResponseKey,
        responseTemplates,
      })),
    settings: { ...findJsonObject(JSON.stringify(settings)), ...findJsonObject(JSON.stringify(others)) },
  };
}

/** The state machine that a template names, or one of its versions or aliases; the longest name that fits. */
function findMachine(templates: Readonly<Record<string, string>>, arns: readonly string[]): string | undefined {
  const text = Object.values(templates).join("\n");
  const named = arns.filter((arn) => names(text, arn));
  return named.sort((a, b) => b.length - a.length)[0];
}

/** Whether a text has the name, and not one that begins with it. */
const names = (text: string, arn: string): boolean =>
  text
    .split(arn)
    .slice(1)
    .some((rest) => !/^[\w-]/.test(rest));

function findModel({ requestModels = {} }: Route, { models }: ApiState): JsonObject | undefined {
  const [name] = Object.values(requestModels);
  const schema = models.find((model) => model.name === name)?.schema;
  return schema === undefined ? undefined : findJsonObject(schema);
}
