import { describeDefectPlace, describeFailure } from "@sfn-websocket/languages/describe-failure";
import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Template, TemplateInput } from "@sfn-websocket/languages/velocity/prepare-template";
import { compileOnce } from "./compile-once";
import type { IntegrationResult } from "../integration";
import type { Integration, IntegrationResponse } from "../resources";
import { contextVariables, type RequestParameters, type RouteEvent } from "../route-event";
import { compileTemplates } from "./select-template";
import type { SelectionScope } from "./selection-expression";
import { internalServerError, unsupportedMediaType } from "../wire";

/** Everything beside the payload that a mapping template may read. */
export interface MappingScope {
  readonly event: RouteEvent;
  readonly routeKey: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** Writes one line about the route for the developer. */
  tell(line: string): void;
}

/** The template that an integration uses for an event. */
export interface UsedTemplate {
  /** Its key in the templates' map. @default none is used, and the text passes as it is */
  readonly key: string | undefined;
  readonly template: string | undefined;
  /** For the developer, in one line. */
  readonly why: string;
}

/** The response of an integration that is used for its answer. */
export interface UsedResponse extends UsedTemplate {
  /** The integration response's. @default none matches */
  readonly responseKey: string | undefined;
}

/** How an integration makes the request to its backend. */
export interface RequestMapping {
  /** Returns the body to send to the backend; throws a GatewayError where API Gateway refuses or cannot render it. */
  readonly render: (scope: MappingScope) => string;
  /** Returns, for the developer, how that comes about. */
  readonly describe: (scope: MappingScope) => string;
  /** Returns which template that is. @default it has none: a proxy */
  readonly explain?: (scope: MappingScope) => UsedTemplate;
}

/** How an integration makes the answer of what its backend answered. */
export interface ResponseMapping {
  /** Returns the text that answers the client; throws a GatewayError where no response is configured for the result. */
  readonly render: (result: IntegrationResult, scope: MappingScope) => string;
  /** Returns, for the developer, how that comes about. */
  readonly describe: (result: IntegrationResult, scope: MappingScope) => string;
  /** Returns which response and template that is. @default it has none: a proxy */
  readonly explain?: (result: IntegrationResult, scope: MappingScope) => UsedResponse;
}

/**
 * Prepares an integration's request templates: the one that is selected, else what the passthrough behavior says.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-routes-integrations.html
 */
export const compileIntegrationRequest = compileOnce((integration: Integration): RequestMapping => {
  const { requestTemplates, templateSelectionExpression: expression } = integration;
  const templates = compileTemplates({ templates: requestTemplates, expression, what: "request template" });
  const passthrough = integration.passthroughBehavior ?? "WHEN_NO_MATCH";
  const passes = passthrough === "WHEN_NO_MATCH" || (passthrough === "WHEN_NO_TEMPLATES" && templates.size === 0);
  const describe = ({ event }: MappingScope) => `${templates.describe(event)}; passthrough_behavior is ${passthrough}`;
  return {
    describe,
    explain(scope) {
      const key = templates.selectKey(scope.event);
      return { key, template: key === undefined ? undefined : requestTemplates?.[key], why: describe(scope) };
    },
    render(scope) {
      const { event } = scope;
      const template = templates.select(event);
      if (template) return render(template, new MappingInput(event.body, scope));
      if (!passes) throw unsupportedMediaType(describe(scope));
      if (templates.size > 0) scope.tell(`${describe(scope)}, so the backend gets the message as it is`);
      return event.body;
    },
  };
});

/**
 * Prepares an integration's responses: the first whose `/regular expression/` matches the whole status (*assumed*:
 * whole), else `$default`. Its template is selected as a request's is; without one the backend's body passes unchanged,
 * *assumed* also where that is an error of an AWS service.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
 */
export function compileIntegrationResponses(responses: readonly IntegrationResponse[]): ResponseMapping {
  const compiled = responses.map(compileResponse);
  const byPattern = compiled.filter(({ isDefault }) => !isDefault);
  const fallback = compiled.find(({ isDefault }) => isDefault);
  const find = (status: string) => byPattern.find(({ pattern }) => pattern.test(status)) ?? fallback;
  const describe: ResponseMapping["describe"] = (result, scope) => {
    const response = find(String(result.status));
    if (!response) return "no integration response matches";
    return `of the integration response '${response.key}' ${response.templates.describe(responseScope(result, scope))}`;
  };
  return {
    describe,
    explain(result, scope) {
      const response = find(String(result.status));
      const key = response?.templates.selectKey(responseScope(result, scope));
      const template = key === undefined ? undefined : response?.texts[key];
      return { responseKey: response?.key, key, template, why: describe(result, scope) };
    },
    render(result, scope) {
      const status = String(result.status);
      const response = find(status);
      if (!response)
        throw internalServerError(`no integration response matches the status ${status}, and there is no $default`);
      const { templates } = response;
      if (templates.size === 0) return result.body;
      const selection = responseScope(result, scope);
      const template = templates.select(selection);
      if (template) return render(template, new MappingInput(result.body, scope, result.status));
      scope.tell(`${templates.describe(selection)}, so the client gets the backend's answer as it is`);
      return result.body;
    },
  };
}

/** Prepares one response of an integration: what it answers, and its templates. */
export const compileResponse = compileOnce((response: IntegrationResponse) => ({
  ...compileResponseKey(response.integrationResponseKey),
  key: response.integrationResponseKey,
  texts: response.responseTemplates ?? {},
  templates: compileTemplates({
    templates: response.responseTemplates,
    expression: response.templateSelectionExpression,
    what: "response template",
  }),
}));

function compileResponseKey(key: string): { readonly isDefault: boolean; readonly pattern: RegExp } {
  const source = /^\/(.*)\/$/s.exec(key)?.[1] ?? key;
  try {
    return { isDefault: key === "$default", pattern: new RegExp(`^(?:${source})$`) };
  } catch {
    throw new Error(
      `integration response '${key}': not a regular expression, got ${source}; write for example /4\\d\\d/`,
    );
  }
}

function responseScope(result: IntegrationResult, { event }: MappingScope): SelectionScope {
  return { json: () => event.json(), statusCode: result.status, headers: result.headers };
}

function render(template: Template, input: MappingInput): string {
  try {
    return template.render(input);
  } catch (error) {
    throw internalServerError(`the mapping template failed: ${describeFailure(error, describeDefectPlace(error))}`);
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
    const context = contextVariables(this.scope.event, this.scope.routeKey);
    return this.status === undefined ? context : { ...context, status: this.status };
  }

  get stageVariables(): JsonObject {
    return this.scope.stageVariables;
  }

  get params(): RequestParameters {
    return this.scope.event.parameters;
  }
}
