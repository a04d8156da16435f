import { useState } from "preact/hooks";
import { clearSent, listSent } from "./history";
import type { ClientSocket } from "./sockets";

/** What was sent to the stage before, also on other days; one of it becomes the next message. */
export function SentList({ socket }: { readonly socket: ClientSocket }) {
  const [, draw] = useState(0);
  const { stage, draft } = socket;
  if (!stage) return null;
  // Read at each drawing, which every frame brings about.
  const texts = socket.frames.value && listSent(stage.key);
  if (texts.length === 0) return null;
  const clear = () => {
    clearSent(stage.key);
    draw((times) => times + 1);
  };
  return (
    <details class="sent">
      <summary>Sent before ({texts.length})</summary>
      <ul>
        {texts.map((text) => (
          <li key={text}>
            <button type="button" class="quiet mono" onClick={() => (draft.value = text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" onClick={clear}>
        Forget them
      </button>
    </details>
  );
}
