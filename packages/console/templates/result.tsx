import type { RenderAnswer } from "@sfn-websocket/local/console/editor-api";
import { useState } from "preact/hooks";
import { CopyButton } from "../components/copy-button";
import { indentJson } from "../components/indent-json";
import { ProblemNote } from "../components/problem-note";
import type { Answered } from "../components/use-answer";

/** What was rendered, and whether it is JSON. */
export function Result({ answer, problem }: Answered<RenderAnswer>) {
  const [isRaw, showRaw] = useState(false);
  if (problem !== undefined) return <ProblemNote message={problem} />;
  if (!answer) return <p class="quiet">…</p>;
  const { rendered, isJson, jsonProblem, error } = answer;
  if (error) return <ProblemNote message={describePlace(error)} />;
  const text = rendered ?? "";
  return (
    <>
      <p class="row">
        <strong class={isJson ? "good" : "warn"}>{isJson ? "JSON" : "no JSON"}</strong>
        <span class="quiet">{text.length.toLocaleString("en")} characters</span>
        {isJson && (
          <button type="button" class="quiet" aria-pressed={isRaw} onClick={() => showRaw(!isRaw)}>
            Raw
          </button>
        )}
        <CopyButton label="Copy" text={() => text} />
      </p>
      <pre tabIndex={0} aria-label="Rendered text">
        {isRaw ? text : indentJson(text)}
      </pre>
      {jsonProblem !== undefined && <pre class="warn">{jsonProblem}</pre>}
    </>
  );
}

const describePlace = ({ message, line, column }: { message: string; line?: number; column?: number }): string =>
  line === undefined ? message : `line ${line}, column ${column}: ${message}`;
