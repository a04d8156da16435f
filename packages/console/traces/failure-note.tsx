import type { Trace } from "@sfn-websocket/local/trace/trace";
import { CopyButton } from "../components/copy-button";
import { findFailure } from "./find-failure";

interface FailureNoteProps {
  readonly trace: Trace;
  /** Goes to where it happened. */
  readonly onShow: (visit: string) => void;
}

/** Why the trace failed: what, with which error, from which cause, and what would mend it. */
export function FailureNote({ trace, onShow }: FailureNoteProps) {
  const failure = findFailure(trace);
  if (failure === undefined) return null;
  const { what, error, cause, place, needed, visit, isCaught } = failure;
  const statement = needed && JSON.stringify(needed, null, 2);
  return (
    <section class={`failure ${isCaught ? "caught" : "failed"}`} aria-label="Why it failed">
      <h3>
        {isCaught ? "Caught: " : "Failed: "}
        {what}
        {error !== undefined && <span class="error">{error}</span>}
      </h3>
      {cause !== undefined && cause !== "" && <pre class="text">{cause}</pre>}
      {place !== undefined && (
        <p>
          at <code>{place}</code>
        </p>
      )}
      {statement !== undefined && (
        <div class="needed">
          <p>This statement would allow it:</p>
          <pre>{statement}</pre>
          <CopyButton label="Copy the statement" text={() => statement} />
        </div>
      )}
      {visit !== undefined && (
        <button type="button" onClick={() => onShow(visit)}>
          Show the state
        </button>
      )}
    </section>
  );
}
