import {
  EvaluationLimit,
  MAXIMUM_MADE,
  MAXIMUM_MADE_BY_ALL,
  MAXIMUM_STEPS,
  MAXIMUM_STEPS_DEPTH,
  MAXIMUM_WEIGHT,
  MAXIMUM_WORK,
} from "../values/evaluation-limits";
import { Turn } from "../world/take-turn";
import { weigh, type Weights } from "../values/value-weight";

/** So many steps are done between two looks at the clock. */
const STEPS_PER_LOOK = 32;
/** So much weight is as much work as a step. */
const WEIGHT_PER_STEP = 512;

/** What the evaluations that run at the moment have made. */
let madeByAll = 0;

/** What one evaluation of an expression has used up; what is used beyond a limit throws EvaluationLimit. */
export class EvaluationBudget {
  private readonly turn = new Turn();
  /** the steps in all */
  private steps = 0;
  /** the steps at which the clock is looked at */
  private nextLook = STEPS_PER_LOOK;
  /** the turn that the event loop has at the moment: all that run at the same time wait for it */
  private pending: Promise<void> | undefined;
  private made = 0;
  private depth = 0;
  private hasEnded = false;

  /** @param weights the weights of objects that this evaluation does not change; undefined if it may change any */
  constructor(private readonly weights: Weights | undefined) {}

  /** Counts steps; returns a promise if the event loop is to have a turn first. */
  step(steps = 1): Promise<void> | undefined {
    this.steps += steps;
    return this.rest();
  }

  /** Returns a promise if the event loop is to have a turn after the steps that were counted. */
  rest(): Promise<void> | undefined {
    return this.steps < this.nextLook ? undefined : this.look();
  }

  /** Looks at the clock; returns a promise if the event loop is to have a turn first. */
  look(): Promise<void> | undefined {
    if (this.hasEnded || this.steps > MAXIMUM_STEPS) throw new EvaluationLimit("time");
    this.nextLook = this.steps + STEPS_PER_LOOK;
    if (this.pending !== undefined || !this.turn.isOver()) return this.pending;
    if (this.turn.worked > MAXIMUM_WORK) throw new EvaluationLimit("time");
    this.pending = this.turn.next().then(() => (this.pending = undefined));
    return this.pending;
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
    this.steps += weigh(value, { limit, known: this.weights }) / WEIGHT_PER_STEP;
  }

  /** Counts the elements of a list that is copied, and free afterwards. */
  copy(elements: number): void {
    this.steps += (elements * 8) / WEIGHT_PER_STEP;
  }

  /** Counts what was made, or is about to be made, by its own weight: what it holds was counted before. */
  make(weight: number): void {
    if (weight > MAXIMUM_WEIGHT) throw new EvaluationLimit("memory");
    this.made += weight;
    madeByAll += weight;
    this.steps += weight / WEIGHT_PER_STEP;
    if (this.made > MAXIMUM_MADE || madeByAll > MAXIMUM_MADE_BY_ALL) throw new EvaluationLimit("memory");
  }

  /** The evaluation has ended: what it made is free, and what still runs of it stops. */
  end(): void {
    this.hasEnded = true;
    this.nextLook = 0;
    madeByAll -= this.made;
    this.made = 0;
  }
}
