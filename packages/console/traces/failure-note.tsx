import { NeededStatement } from "../permissions/needed-statement";
import { isDataObject, parseData } from "./data";
import { JsonTree } from "./data-view";
import { findFailure } from "./find-failure";
import type { TraceProps } from "./use-whole";

interface FailureNoteProps extends TraceProps {
  /** Goes to where it happened. */
  readonly onShow: (visit: string) => void;
}

/** Why the trace failed: what, with which error, from which cause, and what would mend it. */
export function FailureNote({ trace, onShow }: FailureNoteProps) {
  const failure = findFailure(trace);
  if (failure === undefined) return null;
  const { what, error, cause, place, denied, visit, isCaught } = failure;
  return (
    <section class={`failure ${isCaught ? "caught" : "failed"}`} aria-label="Why it failed">
      <h3>
        {isCaught ? "Caught: " : "Failed: "}
        {what}
        {error !== undefined && <span class="error">{error}</span>}
      </h3>
      {cause !== undefined && cause !== "" && <Cause cause={cause} />}
      {place !== undefined && (
        <p>
          at <code>{place}</code>
        </p>
      )}
      {denied !== undefined && <NeededStatement check={denied} />}
      {visit !== undefined && (
        <button type="button" onClick={() => onShow(visit)}>
          Show the state
        </button>
      )}
    </section>
  );
}

/** Members in which a service says in words what went wrong, such as those of a Lambda function. */
const MESSAGES = ["errorMessage", "message", "Message"];

/** A cause in words; where it is JSON, what it says in words comes first. */
export function Cause({ cause }: { readonly cause: string }) {
  const { value = null } = parseData(cause) ?? {};
  if (!isDataObject(value)) return <pre class="text">{cause}</pre>;
  const message = MESSAGES.map((name) => value[name]).find((one) => typeof one === "string");
  return (
    <>
      {typeof message === "string" && <pre class="text">{message}</pre>}
      <div class="data" role="group" aria-label="The whole cause">
        <JsonTree name="cause" value={value} isOpen={message === undefined} />
      </div>
    </>
  );
}
