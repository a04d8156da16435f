import { signal } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import { passing } from "../components/storage";
import { changeDraft, type Draft, keepDraft, readDraft } from "./draft";

/** Counts changes of drafts, so that what tells which workflows are edited is drawn again. */
const changes = signal(0);

/** Whether a workflow is edited and not saved. */
export function isEdited(key: string): boolean {
  return changes.value >= 0 && readDraft(passing, key) !== undefined;
}

export interface EditedText {
  readonly text: string;
  /** What the edit was made of. */
  readonly base: string;
  readonly isEdited: boolean;
  /** Whether another version was served since. */
  readonly isOutdated: boolean;
  /** Why the edit does not survive a reload. */
  readonly problem: string | undefined;
  change(text: string): void;
  /** Goes back to what is served. */
  revert(): void;
  /** Keeps the edit, as one of the version that is served now. */
  rebase(): void;
  /** Takes what was saved of it; what has been typed since stays, as an edit of that. */
  settle(saved: string): void;
}

/** The text of a workflow, edited or as its source is; the edit survives a reload. */
export function useDraft(key: string, source: string): EditedText {
  const [draft, setDraft] = useState(() => readDraft(passing, key));
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const latest = useRef(draft);
  latest.current = draft;
  const put = (next: Draft | undefined) => {
    setDraft(next);
    setProblem(keepDraft(passing, key, next));
    changes.value += 1;
  };
  return {
    text: draft?.text ?? source,
    base: draft?.base ?? source,
    isEdited: draft !== undefined,
    isOutdated: draft !== undefined && draft.base !== source,
    problem,
    change: (text) => put(changeDraft(draft, source, text)),
    revert: () => put(undefined),
    rebase: () => draft && put(changeDraft({ ...draft, base: source }, source, draft.text)),
    settle(saved) {
      const text = latest.current?.text ?? saved;
      put(changeDraft({ base: saved, text }, saved, text));
    },
  };
}
