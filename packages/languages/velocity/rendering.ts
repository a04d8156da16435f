import { EvaluationError } from "./errors";
import { LONGEST_TEXT } from "./limits";
import type { Scope } from "./scope";
import { spendWork } from "./work";

/** Where in which text a part of a template stands; its line is looked up only when it is needed. */
export interface Position {
  readonly text: string;
  readonly at: number;
}

/** Ends the nearest block that can be left, or the one whose scope object is given. */
export class BreakSignal {
  constructor(readonly scope?: unknown) {}
}

/** Ends the rendering; what was rendered so far stays. */
export class StopSignal {}

/** A part of a template, prepared: adds to the rendering's output. */
export type Step = (rendering: Rendering) => void;

/** One rendering of a template: its output so far and what is left of its limits. */
export class Rendering {
  output = "";
  macroDepth = 0;
  /** The macros that `#evaluate` has defined. */
  macros: Map<string, PreparedMacro> | undefined;
  /** Where the last step that can fail stands. */
  position: Position;

  constructor(
    public scope: Scope,
    position: Position,
  ) {
    this.position = position;
  }

  write(text: string): void {
    this.output += text;
    if (text.length > 255) this.step(text.length >> 8);
    if (this.output.length > LONGEST_TEXT)
      throw new EvaluationError(`output is too long, got more than ${LONGEST_TEXT} characters; render less`);
  }

  /** Counts a step, or as many. */
  step(count = 1): void {
    spendWork(count);
  }

  /** What the step would add to the output. */
  capture(step: Step): string {
    const before = this.output;
    this.output = "";
    try {
      step(this);
      return this.output;
    } finally {
      this.output = before;
    }
  }

  /** Runs the step with other variables. */
  within(scope: Scope, step: Step): void {
    const before = this.scope;
    this.scope = scope;
    try {
      step(this);
    } finally {
      this.scope = before;
    }
  }
}

/** A macro, prepared. */
export interface PreparedMacro {
  readonly parameters: readonly string[];
  readonly run: Step;
}
