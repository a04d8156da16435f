import { prepareTemplate } from "../../velocity/prepare-template";
import type { TemplateInput } from "../../velocity/prepare-template";

/** Renders the template with nothing but what is given. */
export function render(template: string, input: Partial<TemplateInput> = {}): string {
  return prepareTemplate(template).render({ body: "{}", context: {}, stageVariables: {}, params: {}, ...input });
}
