import { compilePath, type JsonPath, JsonPathError } from "@sfn-websocket/languages/jsonpath/compile-path";
import { type Json, readOwn } from "@sfn-websocket/languages/json";
import type { MappingScope } from "./mapping";
import { DEEPEST, isTooDeep } from "@sfn-websocket/languages/nesting";
import { contextVariables } from "../route-event";
import { internalServerError } from "../wire";

/** What request parameters add to an integration request. */
export interface IntegrationParameters {
  readonly header: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly path: Readonly<Record<string, string>>;
}

type Source = (scope: MappingScope) => Json | undefined;
type Mapping = { readonly place: keyof IntegrationParameters; readonly name: string; readonly source: Source };

const NONE: IntegrationParameters = { header: {}, querystring: {}, path: {} };

/** Where a value may come from, by the prefix of the mapping expression; *assumed*: commas part several values. */
const SOURCES: Readonly<Record<string, (rest: string) => Source>> = {
  "route.request.header.": (name) => {
    const wanted = name.toLowerCase();
    return ({ event }) =>
      Object.entries(event.parameters.header).find(([header]) => header.toLowerCase() === wanted)?.[1];
  },
  "route.request.querystring.": (name) => (scope) => readOwn(scope.event.parameters.querystring, name),
  "route.request.multivalueheader.": (name) => {
    const wanted = name.toLowerCase();
    return ({ event: { parameters } }) => {
      const values = Object.entries(parameters.multivalueheader ?? {}).filter(
        ([each]) => each.toLowerCase() === wanted,
      );
      return values.length === 0 ? undefined : values.flatMap(([, each]) => each).join(",");
    };
  },
  "route.request.multivaluequerystring.": (name) => (scope) =>
    readOwn(scope.event.parameters.multivaluequerystring ?? {}, name)?.join(","),
  "route.request.body": (rest) => {
    const path = compilePath(`$${rest}`);
    return ({ event }) => {
      const json = event.json();
      return json === undefined ? undefined : select(path, json);
    };
  },
  "stageVariables.": (name) => (scope) => readOwn(scope.stageVariables, name),
  "context.": (rest) => {
    const path = compilePath(`$.${rest}`);
    return ({ event, routeKey }) => path.find(contextVariables(event, routeKey));
  },
};

/**
 * Prepares `integration.request.{header|querystring|path}.<name>` mappings; a source that selects nothing adds nothing.
 *
 * @throws Error when a mapping is not one of API Gateway's.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
 */
export function compileRequestParameters(
  parameters: Readonly<Record<string, string>>,
): (scope: MappingScope) => IntegrationParameters {
  const mappings = Object.entries(parameters).map(([target, expression]) => compileMapping(target, expression));
  if (mappings.length === 0) return () => NONE;
  return (scope) => {
    const result: Record<Mapping["place"], Record<string, string>> = { header: {}, querystring: {}, path: {} };
    for (const { place, name, source } of mappings) {
      const value = source(scope);
      if (value !== undefined) result[place][name] = printValue(value);
    }
    return result;
  };
}

/** @throws GatewayError where the path does not apply to the client's message; *assumed*: as a template that fails. */
function select(path: JsonPath, json: Json): Json | undefined {
  try {
    return path.find(json);
  } catch (error) {
    if (error instanceof JsonPathError) throw internalServerError(`a request parameter failed: ${error.message}`);
    throw error;
  }
}

function printValue(value: Json): string {
  if (typeof value === "string") return value;
  if (isTooDeep(value))
    throw internalServerError(`a request parameter failed: its value is nested deeper than ${DEEPEST} levels`);
  return JSON.stringify(value);
}

function compileMapping(target: string, expression: string): Mapping {
  const [, place, name] = /^integration\.request\.(header|querystring|path)\.(.+)$/.exec(target) ?? [];
  if (!place || !name)
    throw new Error(
      `request parameter '${target}': unknown target, got '${target}'; use integration.request.header.<name>, .querystring.<name> or .path.<name>`,
    );
  return { place: place as keyof IntegrationParameters, name, source: compileSource(expression) };
}

function compileSource(expression: string): Source {
  const literal = /^'(.*)'$/s.exec(expression)?.[1];
  if (literal !== undefined) return () => literal;
  const prefix = Object.keys(SOURCES).find((candidate) => expression.startsWith(candidate));
  if (prefix) return SOURCES[prefix]!(expression.slice(prefix.length));
  throw new Error(
    `request parameter: unknown source, got '${expression}'; use a 'literal' or one of ${Object.keys(SOURCES).join(", ")}`,
  );
}
