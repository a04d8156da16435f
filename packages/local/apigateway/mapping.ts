import type { JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { prepareTemplate, type Template, type TemplateInput } from "@sfn-websocket/languages/velocity/prepare-template";
import type { IntegrationResult } from "./integration";
import type { Integration, IntegrationResponse } from "./resources";
import { requestContext, type RequestParameters, type RouteEvent } from "./route-event";
import { compileSelectionExpression, type SelectionScope } from "./selection-expression";
import { internalServerError, unsupportedMediaType } from "./wire";

/** Everything beside the payload that a mapping template may read. */
export interface MappingScope {
  readonly event: RouteEvent;
  readonly routeKey: string;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** Returns the body to send to the backend; throws a GatewayError where API Gateway refuses or cannot render it. */
export type RenderRequest = (scope: MappingScope) => string;

/** Returns the text that answers the client; throws a GatewayError where no response is configured for the result. */
export type RenderResponse = (result: IntegrationResult, scope: MappingScope) => string;

const DEFAULT = "$default";

/**
 * Prepares an integration's request templates: the one that the template selection expression names, else `$default`,
 * else what the passthrough behavior says.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-routes-integrations.html
 */
export function compileIntegrationRequest(integration: Integration): RenderRequest {
  const templates = prepareTemplates(integration.requestTemplates ?? {}, "request template");
  const select = compileSelectionExpression(integration.templateSelectionExpression ?? "\\$default");
  const passthrough = integration.passthroughBehavior ?? "WHEN_NO_MATCH";
  const passes = passthrough === "WHEN_NO_MATCH" || (passthrough === "WHEN_NO_TEMPLATES" && templates.size === 0);
  return (scope) => {
    const { event } = scope;
    const template = templates.get(select({ body: event.json }) ?? DEFAULT) ?? templates.get(DEFAULT);
    if (template) return render(template, new MappingInput(event.body, scope));
    if (passes) return event.body;
    throw unsupportedMediaType(`no request template matches, and passthrough_behavior is ${passthrough}`);
  };
}

/**
 * Prepares an integration's responses: the first whose `/regular expression/` matches the whole status (*assumed*:
 * whole), else `$default`. Its template is selected as a request's is; without one the backend's body passes unchanged,
 * *assumed* also where that is an error of an AWS service.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
 */
export function compileIntegrationResponses(responses: readonly IntegrationResponse[]): RenderResponse {
  const compiled = responses.map((response) => ({
    ...compileResponseKey(response.integrationResponseKey),
    templates: prepareTemplates(response.responseTemplates ?? {}, "response template"),
    select: compileSelectionExpression(response.templateSelectionExpression ?? "\\$default"),
  }));
  const byPattern = compiled.filter(({ isDefault }) => !isDefault);
  const fallback = compiled.find(({ isDefault }) => isDefault);
  return (result, scope) => {
    const status = String(result.status);
    const response = byPattern.find(({ pattern }) => pattern.test(status)) ?? fallback;
    if (!response)
      throw internalServerError(`no integration response matches the status ${status}, and there is no $default`);
    const { templates, select } = response;
    if (templates.size === 0) return result.body;
    const key = select(responseScope(result, scope)) ?? DEFAULT;
    const template = templates.get(key) ?? templates.get(DEFAULT);
    return template ? render(template, new MappingInput(result.body, scope, result.status)) : result.body;
  };
}

function compileResponseKey(key: string): { readonly isDefault: boolean; readonly pattern: RegExp } {
  const source = /^\/(.*)\/$/s.exec(key)?.[1] ?? key;
  return { isDefault: key === DEFAULT, pattern: new RegExp(`^(?:${source})$`) };
}

function responseScope(result: IntegrationResult, { event }: MappingScope): SelectionScope {
  return { body: event.json, statusCode: result.status, headers: result.headers };
}

function prepareTemplates(templates: Readonly<Record<string, string>>, what: string): ReadonlyMap<string, Template> {
  const prepare = ([key, text]: [string, string]): [string, Template] => {
    try {
      return [key, prepareTemplate(text)];
    } catch (error) {
      throw new Error(`${what} '${key}': ${(error as Error).message}`);
    }
  };
  return new Map(Object.entries(templates).map(prepare));
}

function render(template: Template, input: MappingInput): string {
  try {
    return template.render(input);
  } catch (error) {
    throw internalServerError(`the mapping template failed: ${(error as Error).message}`);
  }
}

/** A class, because its getter costs nothing until a template names `$context`. */
class MappingInput implements TemplateInput {
  constructor(
    readonly body: string,
    private readonly scope: MappingScope,
    /** `$context.status`, which only a response has */
    private readonly status?: number,
  ) {}

  get context(): JsonObject {
    const context = requestContext(this.scope.event, this.scope.routeKey);
    return this.status === undefined ? context : { ...context, status: this.status };
  }

  get stageVariables(): JsonObject {
    return this.scope.stageVariables;
  }

  get params(): RequestParameters {
    return this.scope.event.parameters;
  }
}
