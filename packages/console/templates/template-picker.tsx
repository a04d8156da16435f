import { goTo } from "../router";
import { nameDraft, type TemplatePlace } from "./drafts";

interface TemplatePickerProps {
  readonly templates: readonly TemplatePlace[];
  readonly chosen: TemplatePlace | undefined;
}

/** Chooses a template of what is served, or one of the user's own. */
export function TemplatePicker({ templates, chosen }: TemplatePickerProps) {
  const apis = [...new Set(templates.map(({ api }) => api))];
  const choose = (name: string) => {
    const { apiId, route, part, key } = templates.find((each) => nameDraft(each) === name) ?? {};
    goTo("templates", { api: apiId, route, part, key });
  };
  return (
    <label class="picker">
      Template{" "}
      <select value={nameDraft(chosen)} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        <option value="">one of your own</option>
        {apis.map((api) => (
          <optgroup key={api} label={api}>
            {templates
              .filter((each) => each.api === api)
              .map((each) => (
                <option key={nameDraft(each)} value={nameDraft(each)}>
                  {describe(each)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

const describe = ({ route, part, key }: TemplatePlace): string =>
  `${route}: ${part === "request" ? "request" : `response ${part}`}, template ${key}`;
