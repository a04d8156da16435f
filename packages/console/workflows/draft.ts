import { keepValue, type KeptTexts, readKept } from "../components/storage";

/** A text that was edited and not saved. */
export interface Draft {
  /** What it was made of. */
  readonly base: string;
  readonly text: string;
}

const nameKey = (key: string): string => `console-workflow-draft ${key}`;

/** The draft of a workflow; undefined where nothing of it was edited. */
export function readDraft(storage: KeptTexts, key: string): Draft | undefined {
  const { base, text } = Object(readKept(storage, nameKey(key))) as Partial<Draft>;
  return typeof base === "string" && typeof text === "string" ? { base, text } : undefined;
}

/** Keeps a draft, or forgets it; returns why it could not be kept. */
export function keepDraft(storage: KeptTexts, key: string, draft: Draft | undefined): string | undefined {
  if (draft === undefined) {
    storage.removeItem(nameKey(key));
    return undefined;
  }
  const isKept = keepValue(storage, nameKey(key), draft);
  return isKept ? undefined : "The browser's storage is full: this edit does not survive a reload.";
}

/** The draft after a change; undefined where the text is again what it was made of. */
export function changeDraft(draft: Draft | undefined, source: string, text: string): Draft | undefined {
  const base = draft?.base ?? source;
  return text === source && base === source ? undefined : { base, text };
}
