import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Trace } from "@sfn-websocket/local/trace/trace";
import { getJson } from "../call-api";
import { ProblemNote } from "../components/problem-note";

/** Of what tells of a trace. */
export interface TraceProps {
  readonly trace: Trace;
}

interface Whole {
  /** @default it is on its way, or cannot be read */
  readonly whole?: Trace;
  readonly problem?: string;
}

/** What was read of the last outline for which somebody wanted the whole: tabs come and go. */
const read = signal<Whole & { readonly outline?: Trace }>({});

/** The whole of a trace: what it is already, or what is read once of one that came in outline, because it is long. */
export function useWhole(trace: Trace): Whole {
  const isOutline = trace.execution?.isOutline === true;
  useEffect(() => {
    if (isOutline && read.value.outline !== trace) void readWhole(trace);
  }, [trace]);
  if (!isOutline) return { whole: trace };
  return read.value.outline === trace ? read.value : {};
}

async function readWhole(outline: Trace): Promise<void> {
  read.value = { outline };
  const answer = await getJson<Trace>(`traces/${outline.id}`).then(
    (whole) => ({ whole }),
    (error: Error) => ({ problem: error.message }),
  );
  if (read.value.outline === outline) read.value = { outline, ...answer };
}

/** Shows what tells of all of a trace once that is there. */
export function ofWhole(Body: ComponentType<TraceProps>): ComponentType<TraceProps> {
  return ({ trace }) => {
    const { whole, problem } = useWhole(trace);
    return whole ? <Body trace={whole} /> : <NotWhole problem={problem} />;
  };
}

/** Stands where the whole of a trace will be told. */
export function NotWhole({ problem }: Pick<Whole, "problem">) {
  return problem === undefined ? <p class="empty">Loading…</p> : <ProblemNote message={problem} />;
}
