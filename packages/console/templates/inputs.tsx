import type { RenderAnswer } from "@sfn-websocket/local/console/editor-api";
import { Editor, type EditorProps } from "../components/editor";
import { findJsonProblem } from "../components/find-json-problem";
import { change, type Draft } from "./drafts";

interface InputsProps {
  readonly draft: Draft;
  /** What `$context` was at last. */
  readonly context: RenderAnswer["context"] | undefined;
}

/** What the draft is rendered with. */
export function Inputs({ draft, context: read }: InputsProps) {
  const { message = "", context, stageVariables, status, samples } = draft;
  const isRequest = samples === "request";
  return (
    <div class="inputs">
      <JsonField
        title={isRequest ? "Message ($input)" : "The integration's answer ($input)"}
        value={message}
        severity="warning"
        onChange={(text) => change({ message: text })}
      />
      <JsonField
        title="$context, beside a sample message's"
        value={context}
        onChange={(text) => change({ context: text })}
      />
      {read && (
        <details>
          <summary>All of $context</summary>
          <pre>{JSON.stringify(read, undefined, 2)}</pre>
        </details>
      )}
      <JsonField title="$stageVariables" value={stageVariables} onChange={(text) => change({ stageVariables: text })} />
      {!isRequest && (
        <label class="row">
          $context.status
          <input
            inputMode="numeric"
            pattern="[1-5][0-9]{2}"
            size={4}
            value={status}
            onInput={({ currentTarget }) => change({ status: currentTarget.value })}
          />
        </label>
      )}
    </div>
  );
}

interface JsonFieldProps extends Pick<EditorProps, "value" | "onChange"> {
  readonly title: string;
  /** A message need not be JSON. @default "error" */
  readonly severity?: "error" | "warning";
}

function JsonField({ title, value, onChange, severity = "error" }: JsonFieldProps) {
  const problem = findJsonProblem(value);
  return (
    <div>
      <h2>{title}</h2>
      <Editor
        label={title}
        language="json"
        value={value}
        onChange={onChange}
        problems={problem ? [{ ...problem, severity }] : []}
      />
      {problem && <p class={severity === "error" ? "bad" : "warn"}>{problem.message}</p>}
    </div>
  );
}
