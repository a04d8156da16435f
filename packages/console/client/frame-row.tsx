import { useMemo, useState } from "preact/hooks";
import { CopyButton } from "../components/copy-button";
import { Time } from "../components/time";
import { indentJson, isJson } from "../components/indent-json";
import { linkTo } from "../router";
import type { Frame } from "./frames";

const SIGNS: Readonly<Record<Frame["kind"], readonly [sign: string, word: string]>> = {
  sent: ["→", "sent"],
  received: ["←", "received"],
  told: ["·", "note"],
  failed: ["×", "failed"],
};

/** Characters that are shown before somebody asks for all. */
const SHOWN = 20_000;

interface FrameRowProps {
  readonly frame: Frame;
  readonly connectionId: string | undefined;
  readonly onEdit: (text: string) => void;
}

/** A frame of a socket: when, which way, how large, and its text, which is never markup. */
export function FrameRow({ frame, connectionId, onEdit }: FrameRowProps) {
  const { at, kind, text, bytes, isError = false } = frame;
  const [isRaw, showRaw] = useState(false);
  const [sign, word] = SIGNS[kind];
  const isNote = kind === "told";
  // All frames are drawn again with each that comes.
  const indented = useMemo(() => (!isNote && isJson(text) ? indentJson(text) : undefined), [isNote, text]);
  const shown = (isRaw ? undefined : indented) ?? text;
  return (
    <li class={`frame ${kind}${isError ? " error" : ""}`}>
      <p class="row">
        <span aria-hidden="true">{sign}</span>
        <span class="unseen">{word}</span>
        <span class="quiet">
          <Time at={at} />
        </span>
        {isNote && <span>{text}</span>}
        {bytes !== undefined && <span class="quiet">{bytes.toLocaleString("en")} bytes</span>}
        {isError && <strong class="bad">API Gateway's error</strong>}
        <Links frame={frame} connectionId={connectionId} />
        {kind === "sent" && (
          <button type="button" class="quiet" onClick={() => onEdit(text)}>
            Edit
          </button>
        )}
        {indented !== undefined && (
          <button type="button" class="quiet" aria-pressed={isRaw} onClick={() => showRaw(!isRaw)}>
            Raw
          </button>
        )}
        {!isNote && <CopyButton label="Copy" text={() => text} />}
      </p>
      {!isNote && <Shown text={shown} />}
    </li>
  );
}

function Shown({ text }: { readonly text: string }) {
  const [isWhole, showWhole] = useState(false);
  return (
    <>
      <pre>{isWhole ? text : text.slice(0, SHOWN)}</pre>
      {!isWhole && text.length > SHOWN && (
        <button type="button" onClick={() => showWhole(true)}>
          Show all {text.length.toLocaleString("en")} characters
        </button>
      )}
    </>
  );
}

/** To the trace of a message, and from an error to the traces of its connection that failed. */
function Links({ frame: { trace, isError, text }, connectionId }: Omit<FrameRowProps, "onEdit">) {
  if (trace !== undefined) return <a href={linkTo("traces", { id: String(trace) })}>trace {trace}</a>;
  if (!isError) return null;
  const connection = connectionId ?? (JSON.parse(text) as { readonly connectionId: string }).connectionId;
  return <a href={linkTo("traces", { connection, outcome: "failed" })}>why</a>;
}
