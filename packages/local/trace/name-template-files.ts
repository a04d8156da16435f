import type { RenderedTemplate, Trace } from "./trace";

/** What a stack writes before a template of the user's: the workflow's ARN, which the template's file cannot know. */
const PREFIX = /^#set\(\$stateMachineArn='[^']*'\)\n/;

/** A template as it is served, in what a stack has put before it and what its author wrote. */
export function splitTemplate(served: string): { readonly prefix: string; readonly text: string } {
  const [prefix = ""] = PREFIX.exec(served) ?? [];
  return { prefix, text: served.slice(prefix.length) };
}

/** Finds the file whose text a template is; undefined where none is, or several are. */
export type FindTemplateFile = (text: string) => string | undefined;

/** The trace with the file of each template that comes from one, and the line in it: where it failed, else the first. */
export function nameTemplateFiles(trace: Trace, findFile: FindTemplateFile): Trace {
  const { request, response } = trace;
  return {
    ...trace,
    ...(request && { request: nameFile(request, findFile) }),
    ...(response && { response: nameFile(response, findFile) }),
  };
}

function nameFile<Rendered extends RenderedTemplate>(rendered: Rendered, findFile: FindTemplateFile): Rendered {
  const { template, source, error } = rendered;
  if (template === undefined || template.length > template.text.length) return rendered;
  const { prefix, text } = splitTemplate(template.text);
  const file = findFile(text);
  if (file === undefined) return rendered;
  const before = prefix === "" ? 0 : 1;
  return { ...rendered, source: { ...source, file, line: Math.max(1, (error?.line ?? 1) - before) } };
}
