import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { type TriedTemplate, trySamples } from "@sfn-websocket/languages/velocity/try-template";
import { show } from "../options/show-value";

const ADVICE = `write "stateMachineArn": "$stateMachineArn", and the input as a text of JSON`;

/**
 * The problem of a request template that renders JSON: a request which no message makes into one that Step Functions takes,
 * since it names no state machine, or its input is no text.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html documented
 */
export function refuseStartRequest(template: TriedTemplate): string | undefined {
  for (const { rendered = "null" } of trySamples(template)) {
    const request = JSON.parse(rendered) as Json;
    const { stateMachineArn, input = "" } = isJsonObject(request) ? request : {};
    // What a condition leaves out for one message, it may have for another.
    if (typeof stateMachineArn === "string" && typeof input === "string") return undefined;
  }
  return describe(template);
}

function describe(template: TriedTemplate): string {
  const [first] = trySamples(template);
  const request = JSON.parse(first?.rendered ?? "null") as Json;
  if (!isJsonObject(request)) return `renders no request, got ${show(request)}; ${ADVICE}`;
  const { stateMachineArn, input } = request;
  if (typeof stateMachineArn !== "string")
    return `names no state machine, got members ${Object.keys(request).join(", ") || "none"}; ${ADVICE}`;
  return `gives an input that is no text, got ${show(input)}; write "input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")"`;
}
