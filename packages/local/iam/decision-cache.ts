import type { Decision } from "./authorize";

/** Requests name resources, so the decisions kept are bounded: when there are as many, all are forgotten. */
const MAXIMUM_DECISIONS = 1_000;

export interface DecisionCache {
  /** The decision kept for `names`, else the one that `decide` makes, which is kept unless it is conditional. */
  read(
    names: readonly string[],
    decide: () => { readonly decision: Decision; readonly conditional: boolean },
  ): Decision;
  clear(): void;
}

/** The decision of the names on the way to a branch, and the branches of one more name. */
interface Branch {
  decision: Decision | undefined;
  readonly next: Map<string, Branch>;
}

const createBranch = (): Branch => ({ decision: undefined, next: new Map() });

/**
 * Keeps decisions that hang on nothing but names: they hold until a role or policy changes. A tree, because every message
 * asks: walking it joins and hashes no new text.
 */
export function createDecisionCache(): DecisionCache {
  let root = createBranch();
  let size = 0;
  const clear = (): void => {
    root = createBranch();
    size = 0;
  };
  return {
    read(names, decide) {
      const kept = findBranch(root, names)?.decision;
      if (kept !== undefined) return kept;
      const { decision, conditional } = decide();
      if (conditional) return decision;
      if (++size > MAXIMUM_DECISIONS) clear();
      growBranch(root, names).decision = decision;
      return decision;
    },
    clear,
  };
}

function findBranch(root: Branch, names: readonly string[]): Branch | undefined {
  let branch: Branch | undefined = root;
  for (const name of names) branch = branch?.next.get(name);
  return branch;
}

function growBranch(root: Branch, names: readonly string[]): Branch {
  let branch = root;
  for (const name of names) {
    const next = branch.next.get(name) ?? createBranch();
    branch.next.set(name, next);
    branch = next;
  }
  return branch;
}
