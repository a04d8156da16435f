import type { HistoryEvent } from "@sfn-websocket/languages/states-language/history-event";

/** A state that was entered, an iteration of a Map state, or a branch of a Parallel state. */
export interface TreeNode {
  readonly name: string;
  /** `Task`, `Map`; empty for an iteration and a branch. */
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly entered: number;
  /** @default it was never left */
  exited?: number;
  /** JSON, as text. */
  readonly input?: string;
  output?: string;
  /** What failed in it, each attempt. */
  readonly failures: readonly NodeFailure[];
  readonly children: readonly TreeNode[];
}

export interface NodeFailure {
  readonly error?: string;
  readonly cause?: string;
}

interface Building extends TreeNode {
  readonly parent?: Building;
  readonly failures: NodeFailure[];
  readonly children: Building[];
}

/** What an event says, as far as the tree shows it. */
interface Details {
  readonly name?: string;
  readonly index?: number;
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/**
 * Puts the states of an execution into a tree, in the order in which they were entered: those of branches and iterations
 * are below their Parallel or Map state. An event belongs to the branch of the event before it.
 */
export class ExecutionTree {
  readonly roots: Building[] = [];
  /** Whose each event was. */
  private readonly owners = new Map<number, Building>();

  add({ id, type, timestamp, previousEventId, details = {} }: HistoryEvent): void {
    const owner = this.owners.get(previousEventId);
    const next = this.read(type, { owner, timestamp, details: details as Details });
    if (next) this.owners.set(id, next);
  }

  private read(type: string, { owner, timestamp, details }: Reading): Building | undefined {
    const [, state] = /^(\w+)StateEntered$/.exec(type) ?? [];
    if (state !== undefined) return this.enter(state, { owner, timestamp, details });
    if (/StateExited$/.test(type))
      return leave(
        climb(owner, ({ name }) => name === details.name),
        timestamp,
        details,
      );
    if (type === "MapIterationStarted") {
      const map = climb(owner, (node) => node.type === "Map");
      const { index = 0 } = details;
      return map && this.attach(map, { name: `[${index}]`, type: "", entered: timestamp });
    }
    const [, kind] = /^(Map|Parallel)(?:State|Iteration|Run)/.exec(type) ?? [];
    const found = kind === undefined ? owner : climb(owner, (node) => node.type === kind);
    if (!type.startsWith("Execution")) fail(found, details);
    return found;
  }

  /** What follows a state that was left stands beside it, and so does a catcher's; else it is within. */
  private enter(type: string, { owner, timestamp, details }: Reading): Building {
    const { name = "", input } = details;
    const parent = this.findParent(owner, timestamp);
    return this.attach(parent, { name, type, entered: timestamp, ...(input !== undefined && { input }) });
  }

  private findParent(owner: Building | undefined, timestamp: number): Building | undefined {
    if (owner === undefined || owner.type === "") return owner;
    if (owner.type !== "Parallel" || owner.exited !== undefined) return owner.parent;
    return this.attach(owner, { name: `branch ${owner.children.length + 1}`, type: "", entered: timestamp });
  }

  private attach(parent: Building | undefined, node: Omit<TreeNode, "failures" | "children">): Building {
    const made: Building = { ...node, ...(parent && { parent }), failures: [], children: [] };
    (parent?.children ?? this.roots).push(made);
    return made;
  }
}

interface Reading {
  readonly owner: Building | undefined;
  readonly timestamp: number;
  readonly details: Details;
}

/** The nearest one that fits, from this one outwards. */
function climb(from: Building | undefined, fits: (node: Building) => boolean): Building | undefined {
  for (let node = from; node; node = node.parent) if (fits(node)) return node;
  return undefined;
}

function leave(node: Building | undefined, timestamp: number, { output }: Details): Building | undefined {
  if (node) node.exited = timestamp;
  if (node && output !== undefined) node.output = output;
  return node;
}

function fail(node: Building | undefined, { error, cause }: Details): void {
  if (!node || (error === undefined && cause === undefined)) return;
  node.failures.push({ ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) });
}
