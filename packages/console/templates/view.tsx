import { useEffect } from "preact/hooks";
import { Editor } from "../components/editor";
import { ProblemNote } from "../components/problem-note";
import { edition, inventory } from "../inventory";
import { place } from "../router";
import { change, draft, shownName } from "./drafts";
import { Inputs } from "./inputs";
import { findTemplate, listTemplates } from "./list-templates";
import { openProblem, openTemplate } from "./open-template";
import { Result } from "./result";
import { Samples } from "./samples";
import { SavePanel } from "./save-panel";
import { TemplatePicker } from "./template-picker";
import { useRender } from "./use-render";
import "./templates.css";

/** A template, what it is rendered with, and what it renders, side by side. */
export function View() {
  const served = inventory.value;
  const { params } = place.value;
  const templates = listTemplates(served);
  const chosen = findTemplate(templates, params);
  const { api, route, part, key, message } = params;
  useEffect(() => {
    if (served) void openTemplate(chosen, served, message);
  }, [edition.value, api, route, part, key, message]);
  return (
    <div class="templates">
      <TemplatePicker templates={templates} chosen={chosen} />
      {openProblem.value !== undefined && <ProblemNote message={openProblem.value} />}
      {served && api !== undefined && !chosen && <ProblemNote message={describeMissing(params)} />}
      <Workbench key={shownName.value} />
    </div>
  );
}

/** A draft's own: what another one rendered is none of it. */
function Workbench() {
  const shown = draft.value;
  const rendering = useRender(shown);
  const { answer } = rendering;
  useEffect(() => {
    const [sample] = answer?.samples ?? [];
    if (shown.message === undefined && sample) change({ message: sample.message });
  }, [answer, shown.message]);
  const { error } = answer ?? {};
  return (
    <div class="columns">
      <section class="source" aria-label="Template">
        <h2>Template {shown.file !== undefined && <code>{shown.file}</code>}</h2>
        {shown.prefix !== "" && <pre class="quiet">{shown.prefix.trim()}</pre>}
        <Editor
          label="Template"
          language="template"
          value={shown.template}
          onChange={(template) => change({ template })}
          problems={error ? [error] : []}
        />
        <SavePanel draft={shown} />
      </section>
      <Inputs draft={shown} context={answer?.context} />
      <section class="result" aria-label="Result">
        <h2>Renders</h2>
        <Result {...rendering} />
        <Samples samples={answer?.samples ?? []} onUse={(sample) => change({ message: sample })} />
      </section>
    </div>
  );
}

const describeMissing = ({ route = "", part = "", key }: Readonly<Record<string, string>>): string =>
  `template: there is none, got ${[`route '${route}'`, part, ...(key === undefined ? [] : [`'${key}'`])].join(", ")}; choose one that is listed`;
