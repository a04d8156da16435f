import { SAMPLE_STATE_MACHINE, type TriedTemplate, tryTemplate } from "@sfn-websocket/languages/velocity/try-template";
import { refuseStartRequest } from "../integrations/check-start-request";
import { withStateMachineArn } from "../integrations/mapping-templates";

/** A mapping template of the user's, and the route that it belongs to. */
export type RouteTemplate = TriedTemplate;

/**
 * The longest mapping template and the longest model of API Gateway's version 2, in characters.
 *
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html documented, as
 * StringWithLengthBetween0And32K
 */
export const LONGEST_TEXT = 32_768;

/**
 * The problems of a template: too long, a marker that Terraform would interpolate, a syntax error, a function that API
 * Gateway does not have, or a rendering that is not JSON for some text, or not what Step Functions takes.
 */
export function checkTemplate(template: RouteTemplate): readonly string[] {
  const where = `route '${template.routeKey}': ${template.direction} template`;
  const deployed =
    template.direction === "request" ? withStateMachineArn(template.text, SAMPLE_STATE_MACHINE) : template.text;
  if (deployed.length > LONGEST_TEXT) {
    return [`${where} is too long, got ${deployed.length} characters; API Gateway takes at most ${LONGEST_TEXT}`];
  }
  const marker = /\$\{[^}\n]*\}?/.exec(template.text);
  if (marker !== null) {
    const written = marker[0].replace(/[{}]/g, "");
    return [`${where} holds a reference that Terraform would interpolate, got '${marker[0]}'; write '${written}'`];
  }
  const problem = tryTemplate(template);
  if (problem !== undefined) return [[`${where} ${problem.what}`, ...problem.trial].join("\n")];
  const refusal = template.direction === "request" ? refuseStartRequest(template) : undefined;
  return refusal === undefined ? [] : [`${where} ${refusal}`];
}
