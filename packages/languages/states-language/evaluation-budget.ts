import {
  EvaluationLimit,
  MAXIMUM_MADE,
  MAXIMUM_MADE_BY_ALL,
  MAXIMUM_STEPS_DEPTH,
  MAXIMUM_WEIGHT,
  MAXIMUM_WORK,
} from "./evaluation-limits";
import { Turn } from "./take-turn";
import { weigh, type Weights } from "./value-weight";

/** So much work is done between two looks at the clock; a step is 1. */
const WORK_PER_LOOK = 32;
/** So much weight is as much work as a step. */
const WEIGHT_PER_STEP = 512;

/** What the evaluations that run at the moment have made. */
let madeByAll = 0;

/** What one evaluation of an expression has used up; what is used beyond a limit throws EvaluationLimit. */
export class EvaluationBudget {
  private readonly turn = new Turn();
  private work = 0;
  private made = 0;
  private depth = 0;

  /** @param weights the weights of objects that this evaluation does not change; undefined if it may change any */
  constructor(private readonly weights: Weights | undefined) {}

  /** Counts a step; returns a promise if the event loop is to have a turn first. */
  step(): Promise<void> | undefined {
    if (++this.work < WORK_PER_LOOK) return undefined;
    return this.look();
  }

  /** Looks at the clock; returns a promise if the event loop is to have a turn first. */
  look(): Promise<void> | undefined {
    this.work = 0;
    if (!this.turn.isOver()) return undefined;
    if (this.turn.worked > MAXIMUM_WORK) throw new EvaluationLimit("time");
    return this.turn.next();
  }

  /** Counts a step within a step. */
  enter(): void {
    if (++this.depth > MAXIMUM_STEPS_DEPTH) throw new EvaluationLimit("stack");
  }

  leave(): void {
    this.depth--;
  }

  /** Weighs what an operator or function is about to walk through. */
  admit(value: unknown, limit = MAXIMUM_WEIGHT): void {
    if (typeof value !== "object" && typeof value !== "string") return;
    this.work += weigh(value, { limit, known: this.weights }) / WEIGHT_PER_STEP;
  }

  /** Counts what was made, or is about to be made, by its own weight: what it holds was counted before. */
  make(weight: number): void {
    if (weight > MAXIMUM_WEIGHT) throw new EvaluationLimit("memory");
    this.made += weight;
    madeByAll += weight;
    this.work += weight / WEIGHT_PER_STEP;
    if (this.made > MAXIMUM_MADE || madeByAll > MAXIMUM_MADE_BY_ALL) throw new EvaluationLimit("memory");
  }

  /** The evaluation has ended: what it made is free. */
  end(): void {
    madeByAll -= this.made;
    this.made = 0;
  }
}
