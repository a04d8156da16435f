import { useState } from "preact/hooks";

/** Milliseconds for which it says that it has copied. */
const SAID = 1_500;

/** Copies a text, which is made when it is asked for; where it cannot be made or copied, the reason stays. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: () => string }) {
  const [said, say] = useState("");
  const copy = async () => {
    try {
      await writeClipboard(text());
      say("copied");
      setTimeout(() => say(""), SAID);
    } catch (error) {
      say((error as Error).message);
    }
  };
  return (
    <button type="button" class="quiet" onClick={() => void copy()}>
      {label}
      <span role="status">{said && ` ${said}`}</span>
    </button>
  );
}

/** A browser has a clipboard for pages of this machine, and for those of others by HTTPS alone: `--host` is neither. */
async function writeClipboard(text: string): Promise<void> {
  if (!isSecureContext) throw new Error("not possible here: open the page on the machine that serves it");
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    throw new Error("not allowed by the browser");
  }
}
