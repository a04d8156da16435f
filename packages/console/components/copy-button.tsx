import { useState } from "preact/hooks";

/** Milliseconds for which it says that it has copied. */
const SAID = 1_500;

/** Copies a text, which is made when it is asked for. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: () => string }) {
  const [said, say] = useState("");
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text()).then(
      () => "copied",
      () => "not allowed",
    );
    say(done);
    setTimeout(() => say(""), SAID);
  };
  return (
    <button type="button" class="quiet" onClick={() => void copy()}>
      {label}
      <span role="status">{said && ` ${said}`}</span>
    </button>
  );
}
