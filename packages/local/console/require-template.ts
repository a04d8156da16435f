import type { ApiEntry } from "./api";
import type { TemplateAnswer, TemplateQuery } from "./editor-api";
import { splitTemplate } from "../trace/name-template-files";
import { ConsoleProblem } from "./console-problem";

/**
 * A mapping template that is served, as it stands in its file where `findFile` finds one of that text.
 *
 * @throws ConsoleProblem where there is no such template.
 */
export function requireTemplate(
  apis: readonly ApiEntry[],
  { api, route, part, key }: TemplateQuery,
  findFile: (text: string) => string | undefined,
): TemplateAnswer {
  const served = apis
    .find(({ apiId, name }) => apiId === api || name === api)
    ?.routes.find(({ routeKey }) => routeKey === route);
  const templates =
    part === "request"
      ? served?.requestTemplates
      : served?.responses.find((response) => response.key === part)?.responseTemplates;
  const whole = templates && Object.hasOwn(templates, key) ? templates[key] : undefined;
  if (whole === undefined)
    throw new ConsoleProblem(
      404,
      `template: is not served, got '${[api, route, part, key].join("/")}'; choose one that is listed`,
    );
  const { prefix, text } = splitTemplate(whole);
  const file = findFile(text);
  // Without a file the template is what is served, whoever wrote its first line.
  return file === undefined ? { prefix: "", text: whole } : { prefix, text, file };
}
