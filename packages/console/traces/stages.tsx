import { useState } from "preact/hooks";
import { findFailure } from "./find-failure";
import type { StageId } from "./stage-id";
import { type Stage, STAGES } from "./stage-table";
import type { TraceProps } from "./use-whole";

/** The way of the trace: its stages in order, each with what came of it, and open where it failed. */
export function Stages({ trace }: TraceProps) {
  const failed = findFailure(trace)?.stage;
  const told = Object.entries(STAGES).flatMap(([id, stage]) => {
    const line = stage.tell(trace);
    return line === undefined ? [] : [{ id: id as StageId, stage, line }];
  });
  return (
    <ol class="stages">
      {told.map(({ id, stage, line }) => (
        <StageItem key={`${trace.id} ${id}`} trace={trace} stage={stage} line={line} isOpen={id === failed} />
      ))}
    </ol>
  );
}

interface StageItemProps extends TraceProps {
  readonly stage: Stage;
  readonly line: string;
  readonly isOpen: boolean;
}

function StageItem({ trace, stage: { title, hasFailed, Body }, line, isOpen }: StageItemProps) {
  const [open, setOpen] = useState(isOpen);
  const isBad = hasFailed(trace);
  return (
    <li class={isBad ? "failed" : ""}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span class="sign">{isBad ? "✕" : "✓"}</span>
          <span class="title">{title}</span>
          <span class="line">{line}</span>
        </summary>
        {open && (
          <div class="stage-body">
            <Body trace={trace} />
          </div>
        )}
      </details>
    </li>
  );
}
