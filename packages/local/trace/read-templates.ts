import { prepareTemplate, type TemplateInput } from "@sfn-websocket/languages/velocity/prepare-template";
import type { EventSteps } from "../apigateway/stage/event-steps";
import type { MappingScope, UsedTemplate } from "../apigateway/templates/mapping";
import { contextVariables } from "../apigateway/route-event";
import type { GatewayError } from "../apigateway/wire";
import { cutText } from "./cut-text";
import type { RenderedTemplate, Trace } from "./trace";

const scopeOf = ({ event, routeKey, route, stage }: EventSteps): MappingScope => ({
  event,
  routeKey: route?.route.routeKey ?? routeKey,
  stageVariables: stage.variables,
  tell: () => undefined,
});

/** The integration request; undefined where the event did not get so far, or goes to a proxy as it is. */
export function readRequest(steps: EventSteps): RenderedTemplate | undefined {
  const { route, request, refusal, calledAt, event } = steps;
  const { explain } = route?.target?.request ?? {};
  if (explain === undefined || steps.refusedBy === "throttle") return undefined;
  const scope = scopeOf(steps);
  const failed = request === undefined && calledAt === 0 ? refusal : undefined;
  const context = contextVariables(event, scope.routeKey);
  return describeRendered(scope, explain(scope), { body: event.body, context, rendered: request, failed });
}

/** The integration response; undefined where there was no answer, or a proxy's passes as it is. */
export function readResponse(steps: EventSteps): Trace["response"] {
  const { route, result, response, refusal, event } = steps;
  const { explain } = route?.target?.response ?? {};
  if (explain === undefined || result === undefined) return undefined;
  const scope = scopeOf(steps);
  const used = explain(result, scope);
  const failed = response === undefined ? refusal : undefined;
  const context = { ...contextVariables(event, scope.routeKey), status: result.status };
  return {
    key: used.responseKey ?? "",
    why: `the status is ${result.status}: ${used.why}`,
    ...describeRendered(scope, used, { body: result.body, context, rendered: response, failed }),
  };
}

/** What a template was given, and what came of it. */
interface Rendering extends Pick<TemplateInput, "body" | "context"> {
  readonly rendered: string | undefined;
  /** @default it did not fail */
  readonly failed: GatewayError | undefined;
}

function describeRendered(
  { event, stageVariables }: MappingScope,
  { key, template }: Pick<UsedTemplate, "key" | "template">,
  { body, context, rendered, failed }: Rendering,
): RenderedTemplate {
  const input = { body, context, stageVariables, params: event.parameters };
  return {
    source: key === undefined ? {} : { key },
    ...(template !== undefined && { template: cutText(template), ...readVariables(template, input, rendered) }),
    context,
    ...(Object.keys(stageVariables).length > 0 && { stageVariables }),
    ...(rendered !== undefined && { rendered: cutText(rendered) }),
    ...(failed && { error: readError(failed.cause) }),
  };
}

/** What the template had set, worked out once more; nothing where it then comes to another text than it did. */
function readVariables(
  template: string,
  input: TemplateInput,
  rendered: string | undefined,
): Pick<RenderedTemplate, "variables"> {
  const { text, variables } = prepareTemplate(template).inspect(input);
  return text === rendered && Object.keys(variables).length > 0 ? { variables } : {};
}

/** Where in the template it failed stands in the text. */
function readError(message: string): NonNullable<RenderedTemplate["error"]> {
  const [, line, column] = /line (\d+), column (\d+)/.exec(message) ?? [];
  return { message, ...(line !== undefined && { line: Number(line), column: Number(column) }) };
}
