import type { ApiEntry, Inventory, RouteEntry } from "@sfn-websocket/local/console/api";
import type { TemplatePlace } from "./drafts";

/** The mapping templates of what is served. */
export const listTemplates = (served: Inventory | undefined): readonly TemplatePlace[] =>
  (served?.apis ?? []).flatMap((api) => api.routes.flatMap((route) => listOfRoute(api, route)));

function listOfRoute({ apiId, name: api }: ApiEntry, route: RouteEntry): readonly TemplatePlace[] {
  const of = { apiId, api, route: route.routeKey };
  const request = Object.keys(route.requestTemplates).map((key) => ({
    ...of,
    part: "request",
    key,
    samples: "request" as const,
  }));
  const samples = chooseSamples(route);
  const responses = route.responses.flatMap((response) =>
    Object.keys(response.responseTemplates).map((key) => ({ ...of, part: response.key, key, samples })),
  );
  return [...request, ...responses];
}

/** What a response template of a route gets. */
function chooseSamples({ integrationType, integrationUri = "" }: RouteEntry): TemplatePlace["samples"] {
  if (integrationType === "MOCK") return "mock";
  return /:action\/StartExecution$/.test(integrationUri) ? "started" : "response";
}

/** The template that a link names; the first that fits where it leaves something out, and none for a link to no API. */
export const findTemplate = (
  templates: readonly TemplatePlace[],
  { api, ...named }: Readonly<Record<string, string>>,
): TemplatePlace | undefined =>
  templates.find(
    (each) =>
      (each.apiId === api || each.api === api) &&
      NAMED.every((member) => named[member] === undefined || named[member] === each[member]),
  );

const NAMED = ["route", "part", "key"] as const;
