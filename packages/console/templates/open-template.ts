import { signal } from "@preact/signals";
import type { Inventory } from "@sfn-websocket/local/console/api";
import type { TemplateAnswer } from "@sfn-websocket/local/console/editor-api";
import { getJson } from "../call-api";
import { setParams } from "../router";
import { change, type Draft, findDraft, nameDraft, renewDraft, showDraft, type TemplatePlace } from "./drafts";

/** Why a template could not be opened. */
export const openProblem = signal<string | undefined>(undefined);

/** Counts what was opened: the answer for what nobody looks at any more comes too late. */
let opened = 0;

/** Shows a template that is served, or what was written of it before; without a place one of the user's own. */
export async function openTemplate(
  place: TemplatePlace | undefined,
  served: Inventory,
  message?: string,
): Promise<void> {
  const name = nameDraft(place);
  opened += 1;
  const mine = opened;
  openProblem.value = undefined;
  if (!place) showDraft(name, OWN);
  else if (findDraft(name)) showDraft(name, {});
  try {
    const answer = place && (await askFor(place));
    if (mine !== opened) return;
    if (place && answer) take(name, answer, describe(place, served));
    if (message === undefined) return;
    change({ message });
    setParams({ message: undefined });
  } catch (error) {
    if (mine === opened) openProblem.value = (error as Error).message;
  }
}

type Answer = Pick<Draft, "template" | "prefix" | "file">;

async function askFor({ apiId, route, part, key }: TemplatePlace): Promise<Answer> {
  const query = new URLSearchParams({ api: apiId, route, part, key });
  const { prefix, text, file } = await getJson<TemplateAnswer>(`template?${query.toString()}`);
  return { template: text, prefix, ...(file !== undefined && { file }) };
}

function take(name: string, answer: Answer, rest: Partial<Draft>): void {
  if (findDraft(name)) renewDraft(name, answer);
  else showDraft(name, { ...answer, before: answer.template, ...rest });
}

/** What a template of a route is rendered with: the variables of the API's first stage, and the status that it is for. */
function describe({ apiId, route, part, samples }: TemplatePlace, served: Inventory): Partial<Draft> {
  const [stage] = served.apis.find((api) => api.apiId === apiId)?.stages ?? [];
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
