import type { StateTrace, TraceText } from "@sfn-websocket/local/trace/trace";

/** A visit of a state with its place among the others. */
export interface Visit {
  readonly state: StateTrace;
  /** Its indexes in the tree, such as `2.0.1`: it names the visit in a URL. */
  readonly path: string;
  /** 0 for the states of the workflow itself. */
  readonly depth: number;
  /** The visit before it in the same branch or iteration. @default it is the first */
  readonly before?: StateTrace;
}

/** Returns all visits of a tree of states, each before those within it. */
export function listVisits(states: readonly StateTrace[], parent?: Visit): readonly Visit[] {
  return states.flatMap((state, index) => {
    const before = isInner(state) ? undefined : states[index - 1];
    const visit: Visit = {
      state,
      path: parent ? `${parent.path}.${index}` : String(index),
      depth: parent ? parent.depth + 1 : 0,
      ...(before && { before }),
    };
    return [visit, ...listVisits(state.children, visit)];
  });
}

/** True for a branch or an iteration, which is no state of its own. */
export function isInner({ type }: StateTrace): boolean {
  return type === "Branch" || type === "Iteration";
}

/** What a visit is called: its state's name, or which branch or iteration it is. */
export function nameVisit({ name, type, index = 0 }: StateTrace): string {
  if (type === "Branch") return `Branch ${index + 1}`;
  return type === "Iteration" ? `Iteration ${index}` : name;
}

/** The data that a visit's output is compared with: the output of the state before it, else its own input. */
export function findDataBefore({
  state,
  before,
}: Visit): { readonly from: string; readonly text: TraceText } | undefined {
  if (before?.output) return { from: nameVisit(before), text: before.output };
  return state.input && { from: "its input", text: state.input };
}
