import { keepValue, lasting, readKept } from "../components/storage";

/** Texts that are kept for each stage, and characters of the longest. */
const MOST = 50;
const LONGEST = 16_384;
/** Stages whose texts are kept. */
const MOST_STAGES = 20;
const KEY = "console-sent";

type Kept = Readonly<Record<string, readonly string[]>>;

/**
 * What was sent to a stage, the newest first. Nothing of how a socket was opened is kept: no headers, no key, no query.
 */
export const listSent = (stage: string): readonly string[] => read()[stage] ?? [];

/** Keeps a text that was sent, once; one that is very long is not kept. */
export function keepSent(stage: string, text: string): void {
  if (text === "" || text.length > LONGEST) return;
  const { [stage]: own = [], ...others } = read();
  const texts = [text, ...own.filter((each) => each !== text)].slice(0, MOST);
  keepValue(lasting, KEY, { [stage]: texts, ...Object.fromEntries(Object.entries(others).slice(0, MOST_STAGES - 1)) });
}

export function clearSent(stage: string): void {
  const { [stage]: _, ...others } = read();
  keepValue(lasting, KEY, others);
}

function read(): Kept {
  const kept = readKept(lasting, KEY);
  return isKept(kept) ? kept : {};
}

const isKept = (kept: unknown): kept is Kept =>
  typeof kept === "object" &&
  kept !== null &&
  Object.values(kept).every((texts) => Array.isArray(texts) && texts.every((text) => typeof text === "string"));
