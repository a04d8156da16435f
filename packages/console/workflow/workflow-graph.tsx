import type { ExecutionTrace } from "@sfn-websocket/local/trace/trace";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { adoptDrawingStyles } from "./adopt-styles";
import { DrawingParts } from "./drawing-parts";
import { findFirst } from "./graph-steps";
import { markExecution } from "./mark-execution";
import { findDrawing } from "./read-drawing";
import { useGraphKeys } from "./use-graph-keys";
import { useViewport } from "./use-viewport";
import { ZOOM_STEP } from "./viewport";
import "./workflow.css";

export interface WorkflowGraphProps {
  /** The text of the definition; while it is no JSON, the one before it stays. */
  readonly definition: string;
  /** An execution of it, whose way lights up. @default none does */
  readonly execution?: Pick<ExecutionTrace, "states">;
  /** The location of the state that is selected: `/States/Each/ItemProcessor/States/Reserve`. */
  readonly selected?: string;
  /** A state was clicked, or opened by Enter. */
  readonly onSelect: (location: string) => void;
  /** What the graph is of, for those who hear it. @default Workflow */
  readonly label?: string;
}

/** A workflow as Workflow Studio draws it: zoom by the wheel, `+`, `-` and `0`, pan by dragging or Shift and arrows, from state to state by arrows. */
export function WorkflowGraph({ definition, execution, selected, onSelect, label = "Workflow" }: WorkflowGraphProps) {
  useMemo(adoptDrawingStyles, []);
  const last = useRef<ReturnType<typeof findDrawing>>(undefined);
  const drawing = useMemo(() => (last.current = findDrawing(definition) ?? last.current), [definition]);
  const marks = useMemo(() => execution && drawing && markExecution(execution, drawing), [execution, drawing]);
  const chosen = drawing?.nodes.find(({ id }) => id === selected);
  const view = useViewport(drawing, chosen);
  const keys = useGraphKeys({ drawing, view, onSelect });
  useEffect(() => {
    if (chosen) view.reveal(chosen);
  }, [selected, drawing]);
  if (drawing === undefined) return <p class="empty">There is no drawing: the definition is no JSON.</p>;
  const isThere = (id: string | undefined) => drawing.nodes.some((node) => node.id === id);
  const reached = [keys.reached, selected].find(isThere) ?? findFirst(drawing);
  const { x, y, scale } = view.viewport;
  return (
    <div class="graph">
      <div class="graph-window" ref={view.window} {...view.pointers} onKeyDown={keys.press} onClick={keys.click}>
        <svg class="wf" width="100%" height="100%" role="group" aria-label={label}>
          <g transform={`translate(${x} ${y}) scale(${scale})`}>
            <DrawingParts drawing={drawing} marks={marks} selected={selected} reached={reached} />
          </g>
        </svg>
      </div>
      <ZoomButtons scale={scale} onZoom={view.zoom} onFit={view.fit} />
    </div>
  );
}

interface ZoomProps {
  readonly scale: number;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}

function ZoomButtons({ scale, onZoom, onFit }: ZoomProps) {
  return (
    <div class="graph-zoom" role="group" aria-label="Zoom">
      <button type="button" aria-label="Smaller" onClick={() => onZoom(1 / ZOOM_STEP)}>
        −
      </button>
      <span>{Math.round(scale * 100)} %</span>
      <button type="button" aria-label="Larger" onClick={() => onZoom(ZOOM_STEP)}>
        +
      </button>
      <button type="button" onClick={onFit}>
        Fit
      </button>
    </div>
  );
}
