import { useState } from "preact/hooks";
import { keepValue, passing, readKept } from "../components/storage";

/** A value that stays for as long as the browser's session, reloads included. */
export function useKept<Value>(name: string, first: Value): readonly [Value, (value: Value) => void] {
  const key = `console-workflow-${name}`;
  const [value, put] = useState(() => (readKept(passing, key) as Value | null) ?? first);
  const keep = (next: Value) => {
    put(next);
    keepValue(passing, key, next);
  };
  return [value, keep];
}
