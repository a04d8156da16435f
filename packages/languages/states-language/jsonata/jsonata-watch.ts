import type { EvaluationBudget } from "./evaluation-budget";
import { EvaluationLimit, MAXIMUM_FLATTENED } from "../values/evaluation-limits";
import type { Analysis } from "./jsonata-analysis";

/** So many elements of a path that carries their places along may be sorted or grouped: its memory grows with the square. */
const MAXIMUM_PLACED = 10_000;
/** So many references may be copied by `*`, which copies all it has found for each member that holds an array. */
const MAXIMUM_COPIES = 100_000_000;
/** So many groups may `{key: value}` make of a list. *Assumed*: JSONata starts all at once, before any gets its turn. */
const MAXIMUM_GROUPS = 10_000;
/** A call is as much work as so many other steps. *Measured* here. */
const STEPS_OF_CALL = 4;

/** What JSONata evaluates at the same time; here one waits for the other, so that depth can be counted. */
interface Siblings {
  readonly parent: object;
  readonly waiting: (() => void)[];
  isStarting: boolean;
}

/** Watches one evaluation, step by step. */
export class EvaluationWatch {
  private readonly siblings: Siblings[] = [];
  private placed = 0;
  private readonly groups = new Map<object, Map<unknown, number>>();
  private readonly flattened = new Map<object, number>();

  constructor(
    private readonly analysis: Analysis,
    readonly budget: EvaluationBudget,
  ) {}

  /** A step begins; it waits for what is returned. */
  enter(node: object, input: unknown): Promise<void> | undefined {
    const { analysis, budget } = this;
    if (analysis.placed.has(node) && ++this.placed > MAXIMUM_PLACED) throw new EvaluationLimit("memory");
    if ("type" in node && (node.type === "wildcard" || node.type === "descendant")) this.admitWalk(node.type, input);
    const steps = "type" in node && node.type === "function" ? STEPS_OF_CALL : 1;
    if (!analysis.nests) return budget.step(steps);
    const turn = this.takePlace(node);
    if (turn !== undefined) return turn.then(() => budget.enter());
    budget.enter();
    return budget.step(steps);
  }

  /** A step ends with a result. */
  leave(node: object, result: unknown): Promise<void> | undefined {
    const { analysis, budget } = this;
    if (Array.isArray(result)) {
      budget.make(result.length * 8);
      this.flatten(node, result.length);
    } else if (typeof result === "string" && "value" in node && node.value === "&") budget.make(result.length);
    const limit = analysis.operands.get(node);
    if (limit !== undefined) budget.admit(result, limit);
    this.countGroup(node, result);
    if (analysis.nests) budget.leave();
    if (analysis.parallel.has(node)) this.leavePlace();
    return budget.rest();
  }

  /** Counts the keys of a grouping until its first value is evaluated: JSONata copies a group for each element that joins it. */
  private countGroup(node: object, key: unknown): void {
    const holder = this.analysis.keys.get(node);
    if (holder === undefined) return;
    const known = this.groups.get(holder) ?? new Map<unknown, number>();
    const elements = (known.get(key) ?? 0) + 1;
    this.groups.set(holder, known.set(key, elements));
    if (known.size > MAXIMUM_GROUPS) throw new EvaluationLimit("memory");
    this.budget.copy(elements);
  }

  /** Counts the elements of lists that a step has given since its path began. */
  private flatten(node: object, elements: number): void {
    this.flattened.delete(node);
    const path = this.analysis.steps.get(node);
    if (path === undefined) return;
    const all = (this.flattened.get(path) ?? 0) + elements;
    if (all > MAXIMUM_FLATTENED) throw new EvaluationLimit("memory");
    this.flattened.set(path, all);
  }

  private admitWalk(type: string, input: unknown): void {
    this.budget.admit(input);
    if (type !== "wildcard" || typeof input !== "object" || input === null) return;
    const lists = Object.values(input).filter(Array.isArray);
    const elements = lists.reduce((sum, list) => sum + list.length, 0);
    if (lists.length * elements > MAXIMUM_COPIES) throw new EvaluationLimit("time");
  }

  /** The first of the siblings goes on; the others wait in their order. */
  private takePlace(node: object): Promise<void> | undefined {
    const parent = this.analysis.parallel.get(node);
    if (parent !== undefined) this.groups.delete(parent);
    const latest = this.siblings.at(-1);
    if (parent !== undefined && latest?.isStarting === true && latest.parent === parent) {
      return new Promise((resolve) => latest.waiting.push(resolve));
    }
    if (latest !== undefined) latest.isStarting = false;
    if (parent !== undefined) this.siblings.push({ parent, waiting: [], isStarting: true });
    return undefined;
  }

  private leavePlace(): void {
    const latest = this.siblings.at(-1);
    if (latest === undefined) return;
    latest.isStarting = false;
    const next = latest.waiting.shift();
    if (next === undefined) this.siblings.pop();
    else next();
  }
}
