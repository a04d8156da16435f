import { useMemo } from "preact/hooks";
import { diffLines, type DiffLine } from "./diff-lines";

const MARKS: Readonly<Record<DiffLine["kind"], string>> = { same: " ", gone: "−", new: "+", "left out": "…" };

/** The difference of two texts, line by line. */
export function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  return (
    <pre class="difference" tabIndex={0} aria-label="The difference">
      {lines.map(({ kind, text }, index) => (
        <span key={index} class={kind === "left out" ? "left-out" : kind}>
          {MARKS[kind]} {text}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}
