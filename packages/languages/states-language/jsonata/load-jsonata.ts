/**
 * JSONata as it is used here: its own types know neither the symbols that steps are watched by, nor any engine of regular
 * expressions but JavaScript's.
 */
type Jsonata = (text: string, options?: JsonataOptions) => LibraryExpression;

interface JsonataOptions {
  /** Items of the longest sequence. */
  readonly sequence: number;
  /** What searches for a match of a regular expression: as JavaScript's `exec` and `lastIndex` do. */
  readonly RegexEngine: new (pattern: RegExp) => {
    lastIndex: number;
    exec(text: string): ArrayLike<string | undefined> | null;
  };
}

/** A parsed expression, with an environment of its own. */
export interface LibraryExpression {
  evaluate(input: unknown, bindings?: Readonly<Record<string, unknown>>): Promise<unknown>;
  assign(name: string | symbol, value: unknown): void;
  ast(): unknown;
}

/** JSONata, loaded when the first expression is met: most definitions have none, and it is the largest module here. */
export function loadJsonata(): Jsonata {
  return require("jsonata");
}
