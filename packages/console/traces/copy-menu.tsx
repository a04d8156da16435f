import type { Trace } from "@sfn-websocket/local/trace/trace";
import { useState } from "preact/hooks";
import { CopyButton } from "../components/copy-button";
import { inventory } from "../inventory";
import { COPIES } from "./copy/copies";
import type { Place } from "./copy/copy-text";
import { ofWhole, type TraceProps } from "./use-whole";

/** What the trace can be copied as; what it cannot, with the reason. */
export function CopyMenu({ trace }: TraceProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="copies" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Copy as</summary>
      {isOpen && <Copies trace={trace} />}
    </details>
  );
}

const Copies = ofWhole(({ trace }) => {
  const reach = findPlace(trace);
  return (
    <ul>
      {COPIES.map(({ name, about, write }) => {
        const copy = write(trace, reach);
        return (
          <li key={name}>
            {"text" in copy ? <CopyButton label={`Copy ${name}`} text={() => copy.text} /> : <strong>{name}</strong>}
            <span class="quiet about">{"text" in copy ? about : copy.refused}</span>
            {"text" in copy && (
              <pre class="text" tabIndex={0} aria-label={name}>
                {copy.text}
              </pre>
            )}
          </li>
        );
      })}
    </ul>
  );
});

/** The stage's address is in the inventory; the endpoint is where the page comes from. */
function findPlace({ api, stage }: Trace): Place {
  const found = inventory.value?.apis.find(({ name }) => name === api);
  return { address: found?.stages.find(({ name }) => name === stage)?.address, endpoint: location.origin };
}
