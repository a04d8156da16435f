import type { FileAnswer, SaveRequest } from "@sfn-websocket/local/console/editor-api";
import { useState } from "preact/hooks";
import { postJson } from "../call-api";
import { Difference } from "../components/difference";
import { ProblemNote } from "../components/problem-note";
import { change, type Draft, shownName } from "./drafts";

/** Writes a template to its file, after its changed lines were shown; nothing where it has none, or is as it was. */
export function SavePanel({ draft }: { readonly draft: Draft }) {
  const { file, before, template, newer } = draft;
  const [isAsking, ask] = useState(false);
  const [problem, tell] = useState<string>();
  if (before === undefined || template === before) return null;
  const save = async (to: string) => {
    const name = shownName.value;
    tell(undefined);
    try {
      const { text } = await postJson<FileAnswer>("save", { file: to, before, text: template } satisfies SaveRequest);
      change({ before: text, newer: undefined }, name);
      ask(false);
    } catch (error) {
      tell((error as Error).message);
    }
  };
  return (
    <section class="save" aria-label="Save">
      <p class="row">
        <span class="warn">Changed, not saved.</span>
        {file === undefined ? (
          <span class="quiet">It stands in code: copy it there.</span>
        ) : (
          <button type="button" aria-expanded={isAsking} onClick={() => ask(!isAsking)}>
            Save to {file} …
          </button>
        )}
        <button type="button" class="quiet" onClick={() => change({ template: before })}>
          Undo all
        </button>
      </p>
      {newer !== undefined && <Newer text={newer} />}
      {isAsking && file !== undefined && (
        <Question before={before} after={template} onWrite={() => void save(file)} onLeave={() => ask(false)} />
      )}
      {problem !== undefined && <ProblemNote message={problem} />}
    </section>
  );
}

function Newer({ text }: { readonly text: string }) {
  return (
    <p class="row">
      <span class="warn">Another text is served by now.</span>
      <button type="button" onClick={() => change({ template: text, before: text, newer: undefined })}>
        Take that
      </button>
    </p>
  );
}

interface QuestionProps {
  readonly before: string;
  readonly after: string;
  readonly onWrite: () => void;
  readonly onLeave: () => void;
}

/** What would be written, before it is. */
function Question({ before, after, onWrite, onLeave }: QuestionProps) {
  return (
    <>
      <Difference before={before} after={after} />
      <p class="row">
        <button type="button" class="primary" onClick={onWrite}>
          Write the file
        </button>
        <button type="button" onClick={onLeave}>
          Leave it
        </button>
      </p>
    </>
  );
}
