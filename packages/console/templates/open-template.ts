import { signal } from "@preact/signals";
import type { Inventory, TemplateAnswer } from "@sfn-websocket/local/console/api";
import { getJson } from "../call-api";
import { type Draft, findDraft, nameDraft, showDraft, type TemplatePlace } from "./drafts";

/** Why a template could not be opened. */
export const openProblem = signal<string | undefined>(undefined);

/** Shows a template that is served, or what was written of it before; without a place one of the user's own. */
export async function openTemplate(
  place: TemplatePlace | undefined,
  served: Inventory | undefined,
  message?: string,
): Promise<void> {
  const name = nameDraft(place);
  openProblem.value = undefined;
  const given = message === undefined ? {} : { message };
  if (!place) return showDraft(name, { ...OWN, ...given });
  if (findDraft(name)) return showDraft(name, {});
  const { apiId, route, part, key } = place;
  const query = new URLSearchParams({ api: apiId, route, part, key });
  try {
    const { prefix, text, file } = await getJson<TemplateAnswer>(`template?${query.toString()}`);
    showDraft(name, {
      template: text,
      before: text,
      prefix,
      ...(file !== undefined && { file }),
      ...describe(place, served),
      ...given,
    });
  } catch (error) {
    openProblem.value = (error as Error).message;
  }
}

/** What a template of a route is rendered with: the variables of the API's first stage, and the status that it is for. */
function describe({ apiId, route, part, samples }: TemplatePlace, served: Inventory | undefined): Partial<Draft> {
  const [stage] = served?.apis.find((api) => api.apiId === apiId)?.stages ?? [];
  const variables = stage?.settings["stageVariables"];
  const [status] = /[1-5]\d\d/.exec(part) ?? ["200"];
  return {
    route,
    samples,
    stageVariables: variables === undefined ? "" : JSON.stringify(variables, undefined, 2),
    status: samples === "request" ? "" : status,
  };
}

/** What who begins is shown: the message's text, escaped as the project's own templates do it. */
const OWN: Partial<Draft> = {
  template: `{\n  "input": "$util.escapeJavaScript($input.body).replaceAll("\\\\'","'")",\n  "connection": "$context.connectionId"\n}\n`,
};
