/** What keeps texts by their names: the browser's storage, or the page's memory where the user's browser forbids that. */
export type KeptTexts = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Texts that are kept for other days. */
export const lasting: KeptTexts = open(() => localStorage);

/** Texts that survive a reload, and are gone with the page's tab. */
export const passing: KeptTexts = open(() => sessionStorage);

/** A browser that forbids storage throws at its mere name. */
function open(find: () => Storage): KeptTexts {
  try {
    return find();
  } catch {
    return remember(new Map());
  }
}

function remember(texts: Map<string, string>): KeptTexts {
  return {
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => void texts.set(name, text),
    removeItem: (name) => void texts.delete(name),
  };
}

/** The value of the JSON that is kept under a name; null where none is. */
export function readKept(storage: KeptTexts, name: string): unknown {
  try {
    return JSON.parse(storage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps a value as JSON; false where the storage is full: then it lives as long as the page. */
export function keepValue(storage: KeptTexts, name: string, value: unknown): boolean {
  try {
    storage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
