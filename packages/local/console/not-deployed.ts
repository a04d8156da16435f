import type { ResourcesState } from "../apigateway/control/gateway-state";

/** What of an API is compared: how one of a collection is named, and what distinguishes it. */
const COMPARED: readonly {
  readonly noun: string;
  readonly list: (state: ResourcesState) => readonly (readonly [name: string, value: unknown])[];
}[] = [
  { noun: "route", list: ({ routes }) => routes.map((each) => [each.routeKey, each]) },
  {
    noun: "integration of route",
    list: (state) => state.integrations.map((each) => [nameOf(state, each.integrationId), each]),
  },
  {
    noun: "integration response of route",
    list: (state) =>
      state.integrationResponses.map((each) => [
        `${nameOf(state, each.integrationId)}: ${each.integrationResponseKey}`,
        each,
      ]),
  },
  {
    noun: "route response of route",
    list: (state) =>
      state.routeResponses.map((each) => [
        state.routes.find(({ routeId }) => routeId === each.routeId)?.routeKey ?? each.routeId,
        each,
      ]),
  },
  { noun: "authorizer", list: ({ authorizers }) => authorizers.map((each) => [each.name, each]) },
  { noun: "model", list: ({ models }) => models.map((each) => [each.name, each]) },
];

/** The key of the route that has the integration, else the integration's own id. */
function nameOf({ routes }: ResourcesState, integrationId: string): string {
  return routes.find(({ target }) => target === `integrations/${integrationId}`)?.routeKey ?? integrationId;
}

/** What of an API's resources a deployment does not have, or has otherwise: a line each. */
export function listNotDeployed(frozen: ResourcesState, present: ResourcesState): readonly string[] {
  const lines = COMPARED.flatMap(({ noun, list }) => {
    const [before, now] = [frozen, present].map(
      (state) => new Map(list(state).map(([name, value]) => [name, print(value)])),
    );
    return [...new Set([...(before?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap((name) => {
      const [old, fresh] = [before?.get(name), now?.get(name)];
      if (old === fresh) return [];
      const change =
        old === undefined
          ? "is not deployed"
          : fresh === undefined
            ? "is gone, but deployed"
            : "is deployed as it was before";
      return [`${noun} '${name}' ${change}`];
    });
  });
  const expression = (state: ResourcesState) => state.api.routeSelectionExpression;
  if (expression(frozen) === expression(present)) return lines;
  return [`the route selection expression is deployed as it was before: ${expression(frozen)}`, ...lines];
}

const print = (value: unknown): string => JSON.stringify(value);
