import type { Trace } from "@sfn-websocket/local/trace/trace";
import { type CopyText, refuseCut } from "./copy-text";

/** Returns the request's mapping template with what it read and rendered, as a case of `npm run conformance`. */
export function writeTemplateCase({ id, routeKey, received, request }: Trace): CopyText {
  if (request?.template === undefined || request.rendered === undefined)
    return { refused: "conformance case: no request template was rendered" };
  const texts = { "the message": received, "the template": request.template, "what it rendered": request.rendered };
  for (const [what, text] of Object.entries(texts)) {
    const cut = text && refuseCut(what, text);
    if (cut !== undefined) return { refused: cut };
  }
  const { template, context, stageVariables, rendered } = request;
  const written = {
    id: `trace ${id}/${routeKey ?? "-"}`,
    template: template.text,
    body: received?.text ?? "",
    ...(context && { context }),
    ...(stageVariables && { stageVariables }),
    compare: "text",
    expect: rendered.text,
  };
  return { text: `${JSON.stringify(written)}\n` };
}
