import { prepareTemplate } from "../../../languages/velocity/prepare-template";
import type { TemplateInput } from "../../../languages/velocity/prepare-template";

/** Renders the template with nothing but what is given. */
export function render(template: string, input: Partial<TemplateInput> = {}): string {
  return prepareTemplate(template).render({ body: "{}", context: {}, stageVariables: {}, params: {}, ...input });
}
