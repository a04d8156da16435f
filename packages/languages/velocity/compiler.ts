import type { Position, PreparedMacro } from "./rendering";

/** What the parts of one template share while they are prepared. */
export class Compiler {
  constructor(
    readonly text: string,
    /** The template's macros, complete when the first rendering starts. */
    readonly macros: Map<string, PreparedMacro> = new Map(),
    /** Where a text in quotes stands, whose parts all report its place. */
    readonly fixed?: Position,
  ) {}

  position(at: number): Position {
    return this.fixed ?? { text: this.text, at };
  }

  /** A compiler of what stands in quotes at the place. */
  inner(at: number): Compiler {
    return new Compiler(this.text, this.macros, this.position(at));
  }
}
