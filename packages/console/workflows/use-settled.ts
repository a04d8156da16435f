import { useEffect, useState } from "preact/hooks";

/** Milliseconds without a change: about as long as a pause between two words. */
const SETTLE = 200;

/** A value as it was when it last stood still: for what takes longer to make than a key takes to press. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
