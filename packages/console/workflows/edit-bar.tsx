import { useState } from "preact/hooks";
import type { WorkflowEntry } from "@sfn-websocket/local/console/api";
import type { FileAnswer, SaveRequest } from "@sfn-websocket/local/console/editor-api";
import { postJson } from "../call-api";
import { CopyButton } from "../components/copy-button";
import { Difference } from "../components/difference";
import { ProblemNote } from "../components/problem-note";
import type { Checked } from "./use-check";
import type { EditedText } from "./use-draft";

interface EditBarProps {
  readonly entry: WorkflowEntry | undefined;
  readonly edit: EditedText;
  readonly checked: Checked | undefined;
  readonly onSaved: (text: string) => void;
}

/** Where the text comes from, whether it is edited, and what can be done about that: nothing is saved without being asked. */
export function EditBar({ entry, edit, checked, onSaved }: EditBarProps) {
  const [isAsking, ask] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const file = entry?.file;
  const save = async () => {
    const request: SaveRequest = { file: file ?? "", before: edit.base, text: edit.text };
    try {
      const { text } = await postJson<FileAnswer>("save", request);
      ask(false);
      setProblem(undefined);
      edit.settle(text);
      onSaved(text);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <div class="edit-bar">
      <span class="origin">{describeOrigin(entry)}</span>
      <span role="status" class="edited">
        {edit.isEdited ? "edited, not saved" : ""}
      </span>
      <button type="button" disabled={!edit.isEdited} aria-expanded={isAsking} onClick={() => ask(!isAsking)}>
        {file === undefined ? "Show the difference" : "Save…"}
      </button>
      <CopyButton label="Copy" text={() => edit.text} />
      {edit.isOutdated && <Outdated edit={edit} />}
      {isAsking && edit.isEdited && (
        <SaveQuestion {...{ file, edit, checked, problem }} onSave={() => void save()} onLater={() => ask(false)} />
      )}
    </div>
  );
}

interface SaveQuestionProps extends Pick<EditBarProps, "edit" | "checked"> {
  readonly file: string | undefined;
  readonly problem: string | undefined;
  readonly onSave: () => void;
  readonly onLater: () => void;
}

function SaveQuestion({ file, edit, checked, problem, onSave, onLater }: SaveQuestionProps) {
  const errors = checked?.problems.filter(({ severity }) => severity === "ERROR").length ?? 0;
  return (
    <section class="save" aria-label="What would be saved">
      <Difference before={edit.base} after={edit.text} />
      {errors > 0 && <p class="note">It has errors: the new version would not be served.</p>}
      {problem !== undefined && <ProblemNote message={problem} />}
      {file !== undefined && (
        <button type="button" class="primary" onClick={onSave}>
          Save to {file}
        </button>
      )}{" "}
      <button type="button" onClick={onLater}>
        Not now
      </button>{" "}
      <button type="button" onClick={edit.revert}>
        Throw the edit away
      </button>
    </section>
  );
}

function describeOrigin(entry: WorkflowEntry | undefined): string {
  if (entry === undefined) return "served by nobody: copy it into a file of yours";
  if (entry.file !== undefined) return entry.file;
  return "which file it comes from cannot be told: it is not saved, only copied";
}

/** Another version was served while one edited: what was typed stays, until one says otherwise. */
function Outdated({ edit }: { readonly edit: EditedText }) {
  return (
    <div class="outdated" role="alert">
      Another version is served than the one that you edit.{" "}
      <button type="button" onClick={edit.rebase}>
        Keep the edit
      </button>{" "}
      <button type="button" onClick={edit.revert}>
        Take what is served
      </button>
    </div>
  );
}
