import { useState } from "preact/hooks";
import { Editor } from "../components/editor";
import { findJsonProblem } from "../components/find-json-problem";
import { indentJson, isJson } from "../components/indent-json";
import { countBytes } from "./frames";
import { MessagePreview } from "./message-preview";
import { SentList } from "./sent-list";
import { type ClientSocket, send } from "./sockets";
import { usePreview } from "./use-preview";

/** Bytes of the largest frame that API Gateway takes. */
const LARGEST_FRAME = 32 * 1024;

/** Where a socket's next message is written: with its problem, its route and the request that it would make. */
export function Composer({ socket }: { readonly socket: ClientSocket }) {
  const text = socket.draft.value;
  const [isCut, cut] = useState(false);
  const isOpen = socket.state.value === "open";
  const problem = findJsonProblem(text);
  const isLarge = countBytes(text) > LARGEST_FRAME;
  const sendIt = () => {
    if (isOpen && text !== "") void send(socket, text, isLarge && isCut ? LARGEST_FRAME : undefined);
  };
  return (
    <div class="composer">
      <div class="message">
        <Editor
          label={`Message to socket ${socket.id}`}
          language="json"
          value={text}
          onChange={(next) => (socket.draft.value = next)}
          onSubmit={sendIt}
          problems={problem ? [{ ...problem, severity: "warning" }] : []}
        />
      </div>
      <p class="row">
        <button type="button" class="primary" disabled={!isOpen || text === ""} onClick={sendIt}>
          Send
        </button>
        <kbd>Ctrl+Enter</kbd>
        <IndentButton draft={socket.draft} />
        {isLarge && (
          <label>
            <input type="checkbox" checked={isCut} onChange={() => cut(!isCut)} /> in frames of 32 KB
          </label>
        )}
        {problem && <span class="warn">{problem.message}</span>}
      </p>
      <SentList socket={socket} />
      <Preview socket={socket} />
    </div>
  );
}

function IndentButton({ draft }: Pick<ClientSocket, "draft">) {
  const text = draft.value;
  return (
    <button type="button" class="quiet" disabled={!isJson(text)} onClick={() => (draft.value = indentJson(text))}>
      Indent
    </button>
  );
}

/** What the message would do, as far as the stage is served here. */
function Preview({ socket: { stage, draft, connectionId } }: { readonly socket: ClientSocket }) {
  const previewed = usePreview(stage, draft.value, connectionId.value);
  if (stage) return <MessagePreview {...previewed} stage={stage} message={draft.value} />;
  return <p class="quiet">No stage that is served has this address, so what a message would do is not shown before.</p>;
}
