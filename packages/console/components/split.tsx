import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { lasting } from "./storage";

interface SplitProps {
  /** Names the share that is kept from one visit to the next. */
  readonly name: string;
  /** What a screen reader says of the line between the two. */
  readonly label: string;
  /** Percent of the first part. @default 50 */
  readonly share?: number;
  readonly first: ComponentChildren;
  readonly second: ComponentChildren;
}

const LEAST = 15;
const MOST = 85;
/** Percent, by one press of a key. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -5, ArrowRight: 5, ArrowUp: -5, ArrowDown: 5 };

const clamp = (share: number): number => Math.min(MOST, Math.max(LEAST, share));

function readShare(key: string, otherwise: number): number {
  const kept = Number(lasting.getItem(key) ?? Number.NaN);
  return Number.isFinite(kept) ? clamp(kept) : otherwise;
}

/** The percent of the first part, and what changes and keeps it. */
function useShare(key: string, otherwise: number) {
  const [percent, setPercent] = useState(() => readShare(key, otherwise));
  const put = (next: number): void => {
    const clamped = clamp(Math.round(next));
    setPercent(clamped);
    lasting.setItem(key, String(clamped));
  };
  return [percent, put] as const;
}

/** Two parts side by side, whose line can be dragged or moved by the arrow keys; one below the other where it is narrow. */
export function Split({ name, label, share = 50, first, second }: SplitProps) {
  const [percent, put] = useShare(`console-split-${name}`, share);
  const box = useRef<HTMLDivElement>(null);
  const drag = (event: PointerEvent) => {
    if (!(event.currentTarget as Element).hasPointerCapture(event.pointerId)) return;
    const { left, width } = box.current!.getBoundingClientRect();
    put(((event.clientX - left) / width) * 100);
  };
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    put(percent + step);
  };
  return (
    <div class="split" ref={box} style={{ "--share": `${percent}%` }}>
      <div class="part">{first}</div>
      <div
        class="divider"
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        tabIndex={0}
        onKeyDown={press}
        onPointerDown={(event) => (event.currentTarget as Element).setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
      <div class="part">{second}</div>
    </div>
  );
}
