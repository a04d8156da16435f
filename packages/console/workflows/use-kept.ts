import { useState } from "preact/hooks";
import { passing } from "../components/storage";

/** A value that stays for as long as the browser's session, reloads included. */
export function useKept<Value>(name: string, first: Value): readonly [Value, (value: Value) => void] {
  const key = `console-workflow-${name}`;
  const [value, put] = useState(() => readKept(key, first));
  const keep = (next: Value) => {
    put(next);
    try {
      passing.setItem(key, JSON.stringify(next));
    } catch {
      // The storage is full: it is there until the page is loaded again.
    }
  };
  return [value, keep];
}

function readKept<Value>(key: string, first: Value): Value {
  try {
    return (JSON.parse(passing.getItem(key) ?? "null") as Value | null) ?? first;
  } catch {
    return first;
  }
}
