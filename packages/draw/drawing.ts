import type { JsonObject } from "@sfn-websocket/languages/json";
import type { NodeKind } from "./machine-graph";
import type { TransitionKind } from "./transitions";

/** A workflow laid out: where everything is drawn, in pixels from the upper left corner. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** A group stands before what is in it. */
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * `group`: a state with others in it. `branch`: a branch of a Parallel, the processor of a Map. `reference`: a sign that
 * stands for a state that is far away.
 */
export type DrawnKind = NodeKind | "group" | "branch" | "reference";

export interface DrawnNode extends Box {
  /** A state's is its location: `/States/Charge`, `/States/Fan Out/Branches[0]/States/Quote`. */
  readonly id: string;
  readonly kind: DrawnKind;
  /** The whole name. */
  readonly name: string;
  /** Of a state: as the definition says it. */
  readonly type?: string;
  /** The name as it is drawn, a line each. */
  readonly lines: readonly string[];
  /** The line below it. */
  readonly note: string;
  /** How often it is tried again. @default never */
  readonly retries?: number;
  /** The state's definition. @default it is no state */
  readonly state?: JsonObject;
}

export interface DrawnEdge {
  readonly id: string;
  readonly from: string;
  /** The id of the node at its end, which may be a `reference`. */
  readonly to: string;
  /** The id of the state to which it leads. */
  readonly target: string;
  readonly kind: TransitionKind;
  /** Straight and curved pieces by turns lead through these, from `from` to `to`. */
  readonly points: readonly Point[];
  readonly label?: DrawnLabel;
}

export interface DrawnLabel extends Box {
  readonly lines: readonly string[];
  /** Uncut. */
  readonly text: string;
}
