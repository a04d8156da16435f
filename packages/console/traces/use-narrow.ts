import { useEffect, useState } from "preact/hooks";

const NARROW = matchMedia("(max-width: 640px)");

/** Whether the window has little width; what uses it is drawn again when that changes. */
export function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(NARROW.matches);
  useEffect(() => {
    const listener = () => setNarrow(NARROW.matches);
    NARROW.addEventListener("change", listener);
    return () => NARROW.removeEventListener("change", listener);
  }, []);
  return isNarrow;
}
